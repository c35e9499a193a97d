import type { SourceState } from '../domain/source.ts';
import type { FreshArticle } from '../feeds/to-articles.ts';

/** Gives articles their whole text where their source carries only the beginning. Never throws. */
export type CompleteTexts = (
  state: SourceState,
  articles: readonly FreshArticle[],
) => Promise<readonly FreshArticle[]>;

/** Every article keeps what its source carries. */
export const leaveTexts: CompleteTexts = async (_state, articles) => articles;
