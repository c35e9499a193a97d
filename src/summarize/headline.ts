import { guessLanguage } from '../text/language.ts';
import { leans } from '../text/leaning.ts';
import { sentences } from '../text/sentences.ts';
import type { Span } from '../text/span.ts';
import type { SummarySentence } from './summarize.ts';
import { isBoilerplate, trim } from './trim.ts';

/** The longest a headline gets, in UTF-16 units. */
export const HEADLINE_LIMIT = 120;
/** News says at its start what it is about. */
const LOOKED_AT = 4_000;
const CANDIDATES = 3;
const SHORTEST_CLAUSE = 40;

/**
 * The best short slice of a text to stand where it has no title: its first sentence that stands by itself, up to
 * where a clause ends if it is longer than `HEADLINE_LIMIT`, without its full stop. `text` is exactly the slice
 * `[start, end)`, in UTF-16 units; undefined for a text without words. Never throws.
 */
export function headline(text: string, language?: string): SummarySentence | undefined {
  const known = language ?? guessLanguage(text);
  const spans = sentences(text.slice(0, LOOKED_AT), known)
    .filter((span) => /[\p{L}\p{N}]/u.test(text.slice(span.start, span.end)))
    .map((span) => trim(text, span));
  const first = spans.slice(0, CANDIDATES).find((span) => standsAlone(text, span, known)) ?? spans[0];
  if (first === undefined) return undefined;
  const { start } = first;
  const end = withoutStop(
    text,
    start,
    first.end - start <= HEADLINE_LIMIT ? first.end : clauseEnd(text, start),
  );
  return { text: text.slice(start, end), start, end };
}

function standsAlone(text: string, span: Span, language: string | undefined): boolean {
  const isQuotation = /^["“«„‘「]/u.test(text.charAt(span.start));
  return !isQuotation && !isBoilerplate(text, span) && !leans(text, span.start, span.end, language);
}

/** The last end of a clause that leaves a headline; else the last space; else a border of characters. */
function clauseEnd(text: string, start: number): number {
  const head = text.slice(start, start + HEADLINE_LIMIT + 1);
  const clauses = [...head.matchAll(/[,;:，、；]\s?| [-–—]+ | (?=(?:after|amid|as|because|while|with)\b)/gu)];
  const clause = clauses.findLast(({ index }) => index >= SHORTEST_CLAUSE && index <= HEADLINE_LIMIT);
  if (clause !== undefined) return start + clause.index;
  const space = head.lastIndexOf(' ');
  if (space > 0) return start + space;
  const splitsPair = /[\ud800-\udbff]/.test(head.charAt(HEADLINE_LIMIT - 1));
  return start + (splitsPair ? HEADLINE_LIMIT - 1 : HEADLINE_LIMIT);
}

/** Headlines end without a full stop; an ellipsis, a question and an abbreviation ("U.S.") keep theirs. */
function withoutStop(text: string, start: number, end: number): number {
  const tail = text.slice(Math.max(start, end - 5), end);
  return /[^.\s][.。।]$/u.test(tail) && !/(?:^|[.\s])\p{L}\.$/u.test(tail) ? end - 1 : end;
}
