import { guessLanguage } from '../text/language.ts';
import { type Passage, readDocument } from './document.ts';
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

/**
 * One summary of several articles on one event: the opening of the article that tells it best and what else that
 * one adds, then what each other alone adds, in the order given. What is said once is not said again, and a sentence
 * that leans on the one before it ("He added …") comes only together with that one. Never throws.
 */
export function summarizeStory(
  articles: readonly StoryArticle[],
  options: Pick<SummaryOptions, 'sentences' | 'words' | 'method'> = {},
): StorySentence[] {
  const parts = articles.map(({ text, title, language = guessLanguage(text) }) => ({
    text,
    title,
    language,
    start: 0,
    end: text.length,
  }));
  const chosen = choose(readDocument(parts), options);
  const best = chosen[0]?.part;
  return chosen
    .sort((a, b) => Number(b.part === best) - Number(a.part === best) || inOrder(a, b))
    .map(({ part, start, end }) => ({
      article: part,
      text: articles[part]?.text.slice(start, end) ?? '',
      start,
      end,
    }));
}

function inOrder(a: Passage, b: Passage): number {
  return a.part - b.part || a.start - b.start;
}
