import type { Article } from '../domain/article.ts';
import { idOf } from '../domain/ids.ts';

/**
 * Remembers what was worked out from articles: how a story is told, what is new in it. The key is made of the
 * visible articles, so that what one subscription sees never reaches another one that does not see it.
 */
export interface SummaryCache {
  /** What `make` gave for this key before, or gives now. One key always stands for one kind of value. */
  remember<Value>(key: string, make: () => Value): Value;
}

/** A key for what `kind` works out from these articles as they were read, and from what else it depends on. */
export function cacheKey(
  kind: 'telling' | 'news',
  articles: readonly Article[],
  ...others: readonly string[]
): string {
  const seen = articles.map(
    ({ id, title, text, fetched }) => `${id} ${fetched.epochMilliseconds} ${text.length} ${title}`,
  );
  return idOf<'cache'>(kind, ...seen, '', ...others);
}

/** A cache in memory that forgets the oldest when it holds more than `capacity` values. */
export function createSummaryCache(capacity = 4000): SummaryCache {
  const values = new Map<string, unknown>();
  return {
    remember<Value>(key: string, make: () => Value): Value {
      if (values.has(key)) return values.get(key) as Value;
      const value = make();
      values.set(key, value);
      const oldest = values.keys().next();
      if (values.size > capacity && oldest.done !== true) values.delete(oldest.value);
      return value;
    },
  };
}
