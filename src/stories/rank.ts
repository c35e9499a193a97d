import type { Coverage, Score } from '../domain/digest.ts';
import { countVoices } from './voices.ts';

/** What ranking needs to know of an article of the story. */
export type RankedArticle = Pick<Coverage, 'outlet' | 'at' | 'wire'> & { readonly text?: string };

/** After this many hours a story is worth half of what it was when its newest article came. */
const HALF_LIFE_HOURS = 24;
/** What the parts may add at most: coverage counts most, then freshness; size only settles ties. */
const OUTLETS_WEIGHT = 0.7;
const FRESHNESS_WEIGHT = 0.2;
const SIZE_WEIGHT = 0.1;

/**
 * How high a story stands, 0 to 1: the sum of its parts, each of them visible.
 * `outlets`: independent voices (papers that carry the same agency text are one), `freshness`: age of the newest
 * article at `now`, `size`: number of articles.
 */
export function rankStory(articles: readonly RankedArticle[], now: Temporal.Instant): Score {
  const parts = [
    { name: 'outlets', value: round(OUTLETS_WEIGHT * saturate(countVoices(articles) - 1, 3)) },
    { name: 'freshness', value: round(FRESHNESS_WEIGHT * freshness(articles, now)) },
    { name: 'size', value: round(SIZE_WEIGHT * saturate(articles.length - 1, 9)) },
  ] as const;
  return { total: round(parts.reduce((sum, part) => sum + part.value, 0)), parts };
}

/** From 0 towards 1; one half when `value` is `half`. */
function saturate(value: number, half: number): number {
  return value <= 0 ? 0 : value / (value + half);
}

function freshness(articles: readonly RankedArticle[], now: Temporal.Instant): number {
  if (articles.length === 0) return 0;
  const newest = Math.max(...articles.map((article) => article.at.epochMilliseconds));
  // An article with a date in the future is as fresh as one of this moment, not fresher.
  const hours = Math.max(0, now.epochMilliseconds - newest) / 3_600_000;
  return 2 ** (-hours / HALF_LIFE_HOURS);
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
