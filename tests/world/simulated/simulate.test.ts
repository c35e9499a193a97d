import { describe, expect, it } from 'vitest';
import { simulate } from './simulate.ts';

describe('the simulated world', () => {
  it.each(Array.from({ length: 8 }, (_, each) => each + 1))(
    'holds its rules for five days from seed %i',
    async (seed) => {
      const result = await simulate(seed, 5);
      expect(result.broken).toBeUndefined();
      expect(result.digests).toBeGreaterThan(0);
    },
  );

  it('goes the same way from the same seed, to the last message', async () => {
    const [first, second] = [await simulate(7, 2), await simulate(7, 2)];
    expect(second).toEqual(first);
    expect((await simulate(8, 2)).trace).not.toBe(first.trace);
  });
});
