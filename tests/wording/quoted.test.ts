import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quoted } from '../../src/wording/quoted.ts';

/** How far isolates are open after each character; never below 0 in a text that keeps to itself. */
function depths(text: string): readonly number[] {
  let depth = 0;
  return [...text].map((character) => {
    if (character >= '\u2066' && character <= '\u2068') depth += 1;
    if (character === '\u2069') depth -= 1;
    return depth;
  });
}

describe('words of a source', () => {
  it('stay as they are', () => {
    expect(quoted('The Karst bridge, <b>open</b> *again*.')).toBe('The Karst bridge, <b>open</b> *again*.');
  });

  it('stand in one line, without control characters and half characters', () => {
    expect(quoted(' a\n\n b\u0000c\u2028d ')).toBe('a b c d');
    expect(quoted('a\ud800b')).toBe('a\ufffdb');
  });

  it('are enclosed where they run from right to left', () => {
    expect(quoted('حريق في العبارة')).toBe('\u2068حريق في العبارة\u2069');
  });

  it('never turn what stands beside them, whatever marks they hold', () => {
    const marks = fc.constantFrom(
      ...'\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200f',
      'a',
      'ש',
      ' ',
    );
    fc.assert(
      fc.property(fc.string({ unit: marks, maxLength: 30 }), (text) => {
        const open = depths(quoted(text));
        expect(open.every((depth) => depth >= 0)).toBe(true);
        expect(open.at(-1) ?? 0).toBe(0);
      }),
    );
  });
});
