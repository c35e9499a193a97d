import type { Block, Inline } from '../domain/message.ts';
import { plainText } from '../wording/plain-text.ts';

/**
 * What three messages hold, in characters, with room for title, foot and escapes: as measured by Discord's 4,000
 * each, which is less than Slack takes.
 */
export const THREE_MESSAGES = 10_500;

/** About how many characters blocks take up: their words, their addresses, and what a platform writes around them. */
export function messageSize(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => sum + blockSize(block), 0);
}

/** Marks of a headline, a quotation and a grey line. */
const FRAME = 20;

function blockSize(block: Block): number {
  const words = plainText([block]).length + FRAME;
  if (block.kind === 'story') return words + (block.link?.length ?? 0) + addressSize(block.byline);
  return block.kind === 'line' || block.kind === 'note' ? words + addressSize(block.content) : words;
}

function addressSize(content: readonly Inline[]): number {
  return content.reduce((sum, inline) => sum + (inline.kind === 'link' ? inline.href.length + 4 : 0), 0);
}
