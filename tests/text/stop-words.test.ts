import { expect, test } from 'vitest';
import { isStopWord, stopWords } from '../../src/text/stop-words.ts';

test.each([
  ['the', 'en', true],
  ['the', 'en-GB', true],
  ['bridge', 'en', false],
  ['und', 'de', true],
  ['который', 'ru', false],
  ['и', 'ru', true],
  ['the', 'xx', false],
  ['the', undefined, false],
])('%s in %s: %s', (word, language, wanted) => expect(isStopWord(word, language)).toBe(wanted));

test('words that matter in news are no stop words', () => {
  for (const word of ['world', 'home', 'group', 'year', 'work']) expect(isStopWord(word, 'en')).toBe(false);
});

test('the list of a language is made once', () => {
  expect(stopWords('en')).toBe(stopWords('en-US'));
});
