import { describe, expect, it } from 'vitest';
import { readDocument } from '../../src/summarize/document.ts';
import { partsOf } from '../../src/summarize/joined.ts';
import { isBoilerplate, trim } from '../../src/summarize/trim.ts';
import { Vocabulary } from '../../src/summarize/vocabulary.ts';
import { leans } from '../../src/text/leaning.ts';

const SENTENCE =
  'The county said on Monday that the dam above the town had held until the rain of the night. ';

function whole(text: string) {
  return { text, start: 0, end: text.length, language: 'en' };
}

describe('partsOf', () => {
  it('finds the articles of a joined text', () => {
    const text = [SENTENCE.repeat(12), SENTENCE.repeat(11), SENTENCE.repeat(15)].join('\n\n');
    const parts = partsOf(whole(text));
    expect(parts.map(({ start, end }) => text.slice(start, end).length)).toEqual(
      [12, 11, 15].map((n) => n * SENTENCE.length),
    );
  });

  it('leaves an article of paragraphs whole', () => {
    expect(partsOf(whole(`${SENTENCE.repeat(2)}\n\n`.repeat(20)))).toHaveLength(1);
    expect(partsOf(whole(SENTENCE.repeat(40)))).toHaveLength(1);
    expect(partsOf(whole(''))).toHaveLength(1);
  });
});

describe('trim', () => {
  it.each([
    ['(CNN) -- A dam burst.', 'A dam burst.'],
    ['KYIV, Nov 3 (Reuters) — A dam burst.', 'A dam burst.'],
    ['BERLIN (dpa) - Ein Damm brach.', 'Ein Damm brach.'],
    ['Scroll down for video A dam burst.', 'A dam burst.'],
    ['A dam burst … Read more', 'A dam burst …'],
    ['The dam (built in 1931) - it burst.', 'The dam (built in 1931) - it burst.'],
    [
      'John Smith (Labour) — the member for Arvika — left.',
      'John Smith (Labour) — the member for Arvika — left.',
    ],
    ['ARVIKA, May 2 (Post) — A dam burst.', 'A dam burst.'],
    ['Watch your step.', 'Watch your step.'],
    ['Read more', 'Read more'],
  ])('trims %j to %j', (text, wanted) => {
    const { start, end } = trim(text, { start: 0, end: text.length });
    expect(text.slice(start, end)).toBe(wanted);
  });
});

describe('isBoilerplate', () => {
  it.each(['Read more about it here.', 'Photo: AP', 'All rights reserved.', 'Lire aussi notre article'])(
    'knows %j',
    (text) => {
      expect(isBoilerplate(text, { start: 0, end: text.length })).toBe(true);
    },
  );

  it.each(['Readers want more.', 'Photographs show the dam.', 'The right is reserved to them.'])(
    'lets %j pass',
    (text) => {
      expect(isBoilerplate(text, { start: 0, end: text.length })).toBe(false);
    },
  );
});

describe('leans', () => {
  it.each([
    ['He added that trains stand still.', 'en', true],
    ['"But it held," she said.', 'en', true],
    ['In addition, trains stand still.', 'en', true],
    ['Anna Berg added that trains stand still.', 'en', false],
    ['Hers is the last house.', 'en', false],
    ['Er sagte, der Damm sei alt.', 'de', true],
    ['Sin embargo, nadie murió.', 'es', true],
    ['Tuy nhiên, không ai chết.', 'vi', true],
    ['…', 'en', false],
  ])('says of %j (%s): %s', (text, language, wanted) => {
    expect(leans(text, 0, text.length, language)).toBe(wanted);
  });
});

describe('readDocument', () => {
  it('numbers words alike in any case and in every part, and leaves stop words out', () => {
    const { terms, first, words } = readDocument([whole('The dam burst.'), whole('A DAM.')]);
    expect(Array.from(terms)).toEqual([0, 1, 0]);
    expect(Array.from(first)).toEqual([0, 2, 3]);
    expect(Array.from(words)).toEqual([3, 2]);
  });
});

describe('Vocabulary', () => {
  it('gives the same number for the same hash, however many there are', () => {
    const vocabulary = new Vocabulary(16);
    const hashes = Array.from({ length: 5_000 }, (_, at) => Math.imul(at, 2_654_435_761) | 0);
    const numbers = hashes.map((hash) => vocabulary.number(hash));
    expect(numbers).toEqual(hashes.map((_, at) => at));
    expect(hashes.map((hash) => vocabulary.number(hash))).toEqual(numbers);
  });
});
