import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cosine, dot, jaccard, norm, overlap } from '../../src/text/similarity.ts';

const vector = fc
  .array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.integer({ min: 0, max: 9 })))
  .map((entries) => new Map(entries));
const set = fc.array(fc.constantFrom('a', 'b', 'c', 'd')).map((members) => new Set(members));

describe('cosine', () => {
  test('of known vectors', () => {
    const one = new Map([
      ['a', 3],
      ['b', 4],
    ]);
    expect(norm(one)).toBe(5);
    expect(dot(one, new Map([['b', 2]]))).toBe(8);
    expect(cosine(one, new Map([['b', 2]]))).toBeCloseTo(0.8);
    expect(cosine(one, new Map())).toBe(0);
  });

  test('is symmetric and between 0 and 1', () => {
    fc.assert(
      fc.property(vector, vector, (one, other) => {
        const found = cosine(one, other);
        expect(found).toBeCloseTo(cosine(other, one));
        expect(found).toBeGreaterThanOrEqual(0);
        expect(found).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });
});

describe('jaccard', () => {
  test('of known sets', () => {
    expect(overlap(new Set(['a', 'b']), new Set(['b', 'c']))).toBe(1);
    expect(jaccard(new Set(['a', 'b']), new Set(['b', 'c']))).toBeCloseTo(1 / 3);
    expect(jaccard(new Set(), new Set())).toBe(0);
  });

  test('of a set with itself is 1, and the order does not matter', () => {
    fc.assert(
      fc.property(set, set, (one, other) => {
        expect(jaccard(one, one)).toBe(one.size === 0 ? 0 : 1);
        expect(jaccard(one, other)).toBe(jaccard(other, one));
      }),
    );
  });
});
