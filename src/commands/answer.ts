import type { Block, Inline, Message } from '../domain/message.ts';
import type { Place } from '../domain/place.ts';
import { say } from '../wording/say.ts';

/** An answer: the first line bold (what is now true, or what is wrong), then lines, each by itself. */
export function answer(
  locale: string,
  first: string,
  lines: readonly (string | readonly Inline[])[] = [],
  more: readonly Block[] = [],
): Message {
  const blocks: Block[] = [{ kind: 'line', content: [{ kind: 'text', text: first, bold: true }] }];
  for (const line of lines) {
    blocks.push({ kind: 'line', content: typeof line === 'string' ? [{ kind: 'text', text: line }] : line });
  }
  return { title: first, locale, blocks: [...blocks, ...more] };
}

/** How a place is called in an answer: `#news`, `you`. */
export function placeWords(locale: string, place: Place): string {
  if (place.kind === 'person') return say(locale, 'answer.you');
  return place.name === undefined ? say(locale, 'answer.here') : `#${place.name}`;
}
