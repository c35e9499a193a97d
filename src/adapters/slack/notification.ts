import type { Block } from '../../domain/message.ts';
import { wordBorder } from '../../wording/cut-at-word.ts';
import { plainText } from '../../wording/plain-text.ts';
import { escapeControls } from './escape.ts';
import { LIMITS } from './limits.ts';

/**
 * The `text` of a message: what a notification and a screen reader get. The whole message in plain words; where
 * that is too long, the last stories by their headlines only, so that each is at least named.
 */
export function notificationOf(blocks: readonly Block[]): string {
  const stories = blocks.filter(({ kind }) => kind === 'story').length;
  for (let whole = stories; whole >= 0; whole -= 1) {
    const text = escapeControls(plainText(shorten(blocks, whole)));
    if (fits(text)) return text || '…';
  }
  return cut(plainText(shorten(blocks, 0)));
}

/** All stories after the first `whole` ones without their sentences. */
function shorten(blocks: readonly Block[], whole: number): readonly Block[] {
  let seen = 0;
  return blocks.map((block) => {
    if (block.kind !== 'story') return block;
    seen += 1;
    if (seen <= whole) return block;
    const { difference: _, ...rest } = block;
    return { ...rest, sentences: [], byline: block.byline.slice(0, 1) };
  });
}

function fits(text: string): boolean {
  return text.length <= LIMITS.text && new TextEncoder().encode(text).length <= LIMITS.textBytes;
}

/** Halves it until it fits, escapes included. */
function cut(text: string): string {
  let kept = text;
  while (!fits(`${escapeControls(kept)}…`))
    kept = kept.slice(0, wordBorder(kept, Math.floor(kept.length * 0.9)));
  return `${escapeControls(kept)}…`;
}
