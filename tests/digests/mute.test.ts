import { describe, expect, it } from 'vitest';
import { holdsMuted } from '../../src/digests/mute.ts';

describe('a muted word', () => {
  it('counts as a whole word, in any case', () => {
    expect(holdsMuted(['Football'], ['The football cup'])).toBe(true);
    expect(holdsMuted(['foot'], ['The football cup'])).toBe(false);
    expect(holdsMuted(['élan'], ['Un ÉLAN nouveau'])).toBe(true);
    expect(holdsMuted(['world cup'], ['The World Cup draw'])).toBe(true);
  });

  it('counts anywhere where words are not written apart', () => {
    expect(holdsMuted(['足球'], ['国际足球比赛'])).toBe(true);
  });

  it('is never a pattern, and an empty one mutes nothing', () => {
    expect(holdsMuted(['.*', '(', ''], ['anything'])).toBe(false);
    expect(holdsMuted(['C++'], ['C++ is 41'])).toBe(true);
    expect(holdsMuted([], ['anything'])).toBe(false);
  });
});
