import { isWordUnit } from './letters.ts';
import { isCloser, isDash, isOpener, isSpace, isTerminator, LINE, SIGNS } from './signs.ts';

/** A longer quotation, in UTF-16 units, is cut at its sentences; a shorter one stays in one piece. */
const LONGEST = 160;

const CLOSERS: Readonly<Record<string, string>> = {
  '"': '"',
  '\u201c': '\u201d"',
  '\u201e': '\u201c\u201d"',
  '\u00ab': '\u00bb',
  '\u00bb': '\u00ab',
};

const OPENERS = '\u201c\u201e\u00ab';
const LEFT_GUILLEMET = '\u00ab';
const RIGHT_GUILLEMET = '\u00bb';

/**
 * Where to look on for the end of a sentence from the quotation mark at `at`: inside a short quotation nothing
 * ends the sentence but its last stop ('"Which way? Which way?" she asked.').
 */
export function skipQuotation(text: string, at: number): number {
  const close = opensQuotation(text, at) ? closeOf(text, at) : -1;
  if (close < 0) return at + 1;
  let last = close + 1;
  for (let before = close - 1; before > at && mayEnd(text.charCodeAt(before)); before--) {
    if (isTerminator(text.charCodeAt(before))) last = before;
  }
  return last;
}

/** Stops at the end of a quotation, and what may stand between them and its mark ("… . »", "…?')"). */
function mayEnd(unit: number): boolean {
  return isTerminator(unit) || isSpace(unit) || isCloser(unit);
}

function opensQuotation(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  if (at > 0 && !isSpace(before) && !isOpener(before) && !isDash(before)) return false;
  const mark = text[at];
  const next = text.charCodeAt(at + 1);
  return mark === LEFT_GUILLEMET || (mark === RIGHT_GUILLEMET ? isWordUnit(next) : !isSpace(next));
}

/** Where the quotation that opens at `at` is closed on its line; -1 when that is far or another one opens. */
function closeOf(text: string, at: number): number {
  const closers = CLOSERS[text.charAt(at)] ?? '';
  const limit = Math.min(text.length, at + LONGEST);
  for (let close = at + 1; close < limit; close++) {
    const unit = text.charCodeAt(close);
    if (SIGNS[unit] === LINE) return -1;
    if (isCloser(unit) || isOpener(unit)) {
      const mark = text.charAt(close);
      if (closers.includes(mark)) return close;
      if (OPENERS.includes(mark)) return -1;
    }
  }
  return -1;
}
