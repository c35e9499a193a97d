import { endsAtStop, type StopRules } from './full-stop.ts';
import { endsGlued } from './glued-end.ts';
import { isLower, isUpper, isWordUnit } from './letters.ts';
import { hasBlankLine } from './line-end.ts';
import { startsLetteredItem } from './list-item.ts';
import {
  FOREIGN,
  FULL,
  isBullet,
  isCloser,
  isDash,
  isHidden,
  isOpener,
  isSpace,
  isTerminator,
  SIGNS,
  skipSpace,
} from './signs.ts';
import { endsWide, isUnspaced } from './wide-end.ts';

const DOT = 0x2e;
const ELLIPSIS = 0x2026;

/**
 * Whether the run of signs `[at, end)` (see `runEnd`) ends the sentence that began at `start`.
 */
export function endsAtRun(text: string, start: number, at: number, end: number, rules: StopRules): boolean {
  const sign = SIGNS[text.charCodeAt(at)];
  if (end >= text.length) return true;
  const next = skipSpace(text, end);
  if (next === end) {
    const wide = sign === FULL || isUnspaced(text.charCodeAt(end));
    return wide ? endsWide(text, start, at, end) : endsGluedStop(text, start, at, end, rules);
  }
  if (next >= text.length || hasBlankLine(text, end, next)) return true;
  if (isFirst(text, start, at)) return false;
  if (sign === FULL || sign === FOREIGN) return endsFull(text, end, next);
  return endsBefore(text, start, at, end, next, rules);
}

function endsGluedStop(text: string, start: number, at: number, end: number, rules: StopRules): boolean {
  if (!endsGlued(text, start, at, end)) return false;
  return text.charCodeAt(at) !== DOT || end > at + 1 || endsAtStop(text, start, at, end, rules);
}

/** Whether `;` at `at` is a question mark (after a Greek letter), or `:` a full stop (after an Armenian one). */
export function endsForeign(text: string, at: number): boolean {
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

/** Whether the sentence ends before what stands at `next`, behind white space. */
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
  if (isEllipsis(text, at)) return endsAtEllipsis(text, at, end, opened, rules);
  if (text.charCodeAt(at) !== DOT) return true;
  return isBare(text, at, end) ? endsAtStop(text, start, at, opened, rules) : true;
}

/** A full stop with nothing, a bracket or only hidden signs behind it: an abbreviation can end so. */
function isBare(text: string, at: number, end: number): boolean {
  const behind = text.charCodeAt(at + 1);
  return end === at + 1 || behind === 0x29 || behind === 0x5d || isHidden(behind);
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
  if ((before === 0x5b || before === 0x28) && /[\])]["'\u2019\u201d\u00bb]*$/.test(text.slice(at, end)))
    return false;
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

/** A quotation that closed may go on in lower case. */
function endsFull(text: string, end: number, next: number): boolean {
  return !(isCloser(text.charCodeAt(end - 1)) && isLower(text.charCodeAt(next)));
}

/** Past the quotes, brackets, dashes and bullets that a sentence may begin with. */
function skipOpeners(text: string, from: number): number {
  let at = from;
  while (at - from < 6) {
    const unit = text.charCodeAt(at);
    if (!isOpener(unit) && !isDash(unit) && !isSpace(unit) && !isBullet(unit)) break;
    at += 1;
  }
  return at;
}
