/** Terms share 2^20 counters; two that meet in one counter look a little more common than they are. */
const COUNTERS = 1 << 20;
/**
 * The window looks at least this large: in an empty one every word would be rare, and the first articles of a day
 * would be joined by any two words they share.
 */
const LEAST_WINDOW = 200;
/** Above 1, rare words count for more than the logarithm alone gives them. */
const POWER = 1.5;

/** How rare a term is among the articles of the window. */
export interface Rarity {
  add(hash: number): void;
  remove(hash: number): void;
  addArticles(count: number): void;
  /** Inverse document frequency (Spärck Jones 1972), raised to 1.5. */
  weight(hash: number): number;
  readonly counters: Uint32Array;
  articles: number;
}

export function createRarity(counters = new Uint32Array(COUNTERS), start = 0): Rarity {
  const rarity: Rarity = {
    counters,
    articles: start,
    add(hash) {
      counters[hash % COUNTERS] = (counters[hash % COUNTERS] ?? 0) + 1;
    },
    remove(hash) {
      counters[hash % COUNTERS] = Math.max(0, (counters[hash % COUNTERS] ?? 0) - 1);
    },
    addArticles(count) {
      rarity.articles = Math.max(0, rarity.articles + count);
    },
    weight(hash) {
      const total = Math.max(rarity.articles, LEAST_WINDOW);
      return Math.log(1 + total / Math.max(1, counters[hash % COUNTERS] ?? 0)) ** POWER;
    },
  };
  return rarity;
}
