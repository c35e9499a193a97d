import type { ArticleId, SourceId } from './ids.ts';

/** The most text that is kept of an article, in UTF-16 units. */
export const ARTICLE_TEXT_LIMIT = 100_000;

/**
 * One item of a source. The same address in two sources makes two articles (each source vouches for its own
 * text, so that sight stays simple); they meet again in one story.
 */
export interface Article {
  readonly id: ArticleId;
  readonly source: SourceId;
  /** Canonical http(s) address; absent for a file of a folder that names none. */
  readonly link?: string;
  readonly title: string;
  /** Plain text with its paragraphs (blank lines between them); at most ARTICLE_TEXT_LIMIT units. */
  readonly text: string;
  /** BCP 47 primary subtag, e.g. `en`; absent when it could not be told. */
  readonly language?: string;
  /** Who published it: the feed's or file's own name for it. */
  readonly outlet: string;
  /** The agency whose text this is a copy of, where the source says so. */
  readonly wire?: string;
  readonly published?: Temporal.Instant;
  readonly fetched: Temporal.Instant;
  /** False for what the first visit of a feed brought: it can be asked for, it is not new. */
  readonly countsAsNew: boolean;
  readonly tags: readonly string[];
}

/** When the article happened, for ordering and ages: as published, never later than it was fetched. */
export function articleTime(article: Pick<Article, 'published' | 'fetched'>): Temporal.Instant {
  const { published, fetched } = article;
  return published !== undefined && Temporal.Instant.compare(published, fetched) < 0 ? published : fetched;
}
