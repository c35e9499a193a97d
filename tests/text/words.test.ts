import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eachWord, words } from '../../src/text/words.ts';

const lower = (text: string): string[] => words(text).map((word) => word.lower);

describe('words', () => {
  test.each([
    ['The bridge, closed since May, re-opened.', ['the', 'bridge', 'closed', 'since', 'may', 're-opened']],
    ["She didn’t; it's Obama's.", ['she', "didn't", "it's", "obama's"]],
    ["L'homme qu'il vit, dell'arte", ['l', 'homme', 'qu', 'il', 'vit', 'dell', 'arte']],
    ['3.5 % of 1,000 in 2019.', ['3.5', 'of', '1,000', 'in', '2019']],
    ['The U.S. and J.K. Lund.', ['the', 'u.s', 'and', 'j.k', 'lund']],
    ['Straße in ÅRHUS, Київ', ['straße', 'in', 'århus', 'київ']],
    ['東京で新聞を読む', ['東京', 'で', '新聞', 'を', '読む']],
    ['मैं घर गया', ['मैं', 'घर', 'गया']],
    ['… — !', []],
    ['', []],
  ])('%j', (text, wanted) => expect(lower(text)).toEqual(wanted));

  test('a word hashes alike in any case, and different words differ', () => {
    const hashes: number[] = [];
    const text = "Kyiv KYIV kyiv Lviv don’t DON'T";
    eachWord(text, 0, text.length, (_start, _end, hash) => hashes.push(hash));
    const [one, two, three, other, curly, straight] = hashes;
    expect([two, three]).toEqual([one, one]);
    expect(other).not.toBe(one);
    expect(curly).toBe(straight);
  });

  test('only words inside the range are visited', () => {
    const found: [number, number][] = [];
    eachWord('one two three', 4, 7, (start, end) => found.push([start, end]));
    expect(found).toEqual([[4, 7]]);
  });
});

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: fc.constantFrom(..."aB9'’-._ ,é字かไ\u0301\ud800\ud83d\ude00𝐀"), maxLength: 40 }),
);

describe('for any text', () => {
  test('words are in order, apart, and hold every letter of a spaced script', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let at = 0;
        for (const { start, end } of words(text)) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(end).toBeGreaterThan(start);
          expect(/\p{Script=Latin}/u.test(text.slice(at, start))).toBe(false);
          at = end;
        }
        expect(/\p{Script=Latin}/u.test(text.slice(at))).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  test('no word holds white space', () => {
    fc.assert(fc.property(anyText, (text) => words(text).every((word) => !/\s/.test(word.lower))));
  });
});

test.each(['a', '字', 'a字', "a'", '1,', '\ud800', '𝐀', 'ไ', '中。'])(
  'half a megabyte of %j is read',
  (piece) => {
    const long = piece.repeat(5e5 / piece.length);
    let last = 0;
    eachWord(long, 0, long.length, (_start, end) => {
      last = end;
    });
    expect(last).toBeLessThanOrEqual(long.length);
  },
);
