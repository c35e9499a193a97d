import { guessLanguage } from '../text/language.ts';
import { type Document, type Passage, readDocument } from './document.ts';
import { partsOf } from './joined.ts';
import type { Budget, Method } from './method.ts';
import { lead } from './methods/lead.ts';
import { lexrank } from './methods/lexrank.ts';
import { luhn } from './methods/luhn.ts';
import { sumbasic } from './methods/sumbasic.ts';
import { textrank } from './methods/textrank.ts';
import { weighted } from './methods/weighted.ts';

export const METHODS = { weighted, lead, luhn, textrank, lexrank, sumbasic } satisfies Record<string, Method>;
export type MethodName = keyof typeof METHODS;

export interface SummaryOptions {
  /** At most so many sentences; 3 unless said otherwise or `words` is given. */
  readonly sentences?: number | undefined;
  /** At most so many words, as white space separates them (two letters of Chinese or Japanese count as one). */
  readonly words?: number | undefined;
  /** BCP 47 tag of the text, e.g. `en`; guessed when it is not given, which costs time. */
  readonly language?: string | undefined;
  readonly title?: string | undefined;
  /** How to choose; ours unless said. */
  readonly method?: MethodName | undefined;
}

/** A sentence of the summary: `text` is exactly the slice `[start, end)` of the input, in UTF-16 units. */
export interface SummarySentence {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The most telling sentences of a text, in the order of the text, as exact slices of it. A text in which several
 * articles are joined (long stretches between blank lines) is read as one story. Any string is accepted; one
 * without a sentence, or whose sentences are all larger than the budget, gives an empty array. Never throws.
 */
export function summarize(text: string, options: SummaryOptions = {}): SummarySentence[] {
  const { title, language = guessLanguage(text) } = options;
  const document = readDocument(partsOf({ text, start: 0, end: text.length, title, language }));
  return choose(document, options)
    .sort((a, b) => a.start - b.start)
    .map(({ start, end }) => ({ text: text.slice(start, end), start, end }));
}

/** The chosen sentences, best first. */
export function choose(
  document: Document,
  options: Pick<SummaryOptions, 'sentences' | 'words' | 'method'>,
): Passage[] {
  const method = METHODS[options.method ?? 'weighted'];
  const counted = options.words === undefined ? document : { ...document, words: spacedWords(document) };
  return method(counted, budgetOf(options)).flatMap((index) => document.passages[index] ?? []);
}

function budgetOf({ sentences, words }: Pick<SummaryOptions, 'sentences' | 'words'>): Budget {
  return {
    sentences: sentences ?? (words === undefined ? 3 : Number.POSITIVE_INFINITY),
    words: words ?? Number.POSITIVE_INFINITY,
  };
}

/** Words as people count them: at least what white space separates. */
function spacedWords({ parts, passages, words }: Document): Int32Array {
  return words.map((count, index) => {
    const passage = passages[index];
    const text = parts[passage?.part ?? 0]?.text ?? '';
    return Math.max(count, text.slice(passage?.start, passage?.end).split(/\s+/u).length);
  });
}
