import { describe, expect, it } from 'vitest';
import { bootstrap } from '../../bench/bootstrap.ts';
import { rouge, rougeBest, tokens } from '../../bench/rouge.ts';

describe('rouge', () => {
  it('gives the values of the example of Lin (2004)', () => {
    const reference = ['police killed the gunman'];
    expect(rouge(['police kill the gunman'], reference).rl).toBeCloseTo(3 / 4);
    expect(rouge(['the gunman kill police'], reference).rl).toBeCloseTo(2 / 4);
    // One pair, "the gunman", of three in each.
    expect(rouge(['police kill the gunman'], reference).r2).toBeCloseTo(1 / 3);
    expect(rouge(['the gunman kill police'], reference).r2).toBeCloseTo(1 / 3);
  });

  it('unites what several sentences share with one of the reference', () => {
    // Lin's example: w1 w2 w3 w4 w5 against w1 w2 w6 w7 w8 and w1 w3 w8 w9 w5 shares w1, w2, w3, w5.
    const { rl } = rouge(['w1 w2 w6 w7 w8', 'w1 w3 w8 w9 w5'], ['w1 w2 w3 w4 w5']);
    expect(rl).toBeCloseTo((2 * 4) / (10 + 5));
  });

  it('counts a repeated word as often as the reference has it', () => {
    expect(rouge(['the the the the'], ['the cat sat']).r1).toBeCloseTo((2 * 1) / (4 + 3));
  });

  it('is 1 for the reference itself, and 0 for nothing', () => {
    expect(rouge(['A dam burst.'], ['a dam burst'])).toEqual({ r1: 1, r2: 1, rl: 1 });
    expect(rouge([], ['a dam'])).toEqual({ r1: 0, r2: 0, rl: 0 });
    expect(rouge([], [])).toEqual({ r1: 0, r2: 0, rl: 0 });
  });

  it('takes the best of several references for each measure', () => {
    expect(rougeBest(['a b'], [['c d'], ['b a']])).toEqual({ r1: 1, r2: 0, rl: 0.5 });
  });

  it('cuts words at everything but letters, marks and digits', () => {
    expect(tokens("Don't re-open 2.5 cafés!")).toEqual(['don', 't', 're', 'open', '2', '5', 'cafés']);
  });
});

describe('bootstrap', () => {
  it('holds the mean, is the same each time, and has no width where nothing varies', () => {
    const found = bootstrap([1, 2, 3, 4, 5]);
    expect(found.mean).toBe(3);
    expect(found.low).toBeLessThan(3);
    expect(found.high).toBeGreaterThan(3);
    expect(bootstrap([1, 2, 3, 4, 5])).toEqual(found);
    expect(bootstrap([2, 2, 2])).toEqual({ mean: 2, low: 2, high: 2 });
  });
});
