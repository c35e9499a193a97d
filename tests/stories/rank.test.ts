import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rankStory } from '../../src/stories/rank.ts';
import { countVoices } from '../../src/stories/voices.ts';
import { at, QUAKE_A, QUAKE_B } from './sample-articles.ts';

const now = at('2026-11-02T12:00Z');
const told = (outlet: string, time = '2026-11-02T10:00Z') => ({ outlet, at: at(time) });

test('the total is the sum of its parts', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 8 }), (outlets) => {
      const { total, parts } = rankStory(
        outlets.map((outlet) => told(outlet)),
        now,
      );
      expect(total).toBeCloseTo(
        parts.reduce((sum, { value }) => sum + value, 0),
        6,
      );
      expect(total).toBeLessThanOrEqual(1);
    }),
  );
});

test('more outlets rank higher than more articles of one outlet', () => {
  const wide = rankStory([told('A'), told('B'), told('C')], now);
  const long = rankStory([told('A'), told('A'), told('A'), told('A')], now);
  expect(wide.total).toBeGreaterThan(long.total);
});

test('a fresher story ranks higher, and a date in the future is no fresher than now', () => {
  const score = (time: string) => rankStory([told('A', time)], now).total;
  expect(score('2026-11-02T11:00Z')).toBeGreaterThan(score('2026-11-01T11:00Z'));
  expect(score('2030-01-01T00:00Z')).toBe(score('2026-11-02T12:00Z'));
});

test('papers with the same text, or of the same agency, are one voice', () => {
  const wire = { outlet: 'A', text: QUAKE_A.text };
  expect(countVoices([wire, { outlet: 'B', text: `By our staff. ${QUAKE_A.text}` }])).toBe(1);
  expect(countVoices([wire, { outlet: 'B', text: QUAKE_B.text }])).toBe(2);
  expect(
    countVoices([
      { outlet: 'A', wire: 'W' },
      { outlet: 'B', wire: 'W' },
    ]),
  ).toBe(1);
  expect(countVoices([{ outlet: 'A' }, { outlet: 'B' }])).toBe(2);
});
