import { isDigit, isUpper, isWordUnit } from './letters.ts';
import { isCloser, isDash, isHidden, isOpener, isSpace, isTerminator } from './signs.ts';

const DOT = 0x2e;
const RIGHT_GUILLEMET = 0xbb;
const STRAIGHT_QUOTE = 0x22;
const APOSTROPHE = 0x27;

/**
 * Where the run of signs that begins at `at` ends: further stops and marks ("?!", "...", ". . ."), the quotes and
 * brackets that they close, and the number of a footnote ("[12]").
 */
export function runEnd(text: string, at: number, limit: number): number {
  let end = at + 1;
  for (;;) {
    const stops = skipStops(text, end, limit);
    const closed = skipClosers(text, stops, limit);
    if (closed === end) return skipFootnote(text, end, limit);
    end = closed;
  }
}

function skipStops(text: string, from: number, limit: number): number {
  let at = from;
  while (at < limit) {
    const unit = text.charCodeAt(at);
    if (isTerminator(unit) || isHidden(unit)) at += 1;
    else if (isSpacedDot(text, at, limit) || isSpacedMark(text, at, limit)) at += 2;
    else break;
  }
  return at;
}

/** French sets a space before "!" and "?". */
function isSpacedMark(text: string, at: number, limit: number): boolean {
  if (!isSpace(text.charCodeAt(at)) || at + 1 >= limit) return false;
  const mark = text.charCodeAt(at + 1);
  return (mark === 0x21 || mark === 0x3f) && (at + 2 >= text.length || isSpace(text.charCodeAt(at + 2)));
}

/** " ." of ". . ."; not the beginning of " ...", which may open a sentence. */
function isSpacedDot(text: string, at: number, limit: number): boolean {
  if (!isSpace(text.charCodeAt(at)) || at + 1 >= limit || text.charCodeAt(at + 1) !== DOT) return false;
  if (text.charCodeAt(at - 1) !== DOT) return false;
  if (isFullStopBeforeEllipsis(text, at)) return false;
  const after = text.charCodeAt(at + 2);
  return at + 2 >= text.length || isSpace(after) || isCloser(after);
}

/** "compounds. . . . The": the first dot is the full stop, the ellipsis opens the next sentence. */
function isFullStopBeforeEllipsis(text: string, at: number): boolean {
  if (!isWordUnit(text.charCodeAt(at - 2))) return false;
  return text.startsWith(' . . . ', at) && isUpper(text.charCodeAt(at + 7));
}

function skipClosers(text: string, from: number, limit: number): number {
  let at = from;
  while (at < limit) {
    const unit = text.charCodeAt(at);
    if (isCloser(unit)) {
      if (opensHere(text, at, unit)) break;
      at += 1;
    } else if (isSpace(unit) && closesAfterSpace(text, at)) at += 2;
    else break;
  }
  return at;
}

/** A quote right behind a stop, with a word behind it, opens that: `said."We`, 他说。“我. */
function opensHere(text: string, at: number, unit: number): boolean {
  const next = text.charCodeAt(at + 1);
  if (isOpener(unit) && unit !== STRAIGHT_QUOTE && unit !== APOSTROPHE) return isWordUnit(next);
  return unit !== 0x29 && unit !== 0x5d && unit < 0x3000 && isUpper(next);
}

/** French sets a space before "»"; a straight quote between spaces closes too. */
function closesAfterSpace(text: string, at: number): boolean {
  const quote = text.charCodeAt(at + 1);
  if (quote !== RIGHT_GUILLEMET && quote !== STRAIGHT_QUOTE) return false;
  const next = text.charCodeAt(at + 2);
  return at + 2 >= text.length || isSpace(next) || isTerminator(next) || next === 0x2c || isDash(next);
}

function skipFootnote(text: string, from: number, limit: number): number {
  if (text.charCodeAt(from) !== 0x5b) return from;
  let at = from + 1;
  while (at < limit && at - from < 5 && isDigit(text.charCodeAt(at))) at += 1;
  return at > from + 1 && text.charCodeAt(at) === 0x5d ? at + 1 : from;
}
