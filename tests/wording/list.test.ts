import { describe, expect, it } from 'vitest';
import { listAll, listNames } from '../../src/wording/list.ts';

describe('names in a row', () => {
  it('are all named up to three, then counted', () => {
    expect(listNames('en', [])).toBe('');
    expect(listNames('en', ['A'])).toBe('A');
    expect(listNames('en', ['A', 'B'])).toBe('A and B');
    expect(listNames('en', ['A', 'B', 'C'])).toBe('A, B and C');
    expect(listNames('en', ['A', 'B', 'C', 'D'])).toBe('A, B and 2 more');
  });

  it('are all named where nothing may be left out', () => {
    expect(listAll('en', ['A', 'B', 'C', 'D'])).toBe('A, B, C and D');
  });
});
