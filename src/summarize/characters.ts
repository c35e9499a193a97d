/** What a UTF-16 unit is to the scanner of words. */
export const OTHER = 0;
export const LETTER = 1;
export const CAPITAL = 2;
export const DIGIT = 3;
/** A letter of a script that writes no spaces between words (Chinese, Japanese, Thai, …). */
export const UNSPACED = 4;

const UNSPACED_SCRIPTS =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]$/u;

function classify(character: string): number {
  if (/^\p{N}$/u.test(character)) return DIGIT;
  if (UNSPACED_SCRIPTS.test(character)) return UNSPACED;
  if (/^\p{Lu}$/u.test(character)) return CAPITAL;
  return /^[\p{L}\p{M}]$/u.test(character) ? LETTER : OTHER;
}

/** Each unit looked up once, on first sight: a table of all 65,536 would cost every start-up. */
const kinds = new Uint8Array(65_536).fill(255);
const lowered = new Uint16Array(65_536);

function look(unit: number): number {
  const character = String.fromCharCode(unit);
  const kind = classify(character);
  kinds[unit] = kind;
  lowered[unit] = character.toLowerCase().charCodeAt(0);
  return kind;
}

/** The kind of a UTF-16 unit; halves of surrogate pairs are OTHER. */
export function kindOf(unit: number): number {
  const kind = kinds[unit] as number;
  return kind === 255 ? look(unit) : kind;
}

/** The lower-case form of a unit; call `kindOf` on it before. */
export function lowerOf(unit: number): number {
  return lowered[unit] as number;
}
