import { describe, expect, it } from 'vitest';
import type { ArticleId, StoryId } from '../../src/domain/ids.ts';
import type { StoryBlock } from '../../src/domain/message.ts';
import { partContents } from '../../src/wording/part-contents.ts';

const piece = (story: string, text: string): StoryBlock => ({
  kind: 'story',
  story: story as StoryId,
  headline: story,
  sentences: [{ article: 'a' as ArticleId, outlet: 'Post', text, start: 0, end: text.length }],
  byline: [],
});

describe('what a part carries', () => {
  it('is its stories and sentences; a broken story counts where it ends', () => {
    const parts = partContents([[piece('one', 'A.'), piece('two', 'B.')], [piece('two', 'C.')]]);
    expect(parts.map(({ stories }) => stories)).toEqual([['one'], ['two']]);
    expect(parts.map(({ quotations }) => quotations.map(({ text }) => text))).toEqual([['A.', 'B.'], ['C.']]);
  });
});
