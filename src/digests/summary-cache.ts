import { idOf } from '../domain/ids.ts';
import type { Candidate } from './candidate.ts';
import type { Telling } from './tell-story.ts';

/**
 * Remembers how a story was told. The key is made of the visible articles, so that what one subscription sees never
 * reaches another one that does not see it.
 */
export interface SummaryCache {
  get(key: string): Telling | undefined;
  set(key: string, telling: Telling): void;
}

/** The key of a telling: the articles it was made of (as they were read), what was told before, and the reader's language. */
export function tellingKey({ story, news }: Candidate, locale: string): string {
  const articles = story.articles.map(
    ({ id, title, text, fetched }) => `${id} ${fetched.epochMilliseconds} ${text.length} ${title}`,
  );
  return idOf<'telling'>(locale, ...articles, 'told', ...(news?.told.articles ?? []));
}

/** A cache in memory that forgets the oldest when it holds `capacity` tellings. */
export function createSummaryCache(capacity = 2000): SummaryCache {
  const tellings = new Map<string, Telling>();
  return {
    get: (key) => tellings.get(key),
    set: (key, telling) => {
      tellings.set(key, telling);
      const oldest = tellings.keys().next();
      if (tellings.size > capacity && oldest.done !== true) tellings.delete(oldest.value);
    },
  };
}
