import { endsAtStop, type StopRules } from './full-stop.ts';
import { isDigit, isLower, isUpper, isWordUnit } from './letters.ts';
import { hasBlankLine } from './line-end.ts';
import { startsLetteredItem } from './list-item.ts';
import {
  FOREIGN,
  FULL,
  isBullet,
  isCloser,
  isDash,
  isOpener,
  isSpace,
  isTerminator,
  SIGNS,
} from './signs.ts';

const DOT = 0x2e;
const ELLIPSIS = 0x2026;

/**
 * Whether the run of signs `[at, end)` (see `runEnd`) ends the sentence that began at `start`.
 */
export function endsAtRun(text: string, start: number, at: number, end: number, rules: StopRules): boolean {
  const unit = text.charCodeAt(at);
  const sign = SIGNS[unit];
  if (sign === FOREIGN && !endsForeign(text, at)) return false;
  if (end >= text.length) return true;
  if (!isSpace(text.charCodeAt(end))) return endsWithoutSpace(text, start, at, end, sign === FULL);
  const next = skipBlank(text, end);
  if (next >= text.length || hasBlankLine(text, end, next)) return true;
  if (isFirst(text, start, at)) return false;
  if (sign === FULL || sign === FOREIGN) return endsFull(text, end, next);
  return endsBefore(text, start, at, end, next, rules);
}

/** `;` is a question mark after a Greek letter, `:` a full stop after an Armenian one. */
function endsForeign(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  return text.charCodeAt(at) === 0x3b
    ? (before >= 0x370 && before < 0x400) || (before >= 0x1f00 && before < 0x2000)
    : before >= 0x531 && before <= 0x587;
}

/** Nothing but signs since the sentence began: an ellipsis at its head, "?!" by itself. */
function isFirst(text: string, start: number, at: number): boolean {
  for (let before = start; before < at; before++) {
    const unit = text.charCodeAt(before);
    if (!isOpener(unit) && !isTerminator(unit) && !isSpace(unit)) return false;
    if (before - start > 8) return false;
  }
  return true;
}

function endsBefore(
  text: string,
  start: number,
  at: number,
  end: number,
  next: number,
  rules: StopRules,
): boolean {
  if (isInverted(text.charCodeAt(next))) return true;
  const opened = skipOpeners(text, next);
  const unit = text.charCodeAt(opened);
  if (isLower(unit) && !isCamel(text, opened)) return opensAnyway(text, next);
  const first = text.charCodeAt(at);
  if (isEllipsis(text, at)) return endsAtEllipsis(text, at, end, opened, rules);
  if (first !== DOT) return true;
  if (!isTerminator(text.charCodeAt(at + 1)) && end === at + 1)
    return endsAtStop(text, start, at, opened, rules);
  return end > at + 1 && isCloser(text.charCodeAt(at + 1)) && text.charCodeAt(at + 1) === 0x29
    ? !isListMarker(text, start, at)
    : true;
}

/** "1.)" at the head of a sentence. */
function isListMarker(text: string, start: number, at: number): boolean {
  return at - start <= 3 && /^(?:[\p{L}\d]|\d+)$/u.test(text.slice(start, at));
}

function isEllipsis(text: string, at: number): boolean {
  if (text.charCodeAt(at) === ELLIPSIS) return true;
  if (text.charCodeAt(at) !== DOT) return false;
  const next = text.charCodeAt(at + 1);
  return next === DOT || (isSpace(next) && text.charCodeAt(at + 2) === DOT);
}

/** Inside brackets an ellipsis stands for what was left out; before "I" a capital proves nothing. */
function endsAtEllipsis(text: string, at: number, end: number, next: number, rules: StopRules): boolean {
  const before = text.charCodeAt(at - 1);
  if ((before === 0x5b || before === 0x28) && /[\])]/.test(text.slice(at, end))) return false;
  const language = rules.language ?? 'en';
  return !(language === 'en' && text[next] === 'I' && !isWordUnit(text.charCodeAt(next + 1)));
}

/** "iPhone", "eBay". */
function isCamel(text: string, at: number): boolean {
  return isUpper(text.charCodeAt(at + 1));
}

/** "¿" and "¡" open a sentence whatever stands before. */
function isInverted(unit: number): boolean {
  return unit === 0xbf || unit === 0xa1;
}

/** A bullet, "(b)", "..." open a sentence whatever follows them. */
function opensAnyway(text: string, next: number): boolean {
  const unit = text.charCodeAt(next);
  if (isBullet(unit) && !isDash(unit) && unit !== 0x2a) return true;
  return isEllipsis(text, next) || startsLetteredItem(text, next);
}

function endsFull(text: string, end: number, next: number): boolean {
  return !(isQuoted(text, end) && isLower(text.charCodeAt(next)));
}

function isQuoted(text: string, end: number): boolean {
  return isCloser(text.charCodeAt(end - 1));
}

/** Between letters of Chinese, Japanese, Thai: every stop ends, but not inside a pair of brackets. */
function endsWide(text: string, start: number, at: number, end: number, next: number): boolean {
  if (text.charCodeAt(at) === DOT && !isUnspaced(text.charCodeAt(at - 1))) return false;
  return !isWideDigit(next) && !continuesQuotation(text, end) && !isInsidePair(text, start, end);
}

/** How far the other bracket of a pair is looked for. */
const PAIR_REACH = 200;
const PAIRS = '「」『』（）《》〈〉【】';

/** Whether the next bracket closes a pair that this sentence has opened: 「はい。そうです。」 */
function isInsidePair(text: string, start: number, end: number): boolean {
  const closing = bracketIn(text, end, Math.min(text.length, end + PAIR_REACH), 1);
  if (closing % 2 === 0) return false;
  const opening = bracketIn(text, end - 1, Math.max(start - 1, end - PAIR_REACH), -1);
  return opening >= 0 && opening % 2 === 0;
}

/** Which bracket of `PAIRS` comes first between two places of a line, in the direction of `step`; -1 for none. */
function bracketIn(text: string, from: number, to: number, step: number): number {
  for (let at = from; at !== to; at += step) {
    const unit = text.charCodeAt(at);
    if (unit === 0x0a) return -1;
    if (unit < 0x3008 || (unit > 0x3011 && unit < 0xff08) || unit > 0xff09) continue;
    const found = PAIRS.indexOf(text.charAt(at));
    if (found >= 0) return found;
  }
  return -1;
}

/** "３．２９" */
function isWideDigit(unit: number): boolean {
  return unit >= 0xff10 && unit <= 0xff19;
}

/** A stop with the next sentence directly behind it. */
function endsWithoutSpace(text: string, start: number, at: number, end: number, full: boolean): boolean {
  const next = text.charCodeAt(end);
  if (full || isUnspaced(next)) return endsWide(text, start, at, end, next);
  const before = text.charCodeAt(at - 1);
  if (isBracketed(text, at, end) || !isUpper(next)) return false;
  if (!isLower(before) && !isDigit(before)) return false;
  return endsWord(text, start, at) && beginsWord(text, end) && !isAddress(text, start, at, end);
}

/** Whether a word of two letters or more, or a number, ends at `at`. */
function endsWord(text: string, start: number, at: number): boolean {
  const before = text.charCodeAt(at - 2);
  return at - 1 > start && (isWordUnit(before) || isDigit(before));
}

/** A capital with lower case behind it, a word of one letter, or a Roman number. */
function beginsWord(text: string, at: number): boolean {
  let end = at;
  while (end - at < 12 && isWordUnit(text.charCodeAt(end))) end += 1;
  const word = text.slice(at, end);
  if (/^(?:Com|Net|Org|Js|Io|Co|Ai)$/.test(word)) return false;
  return isLower(text.charCodeAt(at + 1)) || /^[IVXА-ЯA]+$/.test(word);
}

/** Part of an address or a file's name: a slash, an at sign, "www" in the same piece. */
function isAddress(text: string, start: number, at: number, end: number): boolean {
  let from = at;
  while (from > start && at - from < 200 && !isSpace(text.charCodeAt(from - 1))) from -= 1;
  let to = end;
  while (to < text.length && to - end < 100 && !isSpace(text.charCodeAt(to))) to += 1;
  return /[/@\\=&_]|^www\./i.test(text.slice(from, to));
}

function isBracketed(text: string, at: number, end: number): boolean {
  return end === at + 1 && text.charCodeAt(at - 1) === 0x28;
}

/** Chinese, Japanese, Thai, … */
function isUnspaced(unit: number): boolean {
  return (
    (unit >= 0x3040 && unit <= 0x30ff) ||
    (unit >= 0x3400 && unit <= 0x9fff) ||
    (unit >= 0xe00 && unit <= 0xeff)
  );
}

/** Japanese goes on after 」 with a particle: 「はい。」と言った. */
function continuesQuotation(text: string, end: number): boolean {
  const closed = text.charCodeAt(end - 1);
  if (closed !== 0x300d && closed !== 0x300f && closed !== 0x300b && closed !== 0xff09) return false;
  const next = text.charCodeAt(end);
  return (next >= 0x3041 && next <= 0x3096) || next === 0x3001 || next === 0xff0c;
}

function skipBlank(text: string, from: number): number {
  let at = from;
  while (at < text.length && isSpace(text.charCodeAt(at))) at += 1;
  return at;
}

function skipOpeners(text: string, from: number): number {
  let at = from;
  while (at - from < 6) {
    const unit = text.charCodeAt(at);
    if (!isOpener(unit) && !isDash(unit) && !isSpace(unit) && !isBullet(unit)) break;
    at += 1;
  }
  return at;
}
