import { COMMON_WORDS } from './common-words.ts';
import { hashOfWord } from './terms.ts';

/** Articles of each language with common words that are as if seen before the first one. */
const PRIOR_ARTICLES = 400;
/** Terms share 2^20 counters; two that meet in one counter look a little more common than they are. */
const COUNTERS = 1 << 20;
/**
 * The window looks at least this large to a name or a number: they are rare, whatever has been seen. How rare another
 * word is can be known only from articles of its language, so with few of them it counts for little.
 */
const LEAST_WINDOW = 200;
/** Above 1, rare words count for more than the logarithm alone gives them. */
const POWER = 1.5;

/** Articles in the window: for a word of the language, and for a name or a number. */
export interface WindowSizes {
  readonly own: number;
  readonly all: number;
  /** Without those that are only taken for granted. */
  readonly seen: number;
}

/** How rare a term is among the articles of the window. */
export interface Rarity {
  add(hash: number): void;
  remove(hash: number): void;
  addArticles(language: string | undefined, count: number): void;
  sizes(language: string | undefined): WindowSizes;
  /** Inverse document frequency (Spärck Jones 1972) in a window of that size, raised to 1.5. */
  weight(hash: number, size: number): number;
  readonly counters: Uint32Array;
  /** Articles by language; under the empty one all of them. */
  readonly articles: ReadonlyMap<string, number>;
}

export function createRarity(
  counters = countCommonWords(),
  articles = new Map<string, number>(Object.keys(COMMON_WORDS).map((language) => [language, PRIOR_ARTICLES])),
): Rarity {
  const change = (language: string, count: number) =>
    articles.set(language, Math.max(0, (articles.get(language) ?? 0) + count));
  return {
    counters,
    articles,
    add(hash) {
      counters[hash % COUNTERS] = (counters[hash % COUNTERS] ?? 0) + 1;
    },
    remove(hash) {
      counters[hash % COUNTERS] = Math.max(0, (counters[hash % COUNTERS] ?? 0) - 1);
    },
    addArticles(language, count) {
      change('', count);
      if (language !== undefined) change(language, count);
    },
    sizes(language) {
      const all = Math.max(LEAST_WINDOW, (articles.get('') ?? 0) + PRIOR_ARTICLES);
      return {
        all,
        seen: articles.get('') ?? 0,
        own: language === undefined ? all : (articles.get(language) ?? 0),
      };
    },
    weight(hash, size) {
      return Math.log(1 + size / Math.max(1, counters[hash % COUNTERS] ?? 0)) ** POWER;
    },
  };
}

function countCommonWords(): Uint32Array {
  const counters = new Uint32Array(COUNTERS);
  for (const [language, steps] of Object.entries(COMMON_WORDS))
    for (const { articles, words } of steps)
      for (const word of words.split(' ')) {
        const hash = hashOfWord(word, language);
        if (hash !== undefined)
          counters[hash % COUNTERS] = Math.max(counters[hash % COUNTERS] ?? 0, articles);
      }
  return counters;
}
