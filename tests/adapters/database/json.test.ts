import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readJson, writeJson } from '../../../src/adapters/database/json.ts';

describe('JSON with instants', () => {
  const instant = fc
    .integer({ min: -8.64e15, max: 8.64e15 })
    .map((millis) => Temporal.Instant.fromEpochMilliseconds(millis));
  const leaf = fc.oneof(instant, fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
  const noun = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc.array(tie('any')),
      fc.dictionary(fc.string({ minLength: 1 }), tie('any'), { noNullPrototype: true }),
    ),
  })).any;

  test('comes back as it was written, instants wherever they stand', () => {
    fc.assert(
      fc.property(noun, (value) => {
        expect(readJson(writeJson({ value }))).toEqual({ value });
      }),
    );
  });

  test('keeps instants to the millisecond, as the columns do', () => {
    const fine = Temporal.Instant.from('2026-11-24T07:00:00.123456789Z');
    expect(readJson<{ at: Temporal.Instant }>(writeJson({ at: fine })).at.toString()).toBe(
      '2026-11-24T07:00:00.123Z',
    );
  });

  test('leaves alone what only looks like one', () => {
    expect(readJson(writeJson({ $instant: 'noon' }))).toEqual({ $instant: 'noon' });
  });
});
