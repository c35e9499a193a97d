import { type Document, readDocument } from './document.ts';
import type { Budget, Method } from './method.ts';
import { lead } from './methods/lead.ts';
import { weighted } from './methods/weighted.ts';

export const METHODS = { weighted, lead } satisfies Record<string, Method>;
export type MethodName = keyof typeof METHODS;

export interface SummaryOptions {
  /** At most so many sentences; 3 unless `words` is given. */
  readonly sentences?: number | undefined;
  /** At most so many words. */
  readonly words?: number | undefined;
  /** BCP 47 primary subtag of the text, e.g. `en`; faster and better when it is known. */
  readonly language?: string | undefined;
  readonly title?: string | undefined;
  readonly method?: MethodName | undefined;
}

/** A sentence of the summary: `text` is exactly the slice `[start, end)` of the input, in UTF-16 units. */
export interface SummarySentence {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export function budgetOf(options: Pick<SummaryOptions, 'sentences' | 'words'>): Budget {
  const words = options.words ?? Number.POSITIVE_INFINITY;
  const sentences = options.sentences ?? (options.words === undefined ? 3 : Number.POSITIVE_INFINITY);
  return { sentences, words };
}

/**
 * The most telling sentences of a text, in the order of the text, as exact slices of it.
 * Any string is accepted; a text without sentences gives an empty array.
 */
export function summarize(text: string, options: SummaryOptions = {}): SummarySentence[] {
  const { title, language } = options;
  const document = readDocument([{ text, start: 0, end: text.length, title, language }]);
  return choose(document, options).map(({ start, end }) => ({ text: text.slice(start, end), start, end }));
}

export function choose(document: Document, options: SummaryOptions) {
  const chosen = METHODS[options.method ?? 'weighted'](document, budgetOf(options));
  return chosen.sort((a, b) => a - b).flatMap((index) => document.passages[index] ?? []);
}
