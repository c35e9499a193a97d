import { stem } from '../text/stem.ts';
import { isStopWord } from '../text/stop-words.ts';
import { words } from '../text/words.ts';
import { numberOf } from './number-words.ts';

/** What a text says, as far as it can be counted: what stands in it, by kind, each written in one way. */
export interface Facts {
  /** Stems of all words that carry meaning; names and numbers are among them. */
  readonly stems: ReadonlySet<string>;
  readonly numbers: ReadonlySet<string>;
  /** Stems of the words with a capital inside a sentence: people, places, days and months. */
  readonly names: ReadonlySet<string>;
  /** What stands between quotation marks, as stems. */
  readonly quotations: readonly ReadonlySet<string>[];
}

const QUOTED = /["“„«]\s*([^"“”„«»]{12,600}?)\s*["“”»]/gu;
/** Words that news uses to say that somebody said something: never news themselves. */
const SAYING = new Set(
  'say said says tell told according add added ask asked report reported announce announced statement spokesman spokeswoman reporter yesterday today tomorrow morning evening afternoon night day week monday tuesday wednesday thursday friday saturday sunday saint st dr mr mrs ms'.split(
    ' ',
  ),
);

/** The facts of a text in this language (English where it is not known). */
export function factsOf(text: string, language = 'en'): Facts {
  const stems = new Set<string>();
  const numbers = new Set<string>();
  const names = new Set<string>();
  for (const { start, lower } of words(text)) {
    const word = lower.replace(/'s?$/, '');
    const value = numberOf(word);
    const key = value ?? keyOf(word, language);
    if (key === undefined) continue;
    stems.add(key);
    if (value !== undefined) numbers.add(value);
    else if (isCapitalInside(text, start)) names.add(key);
  }
  const quotations = [...text.matchAll(QUOTED)].map((match) => stemsOf(match[1] ?? '', language));
  return { stems, numbers, names, quotations };
}

/** The stems of the words that carry meaning. */
export function stemsOf(text: string, language = 'en'): ReadonlySet<string> {
  return new Set(
    words(text).flatMap(({ lower }) => {
      const word = lower.replace(/'s?$/, '');
      return numberOf(word) ?? keyOf(word, language) ?? [];
    }),
  );
}

function keyOf(word: string, language: string): string | undefined {
  if (word.length < 3 || SAYING.has(word) || isStopWord(word, language)) return undefined;
  return stem(word, language);
}

function isCapitalInside(text: string, start: number): boolean {
  const sign = text.charAt(start);
  if (sign === sign.toLowerCase()) return false;
  const before = text.slice(Math.max(0, start - 3), start);
  return start > 0 && !/[.!?…:;"“”„«»\n(–—]\s*$/u.test(before);
}
