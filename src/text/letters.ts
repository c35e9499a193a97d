const LOWER = 1;
const UPPER = 2;
const WORD = 4;
const KNOWN = 8;

/** What is known of each UTF-16 unit so far; filled as units are met. */
const table = new Uint8Array(0x10000);

/** Whether the unit is a letter that has a case and is lower. */
export function isLower(unit: number): boolean {
  return (kindsOf(unit) & LOWER) !== 0;
}

/** Whether the unit is a letter that has a case and is upper (or title). */
export function isUpper(unit: number): boolean {
  return (kindsOf(unit) & UPPER) !== 0;
}

/** Whether the unit is a letter or a mark on one, of any script; half of a pair counts as one. */
export function isWordUnit(unit: number): boolean {
  return (kindsOf(unit) & WORD) !== 0;
}

export function isDigit(unit: number): boolean {
  return (
    (unit >= 0x30 && unit <= 0x39) || (unit >= 0x660 && unit <= 0x669) || (unit >= 0x966 && unit <= 0x96f)
  );
}

function kindsOf(unit: number): number {
  return table[unit] || learn(unit);
}

function learn(unit: number): number {
  const letter = String.fromCharCode(unit);
  const lower = letter.toLowerCase();
  const cased = lower !== letter.toUpperCase();
  const kinds =
    KNOWN |
    (cased ? (letter === lower ? LOWER : UPPER) : 0) |
    (/[\p{L}\p{M}]/u.test(letter) || (unit >= 0xd800 && unit < 0xe000) ? WORD : 0);
  table[unit] = kinds;
  return kinds;
}
