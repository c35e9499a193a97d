import type { Grouper, Merge } from './group.ts';

/** What a correction changes in the store: where articles now belong, and which name stands for which. */
export interface Correction {
  readonly moved: readonly { readonly article: string; readonly story: string }[];
  readonly merges: readonly Merge[];
}

const NOTHING: Correction = { moved: [], merges: [] };

/**
 * A person says that two stories are one. The older name of `from` leads to `into` from now on, and nothing that the
 * machine does takes them apart. Changes nothing when one of them is not known.
 */
export function mergeStories(grouper: Grouper, from: string, into: string): Correction {
  const [gone, kept] = [grouper.resolve(from), grouper.resolve(into)];
  const known = grouper.articlesOf(gone).length > 0 && grouper.articlesOf(kept).length > 0;
  if (gone === kept || !known) return NOTHING;
  grouper.merge(gone, kept);
  return { moved: [], merges: [{ from: gone, into: kept }] };
}

/**
 * A person says that these articles of a story tell something else. They get a story of their own, which the
 * machine never merges with the old one. Changes nothing when none of them, or all of them, are in the story.
 */
export function splitStory(grouper: Grouper, story: string, articles: readonly string[]): Correction {
  const present = grouper.articlesOf(story);
  const leaving = present.filter((article) => articles.includes(article));
  if (leaving.length === 0 || leaving.length === present.length) return NOTHING;
  const fresh = grouper.split(story, leaving);
  return { moved: leaving.map((article) => ({ article, story: fresh })), merges: [] };
}
