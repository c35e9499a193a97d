import type { Span } from './span.ts';
import { classOf, DIGIT, LETTER, MARK, OTHER, SURROGATE, UNSPACED, unitInfo } from './unit-class.ts';

/** A word where it stands, and in lower case. */
export interface Word extends Span {
  readonly lower: string;
}

/**
 * Called for each word: its offsets, and a hash of its lower-case form (32 bits, unsigned), the same for the
 * same word in any case, so that words can be counted without cutting a string for each.
 */
export type WordVisitor = (start: number, end: number, hash: number) => void;

const APOSTROPHE = 0x27;
const RIGHT_QUOTE = 0x2019;
const LOWER_A = 0x61;
const LOWER_Z = 0x7a;
const HASH_SEED = 0x811c9dc5;
const HASH_PRIME = 0x01000193;

/**
 * Visits the words of `text` in `[start, end)` in order, without allocating. A word is a run of letters and
 * digits with apostrophes, hyphens, and (between digits) points and commas inside; an elided article ("l'",
 * "dell'") is a word of its own. Scripts without spaces (Chinese, Japanese, Thai, …) are cut by the
 * dictionaries of `Intl.Segmenter`.
 */
export function eachWord(text: string, start: number, end: number, visit: WordVisitor): void {
  let at = start;
  while (at < end) {
    const kind = kindAt(text, at, end);
    if (kind === LETTER || kind === DIGIT) at = visitSpaced(text, at, end, visit);
    else if (kind === UNSPACED) at = visitUnspaced(text, at, end, visit);
    else at += 1;
  }
}

/** The lower-case form of a word, its apostrophe straight ("don’t" as "don't"). */
export function lowerCase(text: string, start: number, end: number): string {
  return text.slice(start, end).toLowerCase().replace('’', "'");
}

/** The words of a text with their offsets and lower-case forms. */
export function words(text: string): Word[] {
  const found: Word[] = [];
  eachWord(text, 0, text.length, (start, end) => {
    found.push({ start, end, lower: lowerCase(text, start, end) });
  });
  return found;
}

function visitSpaced(text: string, start: number, end: number, visit: WordVisitor): number {
  let hash = HASH_SEED;
  let at = start;
  for (; at < end; at++) {
    const unit = text.charCodeAt(at);
    // Most letters of most texts need no table.
    if (unit >= LOWER_A && unit <= LOWER_Z) {
      hash = Math.imul(hash ^ unit, HASH_PRIME);
      continue;
    }
    const info = unitInfo(unit);
    const kind = info >>> 16;
    if (kind !== LETTER && kind !== DIGIT && kind !== MARK) {
      if (kind === SURROGATE ? !continuesAstral(text, at, end) : !joins(text, start, at, end)) break;
    }
    hash = Math.imul(hash ^ (info & 0xffff), HASH_PRIME);
  }
  visit(start, at, hash >>> 0);
  return at;
}

/** Whether the sign at `at`, which is no letter, stands inside a word. */
function joins(text: string, start: number, at: number, end: number): boolean {
  if (at === start || at + 1 >= end) return false;
  const next = kindAt(text, at + 1, end);
  switch (text.charCodeAt(at)) {
    case 0x2d: // -
    case 0x2010: // hyphen
    case 0x2011: // non-breaking hyphen
    case 0x5f: // _
      return next === LETTER || next === DIGIT;
    case 0x2e: // .
      return next === DIGIT ? isDigit(text, at - 1) : next === LETTER && abbreviates(text, start, at);
    case 0x2c: // ,
      return next === DIGIT && isDigit(text, at - 1);
    case APOSTROPHE:
    case RIGHT_QUOTE:
      return next === LETTER && !elides(text, start, at, end);
    default:
      return false;
  }
}

/** "l'homme", "qu'il", "dell'arte": what stands before the apostrophe is a word; "it's", "don't" are one. */
function elides(text: string, start: number, at: number, end: number): boolean {
  if (at - start === 1) return true;
  if (at - start === 2 && text.slice(start, at).toLowerCase() === 'qu') return true;
  return at + 3 < end && isLetter(text, at + 2) && isLetter(text, at + 3);
}

/** "U.S", "J.K": single letters with points between them. */
function abbreviates(text: string, start: number, at: number): boolean {
  return isLetter(text, at - 1) && (at - start === 1 || text.charCodeAt(at - 2) === 0x2e);
}

function isLetter(text: string, at: number): boolean {
  return unitInfo(text.charCodeAt(at)) >>> 16 === LETTER;
}

function isDigit(text: string, at: number): boolean {
  return unitInfo(text.charCodeAt(at)) >>> 16 === DIGIT;
}

function kindAt(text: string, at: number, end: number): number {
  const kind = unitInfo(text.charCodeAt(at)) >>> 16;
  return kind === SURROGATE ? astralKind(text, at, end) : kind;
}

function astralKind(text: string, at: number, end: number): number {
  const point = text.codePointAt(at) ?? 0;
  return point > 0xffff && at + 1 < end ? classOf(String.fromCodePoint(point)) : SURROGATE;
}

function continuesAstral(text: string, at: number, end: number): boolean {
  const before = text.charCodeAt(at - 1);
  const unit = text.charCodeAt(at);
  if (unit >= 0xdc00) return before >= 0xd800 && before < 0xdc00;
  const kind = astralKind(text, at, end);
  return kind === LETTER || kind === DIGIT || kind === MARK;
}

/** How much is given to the dictionaries at once, in UTF-16 units. */
const PIECE = 4096;

let dictionary: Intl.Segmenter | undefined;

function visitUnspaced(text: string, start: number, end: number, visit: WordVisitor): number {
  const stop = unspacedEnd(text, start, end);
  dictionary ??= new Intl.Segmenter('und', { granularity: 'word' });
  for (const { segment, index, isWordLike } of dictionary.segment(text.slice(start, stop))) {
    if (isWordLike) visit(start + index, start + index + segment.length, hashOf(segment));
  }
  return stop;
}

/** Where a passage without spaced letters ends: a piece at most, cut behind a sign that is no letter if there is one. */
function unspacedEnd(text: string, start: number, end: number): number {
  const limit = Math.min(end, start + PIECE);
  let stop = start;
  let cut = start;
  while (stop < limit) {
    const kind = kindAt(text, stop, end);
    if (kind === LETTER || kind === DIGIT) return stop;
    stop += isHighSurrogate(text, stop) ? 2 : 1;
    if (kind === OTHER) cut = stop;
  }
  return stop >= end || cut === start ? Math.min(stop, end) : cut;
}

function isHighSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xd800 && unit < 0xdc00;
}

function hashOf(word: string): number {
  let hash = HASH_SEED;
  for (let at = 0; at < word.length; at++) {
    hash = Math.imul(hash ^ (unitInfo(word.charCodeAt(at)) & 0xffff), HASH_PRIME);
  }
  return hash >>> 0;
}
