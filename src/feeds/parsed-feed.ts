/** What was mended in a feed, or is missing from it: a code for programs, one sentence for people. */
export interface FeedFault {
  readonly code: string;
  readonly message: string;
}

/** What a feed says about itself. Addresses are absolute; texts keep their markup. */
export interface FeedSource {
  readonly id?: string;
  readonly title?: string;
  readonly link?: string;
  readonly description?: string;
  /** As the feed writes it, with `-` between subtags, e.g. `en-US`. */
  readonly language?: string;
  readonly author?: string;
  readonly published?: Temporal.Instant;
  readonly updated?: Temporal.Instant;
}

/** One item of a feed, in document order. `summary` and `content` keep their markup. */
export interface FeedItem {
  readonly id?: string;
  readonly title?: string;
  readonly link?: string;
  readonly published?: Temporal.Instant;
  readonly updated?: Temporal.Instant;
  readonly author?: string;
  readonly summary?: string;
  readonly content?: string;
  readonly tags: readonly string[];
  readonly enclosures: readonly string[];
  readonly language?: string;
  /** Who published it, where an aggregator says so (RSS `source`, Atom `source`, `dc:publisher`). */
  readonly outlet?: string;
}

/** How often the feed itself wants to be asked (RSS 2.0: `ttl`, `skipHours`, `skipDays`; `sy:updatePeriod`). */
export interface VisitHints {
  /** Minutes between visits. */
  readonly ttl?: number;
  /** Hours of the day in UTC, 0-23. */
  readonly skipHours: readonly number[];
  /** Days of the week, 1 (Monday) to 7 (Sunday). */
  readonly skipDays: readonly number[];
}

export interface ParsedFeed {
  readonly source: FeedSource;
  readonly articles: readonly FeedItem[];
  readonly faults: readonly FeedFault[];
  readonly hints: VisitHints;
}

/** Bytes as they came, and what was said about them (the shape of the port's `Body`). */
export interface FeedBody {
  readonly bytes: Uint8Array;
  /** Where they came from, after redirects: relative links resolve against it. */
  readonly address: string;
  /** As sent, e.g. `application/rss+xml; charset=utf-8`; empty when nothing was said. */
  readonly contentType: string;
}

/** Nothing can be read here; the message is one sentence that says why and what to do. */
export class FeedError extends Error {
  override readonly name = 'FeedError';
}
