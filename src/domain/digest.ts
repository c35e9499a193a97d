import type { ArticleId, DigestId, SourceId, StoryId, SubscriptionId } from './ids.ts';

/** A sentence taken word for word: `text` is the slice `[start, end)` of the article's text, in UTF-16 units. */
export interface Quotation {
  readonly article: ArticleId;
  readonly outlet: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** An article of a story that the reader may see. */
export interface Coverage {
  readonly article: ArticleId;
  readonly source: SourceId;
  readonly outlet: string;
  readonly title: string;
  readonly link?: string;
  readonly at: Temporal.Instant;
  readonly wire?: string;
}

/** Why a story stands where it stands: each part of the score, and their sum. */
export interface Score {
  readonly total: number;
  readonly parts: readonly { readonly name: 'outlets' | 'freshness' | 'size'; readonly value: number }[];
}

/** One story of a digest, as it is told to one subscription. */
export interface DigestStory {
  readonly story: StoryId;
  readonly headline: string;
  readonly link?: string;
  /** The short summary. */
  readonly sentences: readonly Quotation[];
  /** The long summary: what *More* shows, each sentence with its outlet. */
  readonly long: readonly Quotation[];
  /** A sentence that only another outlet has. */
  readonly difference?: Quotation;
  /** Set when no sentences could be told apart: what is quoted is the beginning of a longer passage. */
  readonly excerpt?: true;
  /** Every visible article of the story, the lead first. */
  readonly coverage: readonly Coverage[];
  /** When the newest visible article happened. */
  readonly newest: Temporal.Instant;
  readonly language?: string;
  /** Set when the story was told before and has something new: when it was told, and where. */
  readonly update?: { readonly toldAt: Temporal.Instant; readonly link?: string };
  readonly score: Score;
}

/** Why a story was left out. */
export type OmissionReason = 'told' | 'muted' | 'over-size' | 'no-summary';

export interface Omission {
  readonly story: StoryId;
  readonly headline: string;
  readonly reason: OmissionReason;
  readonly articles: number;
  readonly score: number;
}

/** A source that the foot of a digest has to mention. */
export interface Ailment {
  readonly title: string;
  /** Since when nothing could be read; absent when it never could. */
  readonly since?: Temporal.Instant;
  readonly reason: string;
}

/** The stories chosen for one subscription and slot, with the reasons. */
export interface Digest {
  readonly id: DigestId;
  readonly subscription?: SubscriptionId;
  readonly title: string;
  readonly locale: string;
  readonly zone: string;
  /** The slot, or the moment it was asked for. */
  readonly at: Temporal.Instant;
  /** What is new is new since then. */
  readonly since: Temporal.Instant;
  /** Set when this digest stands for slots that were missed; when the bot came back is `at`. */
  readonly catchUp?: { readonly missed: readonly Temporal.Instant[] };
  readonly stories: readonly DigestStory[];
  readonly omissions: readonly Omission[];
  readonly articlesRead: number;
  readonly sourcesRead: number;
  readonly ailments: readonly Ailment[];
  /** The next slot; absent when nothing is scheduled. */
  readonly next?: Temporal.Instant;
  /** Whether nothing could be read at all: then an empty digest is an error and says so. */
  readonly nothingReadable: boolean;
}
