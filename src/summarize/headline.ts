import { readDocument } from './document.ts';
import type { SummarySentence } from './summarize.ts';

/** The longest a headline gets, in UTF-16 units. */
export const HEADLINE_LIMIT = 120;

/** The best short slice of a text to stand where it has no title; undefined when it has no words. */
export function headline(text: string, language?: string): SummarySentence | undefined {
  const document = readDocument([{ text, start: 0, end: text.length, language }]);
  const passage = document.passages.find((_, index) => (document.words[index] ?? 0) > 0);
  if (passage === undefined) return undefined;
  const end = passage.end - passage.start <= HEADLINE_LIMIT ? passage.end : cut(text, passage.start);
  return { text: text.slice(passage.start, end), start: passage.start, end };
}

function cut(text: string, start: number): number {
  const space = text.lastIndexOf(' ', start + HEADLINE_LIMIT);
  return space > start ? space : start + HEADLINE_LIMIT;
}
