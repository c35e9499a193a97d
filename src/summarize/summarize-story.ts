import { readDocument } from './document.ts';
import { choose, type SummaryOptions, type SummarySentence } from './summarize.ts';

/** One of the articles that tell a story. */
export interface StoryArticle {
  readonly text: string;
  readonly title?: string | undefined;
  readonly language?: string | undefined;
  readonly outlet?: string | undefined;
}

/** A sentence of a story's summary, and the index of the article in which `[start, end)` stands. */
export interface StorySentence extends SummarySentence {
  readonly article: number;
}

/** One summary of several articles on one event. */
export function summarizeStory(
  articles: readonly StoryArticle[],
  options: Pick<SummaryOptions, 'sentences' | 'words' | 'method'> = {},
): StorySentence[] {
  const parts = articles.map((article) => ({ ...article, start: 0, end: article.text.length }));
  return choose(readDocument(parts), options).map(({ part, start, end }) => ({
    article: part,
    text: articles[part]?.text.slice(start, end) ?? '',
    start,
    end,
  }));
}
