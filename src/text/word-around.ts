import { isLower, isWordUnit } from './letters.ts';
import { isBullet, isHidden, isOpener, isSpace } from './signs.ts';

/** No abbreviation is longer, in UTF-16 units. */
export const LONGEST_ABBREVIATION = 12;

/** No abbreviation of small letters without a stop inside is longer. */
export const LONGEST_PLAIN = 7;

const HYPHEN = 0x2d;
const SLASH = 0x2f;

/**
 * Where the word before `end` begins: after a space, an opening quote or bracket, a slash, a dash, or `start`.
 * Looks back a little further than the longest abbreviation.
 */
export function wordStart(text: string, start: number, end: number): number {
  const limit = Math.max(start, end - LONGEST_ABBREVIATION - 4);
  let at = end;
  while (at > limit) {
    const unit = text.charCodeAt(at - 1);
    if (!isWordUnit(unit) && cutsWord(unit)) break;
    at -= 1;
  }
  return at < end && isApostrophe(text.charCodeAt(at)) ? at + 1 : at;
}

function isApostrophe(unit: number): boolean {
  return unit === 0x27 || unit === 0x2019;
}

function cutsWord(unit: number): boolean {
  if (isApostrophe(unit) || unit === HYPHEN) return false;
  return isSpace(unit) || isOpener(unit) || isHidden(unit) || unit === SLASH || isBullet(unit);
}

/** Small letters only. */
export function isPlain(text: string, from: number, end: number): boolean {
  for (let at = from; at < end; at++) if (!isLower(text.charCodeAt(at))) return false;
  return true;
}

/** The word that ends before the spaces before `from`, with its stop; empty at the beginning of the sentence. */
export function wordBefore(text: string, start: number, from: number): string {
  let end = from;
  while (end > start && isSpace(text.charCodeAt(end - 1)) && from - end < 4) end -= 1;
  return text.slice(wordStart(text, start, end), end);
}

/** The word that begins at `next`, in lower case; at most 20 units of it. */
export function wordAt(text: string, next: number): string {
  return text.slice(next, wordEnd(text, next)).toLowerCase();
}

/** Where the word that begins at `next` ends. */
export function wordEnd(text: string, next: number): number {
  const limit = Math.min(text.length, next + 20);
  let end = next;
  while (end < limit && isWordUnit(text.charCodeAt(end))) end += 1;
  return end;
}
