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
  counters = new Uint32Array(COUNTERS),
  articles = new Map<string, number>(),
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
      const all = Math.max(LEAST_WINDOW, articles.get('') ?? 0);
      return { all, own: language === undefined ? all : (articles.get(language) ?? 0) };
    },
    weight(hash, size) {
      return Math.log(1 + size / Math.max(1, counters[hash % COUNTERS] ?? 0)) ** POWER;
    },
  };
}
