import { isLower, isUpper, isWordUnit } from './letters.ts';
import { startsListItem } from './list-item.ts';
import { isSpace, LINE, SIGNS, skipSpace } from './signs.ts';

/** No text is wrapped wider than this, in UTF-16 units: longer lines are paragraphs. */
const WIDEST = 200;
/** No text with capitals is wrapped narrower than this: shorter lines are a list. */
const NARROWEST = 30;
/** A wrapped line fills at least this part of the width. */
const RAGGED = 0.85;
/** How many lines before and after show how wide the text is wrapped. */
const NEIGHBOURS = 3;

/** Whether a blank line, a page break or a paragraph sign stands in the white space `[from, to)`. */
export function hasBlankLine(text: string, from: number, to: number): boolean {
  let lines = 0;
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at);
    if (SIGNS[unit] !== LINE) continue;
    if (unit === 0x0b || unit === 0x0c || unit === 0x2029) return true;
    if (unit === 0x0d && text.charCodeAt(at + 1) === 0x0a) continue;
    lines += 1;
    if (lines > 1) return true;
  }
  return false;
}

/**
 * Whether the line break at `at` ends the sentence that began at `start` and has no stop before the break. A
 * blank line does, and the beginning of a list item; a line that goes on in lower case does not (unless all
 * lines are in lower case: a list of words); otherwise it does if the next word would still have fitted on the
 * line, since then nobody wrapped it there.
 */
export function endsAtLine(text: string, start: number, at: number, openers: ReadonlySet<string>): boolean {
  const next = skipSpace(text, at);
  if (next >= text.length || hasBlankLine(text, at, next) || startsListItem(text, next)) return true;
  const unit = text.charCodeAt(next);
  if ((isLower(unit) && !isLower(text.charCodeAt(start))) || goesOn(text, at, openers)) return false;
  return nextWordFits(text, at, next);
}

/** A comma, a hyphen, an opening bracket, an article or a preposition at the end of a line. */
function goesOn(text: string, at: number, openers: ReadonlySet<string>): boolean {
  let last = at - 1;
  while (last > 0 && isSpace(text.charCodeAt(last)) && at - last < 9) last -= 1;
  if (',;-–—(&،、，'.includes(text.charAt(last))) return true;
  let first = last;
  while (first > 0 && last - first < 9 && isWordUnit(text.charCodeAt(first - 1))) first -= 1;
  return openers.has(text.slice(first, last + 1));
}

function nextWordFits(text: string, at: number, next: number): boolean {
  const own = at - lineStart(text, at);
  const width = wrapWidth(text, at, next);
  if (width > WIDEST || (width < NARROWEST && isCased(text.charCodeAt(next)))) return true;
  return own + 1 + wordLength(text, next) <= width * RAGGED;
}

function isCased(unit: number): boolean {
  return isLower(unit) || isUpper(unit);
}

/** The longest of the lines around a break, as far as the paragraph goes. */
function wrapWidth(text: string, at: number, next: number): number {
  let widest = 0;
  let end = at;
  for (let line = 0; line < NEIGHBOURS && end >= 0; line++) {
    const start = lineStart(text, end);
    if (end === start) break;
    widest = Math.max(widest, end - start);
    end = start - 1;
  }
  let start = next;
  for (let line = 0; line < NEIGHBOURS && start < text.length; line++) {
    const stop = lineStop(text, start);
    if (stop === start) break;
    widest = Math.max(widest, stop - start);
    start = stop + 1;
  }
  return widest;
}

function lineStart(text: string, end: number): number {
  const limit = Math.max(0, end - WIDEST - 1);
  let at = end;
  while (at > limit && SIGNS[text.charCodeAt(at - 1)] !== LINE) at -= 1;
  return at;
}

function lineStop(text: string, start: number): number {
  const limit = Math.min(text.length, start + WIDEST + 1);
  let at = start;
  while (at < limit && SIGNS[text.charCodeAt(at)] !== LINE) at += 1;
  return at;
}

/** Length of the word at `start`; a script without spaces breaks after any letter. */
function wordLength(text: string, start: number): number {
  const limit = Math.min(text.length, start + WIDEST);
  let at = start;
  while (at < limit && !isSpace(text.charCodeAt(at))) {
    if (text.charCodeAt(at) >= 0x2e80 && text.charCodeAt(at) < 0xd800) return at - start + 1;
    at += 1;
  }
  return at - start;
}
