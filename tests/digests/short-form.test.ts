import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readableSentences, shortForm } from '../../src/digests/short-form.ts';
import type { Quotation } from '../../src/domain/digest.ts';
import type { ArticleId } from '../../src/domain/ids.ts';

const sentence = (length: number): Quotation => ({
  article: 'a' as ArticleId,
  outlet: 'Post',
  text: 'x'.repeat(length),
  start: 0,
  end: length,
});
const lengths = (sentences: readonly Quotation[]) => sentences.map(({ text }) => text.length);

describe('the short form', () => {
  it('is two sentences, of at most 320 characters together', () => {
    expect(lengths(shortForm([100, 120, 50].map(sentence)))).toEqual([100, 120]);
    expect(lengths(shortForm([200, 130, 119].map(sentence)))).toEqual([200, 119]);
    expect(lengths(shortForm([200, 130].map(sentence)))).toEqual([200]);
  });

  it('is one when the first is over 220', () => {
    expect(lengths(shortForm([221, 50].map(sentence)))).toEqual([221]);
    expect(lengths(shortForm([400, 90, 80].map(sentence)))).toEqual([90, 80]);
    expect(lengths(shortForm([400, 450].map(sentence)))).toEqual([400]);
  });

  it('passes over a sentence above 500 while there is another', () => {
    expect(lengths(shortForm([501, 90, 80].map(sentence)))).toEqual([90, 80]);
    expect(lengths(shortForm([900, 501].map(sentence)))).toEqual([501]);
    expect(lengths(readableSentences([501, 400, 600].map(sentence)))).toEqual([400]);
  });

  it('never cuts, and takes something whenever there is something', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 900 })), (sizes) => {
        const all = sizes.map(sentence);
        const short = shortForm(all);
        expect(short.every((one) => all.includes(one))).toBe(true);
        expect(short.length).toBeLessThanOrEqual(2);
        expect(short.length > 0).toBe(all.length > 0);
      }),
    );
  });
});
