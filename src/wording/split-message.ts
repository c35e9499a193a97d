import type { Block, Message } from '../domain/message.ts';
import { breakBlock } from './break-block.ts';
import { cutLabels } from './cut-labels.ts';
import { plainText } from './plain-text.ts';
import { say } from './say.ts';

type Blocks = readonly Block[];

/**
 * Cuts a message between its blocks, so that `fits` is true of each piece: the title opens the first, controls and
 * foot close the last, and each further piece starts with `News digest, part 2 of 2`. A block that does not fit by
 * itself is broken between its sentences.
 */
export function splitMessage(message: Message, fits: (blocks: Blocks) => boolean): readonly Blocks[] {
  const blocks = withWords(message.blocks.map(cutLabels), message.title);
  if (fits(blocks)) return [blocks];
  const heading = (part: number, parts: number): Block => ({
    kind: 'note',
    content: [
      { kind: 'text', text: say(message.locale, 'part.heading', { title: message.title, part, parts }) },
    ],
  });
  // How many parts there will be is not known yet: room is kept for two digits.
  const room = (blocks: Blocks) => fits([heading(99, 99), ...blocks]);
  const parts = closeWith(blocks, room);
  return parts.map((blocks, index) => (index === 0 ? blocks : [heading(index + 1, parts.length), ...blocks]));
}

/** Neither platform takes a message without words. */
function withWords(blocks: Blocks, title: string): Blocks {
  if (plainText(blocks) !== '') return blocks;
  const text = plainText([{ kind: 'title', text: title }]) || '…';
  return [{ kind: 'line', content: [{ kind: 'text', text }] }, ...blocks];
}

/** Fills pieces one after the other; what closes the message stays together in the last. */
function closeWith(blocks: Blocks, room: (blocks: Blocks) => boolean): readonly Blocks[] {
  const start = closingIndex(blocks);
  const closing = blocks.slice(start);
  const parts = fill(blocks.slice(0, start), room);
  const last = parts.at(-1) ?? [];
  if (closing.length === 0) return parts;
  if (room([...last, ...closing])) return [...parts.slice(0, -1), [...last, ...closing]];
  // The controls do not stand alone when the last story can come along.
  const story = last.at(-1);
  if (story?.kind === 'story' && last.length > 1 && room([story, ...closing]))
    return [...parts.slice(0, -1), last.slice(0, -1), [story, ...closing]];
  return [...parts, ...fill(closing, room)];
}

/** Where divider, controls and foot begin; the end when there are no controls. */
function closingIndex(blocks: Blocks): number {
  const controls = blocks.findLastIndex(({ kind }) => kind === 'controls');
  if (controls < 0) return blocks.length;
  return blocks[controls - 1]?.kind === 'divider' ? controls - 1 : controls;
}

function fill(blocks: Blocks, room: (blocks: Blocks) => boolean): Blocks[] {
  const parts: Block[][] = [];
  let current: Block[] = [];
  const waiting = blocks.toReversed();
  for (let block = waiting.pop(); block !== undefined; block = waiting.pop()) {
    if (room([...current, block])) {
      current.push(block);
      continue;
    }
    const pieces = room([block]) ? undefined : breakBlock(block);
    if (pieces !== undefined) waiting.push(...pieces.toReversed());
    else {
      if (current.length > 0) parts.push(current);
      current = [block];
    }
  }
  return current.length > 0 ? [...parts, current] : parts;
}
