import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutAtWord, wordBorder } from '../../src/wording/cut-at-word.ts';

describe('a line that is too long', () => {
  it('is cut at a word, with an ellipsis', () => {
    expect(cutAtWord('Karst bridge reopens to trucks', 20)).toBe('Karst bridge…');
    expect(cutAtWord('Karst bridge, reopened', 14)).toBe('Karst bridge…');
  });

  it('stays whole when it fits', () => {
    expect(cutAtWord('Karst  bridge\nreopens', 20)).toBe('Karst bridge reopens');
  });

  it('is cut between characters where there are no words', () => {
    expect(cutAtWord('🚂'.repeat(20), 11)).toBe(`${'🚂'.repeat(5)}…`);
    expect(cutAtWord('橋'.repeat(20), 11)).toBe(`${'橋'.repeat(10)}…`);
  });

  it('never gets longer than it may, nor breaks a character', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.integer({ min: 3, max: 60 }),
        (text, limit) => {
          const cut = cutAtWord(text, limit);
          expect(cut.length).toBeLessThanOrEqual(limit);
          expect(cut.isWellFormed()).toBe(true);
        },
      ),
    );
  });

  it('has a border that makes progress', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1 }),
        fc.integer({ min: 1, max: 9 }),
        (text, limit) => {
          const border = wordBorder(text, limit);
          expect(border).toBeGreaterThan(0);
          if (limit > 1) expect(text.slice(0, border).isWellFormed()).toBe(true);
        },
      ),
    );
  });
});
