import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ArticleId, StoryId } from '../../src/domain/ids.ts';
import type { Block } from '../../src/domain/message.ts';
import { breakBlock } from '../../src/wording/break-block.ts';
import { plainText } from '../../src/wording/plain-text.ts';
import { anyMessage, lettersOf, quotedLetters } from './messages.ts';

/** Breaks until nothing can be broken any more. */
function crumbs(block: Block): readonly Block[] {
  return breakBlock(block)?.flatMap(crumbs) ?? [block];
}

describe('a block that is broken', () => {
  it('loses no sentence and keeps their order, however small the pieces', () => {
    fc.assert(
      fc.property(anyMessage, ({ blocks }) => {
        const short = blocks.filter((block) => plainText([block]).length < 600);
        expect(quotedLetters(short.flatMap(crumbs))).toBe(quotedLetters(short));
      }),
      { numRuns: 40 },
    );
  });

  it('loses no word of the bot either, and breaks where a line ends', () => {
    const content = ['a', '\nb', '\nc', '\nd'].map((text) => ({ kind: 'text', text }) as const);
    const pieces = breakBlock({ kind: 'line', content: [...content, { kind: 'quoted', text: ' e' }] });
    expect(pieces?.map((piece) => lettersOf(plainText([piece])))).toEqual(['abc', 'de']);
  });

  it('breaks its sentences where a long line of who and when cannot be broken', () => {
    const text = 'x'.repeat(5000);
    const byline = [{ kind: 'link', text: 'Post', href: `https://a.example/${'x'.repeat(2000)}` }] as const;
    const sentences = [{ article: 'a' as ArticleId, outlet: 'Post', text, start: 0, end: text.length }];
    const story = { kind: 'story', story: 's' as StoryId, headline: 'h', sentences, byline } as const;
    expect(crumbs(story).length).toBeGreaterThan(1000);
  });

  it('stays whole when there is nothing to take apart', () => {
    expect(breakBlock({ kind: 'title', text: 'News digest' })).toBeUndefined();
    expect(breakBlock({ kind: 'line', content: [{ kind: 'text', text: ' x ' }] })).toBeUndefined();
    expect(breakBlock({ kind: 'quotations', quotations: [] })).toBeUndefined();
  });
});
