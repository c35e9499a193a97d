import { type StopRules, stopRules } from './full-stop.ts';
import { primaryLanguage } from './language-tag.ts';
import { endsAtLine } from './line-end.ts';
import { nextListItem } from './list-item.ts';
import { skipQuotation } from './quotation.ts';
import { runEnd } from './run-end.ts';
import { endsAtRun, endsForeign } from './sentence-end.ts';
import { FOREIGN, isSpace, LINE, nextSign, QUOTE, SIGNS, skipSpace } from './signs.ts';
import type { Span } from './span.ts';

/**
 * The sentences of a text: trimmed slices in order that never overlap and together hold everything that is not
 * white space. A blank line always ends a sentence; a single line break does only where it was made on purpose
 * (a heading, a list, a paragraph per line). `language` is a BCP 47 tag; without one the script decides, and
 * only abbreviations that mean the same in every language are known. Time grows with the length of the text.
 *
 * Own rules over one scan for the signs that can end a sentence, after the cases of Unicode UAX #29 and the
 * "golden rules" of Pragmatic Segmenter (Dias 2015).
 */
export function sentences(text: string, language?: string): Span[] {
  const rules = stopRules(primaryLanguage(language));
  const spans: Span[] = [];
  let start = skipSpace(text, 0);
  while (start < text.length) {
    const end = sentenceEnd(text, start, rules);
    spans.push({ start, end: trimEnd(text, start, end) });
    start = skipSpace(text, end);
  }
  return spans;
}

/** Where the sentence that begins at `start` ends; white space may still stand before that. */
function sentenceEnd(text: string, start: number, rules: StopRules): number {
  const limit = nextListItem(text, start, rules.language);
  let at = nextSign(text, start, limit);
  while (at < limit) {
    const sign = SIGNS[text.charCodeAt(at)];
    if (sign === LINE) {
      if (endsAtLine(text, start, at, rules.openers)) return at;
      at = skipSpace(text, at);
    } else if (sign === QUOTE) {
      at = skipQuotation(text, at);
    } else if (sign === FOREIGN && !endsForeign(text, at)) {
      at += 1;
    } else {
      const end = runEnd(text, at, limit);
      if (endsAtRun(text, start, at, end, rules)) return end;
      at = end;
    }
    at = nextSign(text, at, limit);
  }
  return limit;
}

function trimEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isSpace(text.charCodeAt(at - 1))) at -= 1;
  return at;
}
