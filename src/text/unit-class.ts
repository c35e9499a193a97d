/** What a UTF-16 unit can be for the scanner of words. */
export const OTHER = 1;
export const LETTER = 2;
export const DIGIT = 3;
/** A letter of a script written without spaces between words: only a dictionary can tell its words. */
export const UNSPACED = 4;
/** A mark that goes on with a word but starts none (accents, vowel signs, joiners). */
export const MARK = 5;
export const SURROGATE = 6;

const UNSPACED_LETTER =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]/u;

/** Per unit: the class in the high half, the unit's lower-case form (of a curly apostrophe: the straight one) in the low half; 0 is not yet known. */
const table = new Int32Array(0x10000);

/** Class (`>>> 16`) and lower-case form (`& 0xffff`) of one UTF-16 unit. */
export function unitInfo(unit: number): number {
  return table[unit] || learn(unit);
}

/** Class of a whole code point. */
export function classOf(point: string): number {
  if (/[\ud800-\udfff]/.test(point) && point.length === 1) return SURROGATE;
  if (/\p{L}/u.test(point)) return UNSPACED_LETTER.test(point) ? UNSPACED : LETTER;
  if (/\p{N}/u.test(point)) return UNSPACED_LETTER.test(point) ? UNSPACED : DIGIT;
  if (/\p{M}|\u200c|\u200d|\u00ad/u.test(point)) return UNSPACED_LETTER.test(point) ? UNSPACED : MARK;
  return OTHER;
}

function learn(unit: number): number {
  const character = String.fromCharCode(unit);
  const lower = character === '’' ? "'" : character.toLowerCase();
  const info = (classOf(character) << 16) | lower.charCodeAt(0);
  table[unit] = info;
  return info;
}
