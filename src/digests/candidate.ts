import type { Article } from '../domain/article.ts';
import type { Quotation, Score } from '../domain/digest.ts';
import type { ArticleId, StoryId } from '../domain/ids.ts';
import type { Story } from '../domain/story.ts';

/** What a subscription was told of a story before. */
export interface ToldStory {
  readonly story: StoryId;
  /** Every article that the told digest knew of the story. */
  readonly articles: readonly ArticleId[];
  readonly toldAt: Temporal.Instant;
  /** Address of the message that told it. */
  readonly link?: string;
}

/** What a told story's newer articles say that its earlier ones did not. */
export interface News {
  readonly told: ToldStory;
  /** The newer articles. */
  readonly articles: readonly Article[];
  /** Best first. */
  readonly sentences: readonly Quotation[];
}

/** A story that could be told: its visible articles, its rank, and the news if it was told before. */
export interface Candidate {
  readonly story: Story;
  readonly score: Score;
  readonly news?: News;
}
