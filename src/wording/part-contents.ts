import type { Quotation } from '../domain/digest.ts';
import type { StoryId } from '../domain/ids.ts';
import type { Block } from '../domain/message.ts';

export interface PartContents {
  readonly blocks: readonly Block[];
  /** A story that was broken counts for the part in which it ends. */
  readonly stories: readonly StoryId[];
  /** In the order in which they are read. */
  readonly quotations: readonly Quotation[];
}

/** What each part of a message carries. */
export function partContents(parts: readonly (readonly Block[])[]): readonly PartContents[] {
  const end = new Map<StoryId, number>();
  parts.forEach((blocks, index) => {
    for (const story of storiesOf(blocks)) end.set(story, index);
  });
  return parts.map((blocks, index) => ({
    blocks,
    stories: [...new Set(storiesOf(blocks))].filter((story) => end.get(story) === index),
    quotations: blocks.flatMap(quotationsOf),
  }));
}

function storiesOf(blocks: readonly Block[]): readonly StoryId[] {
  return blocks.flatMap((block) => (block.kind === 'story' ? [block.story] : []));
}

function quotationsOf(block: Block): readonly Quotation[] {
  if (block.kind === 'quotations') return block.quotations;
  if (block.kind !== 'story') return [];
  return block.difference === undefined ? block.sentences : [...block.sentences, block.difference.quotation];
}
