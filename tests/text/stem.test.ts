import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stem } from '../../src/text/stem.ts';

test.each([
  ['bridges', 'en', 'bridg'],
  ['running', 'en-US', 'run'],
  ['häuser', 'de', 'haus'],
  ['chevaux', 'fr', 'cheval'],
  ['стороны', 'ru', 'сторон'],
])('%s in %s is %s', (word, language, wanted) => expect(stem(word, language)).toBe(wanted));

test('a language without an algorithm, or none, leaves the word as it is', () => {
  expect(stem('bridges', 'zh')).toBe('bridges');
  expect(stem('bridges', undefined)).toBe('bridges');
});

test('any word has the same stem each time, and never an empty one', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1, unit: 'binary' }),
      fc.constantFrom('en', 'de', 'tr', 'ar', 'ru'),
      (word, language) => {
        const first = stem(word, language);
        expect(first).not.toBe('');
        expect(stem(word, language)).toBe(first);
      },
    ),
  );
});

test('the memory stays within its bound and forgets nothing that matters', () => {
  for (let word = 0; word < 60_000; word++) stem(`word${word}`, 'en');
  expect(stem('bridges', 'en')).toBe('bridg');
});
