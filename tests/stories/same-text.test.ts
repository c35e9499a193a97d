import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fingerprint, resemblance, sameText } from '../../src/stories/same-text.ts';
import { QUAKE_A, QUAKE_B } from './sample-articles.ts';

test('a copy with other quotation marks, case and a new last line is the same text', () => {
  const copy = `${QUAKE_A.text.toUpperCase()}\n\nMore to follow.`;
  expect(sameText(fingerprint(QUAKE_A.text), fingerprint(copy))).toBe(true);
});

test('a cut copy is the same text', () => {
  const words = Array.from({ length: 300 }, (_, index) => `word${(index * 7919) % 1009}`);
  expect(sameText(fingerprint(words.join(' ')), fingerprint(words.slice(0, 150).join(' ')))).toBe(true);
});

test('two reports of one event are not', () => {
  expect(sameText(fingerprint(QUAKE_A.text), fingerprint(QUAKE_B.text))).toBe(false);
});

test('texts too short to tell are never the same', () => {
  expect(sameText(fingerprint('Breaking news'), fingerprint('Breaking news'))).toBe(false);
  expect(sameText(fingerprint(''), fingerprint(''))).toBe(false);
});

test('a text resembles itself wholly, and resemblance has no direction', () => {
  fc.assert(
    fc.property(fc.lorem({ maxCount: 40 }), fc.lorem({ maxCount: 40 }), (one, other) => {
      const [a, b] = [fingerprint(one), fingerprint(other)];
      if (a.size > 0) expect(resemblance(a, a)).toBe(1);
      expect(resemblance(a, b)).toBe(resemblance(b, a));
    }),
  );
});
