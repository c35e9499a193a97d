import type { Quotation } from '../domain/digest.ts';
import type { Story } from '../domain/story.ts';
import { novelSentences } from '../stories/novelty.ts';
import type { News, ToldStory } from './candidate.ts';

/** Sentences of an update in its long form. */
const LIMIT = 5;

/** What is new in a story since it was told; undefined when nothing is. */
export function findNews(story: Story, told: ToldStory): News | undefined {
  const known = new Set(told.articles);
  const newer = story.articles.filter(({ id }) => !known.has(id));
  if (newer.length === 0) return undefined;
  const earlier = story.articles.filter(({ id }) => known.has(id));
  const sentences = novelSentences(earlier, newer, LIMIT).flatMap(({ id, start, end }): Quotation[] => {
    const article = newer.find((one) => one.id === id);
    if (article === undefined) return [];
    const text = article.text.slice(start, end);
    return [{ article: article.id, outlet: article.outlet, text, start, end }];
  });
  return sentences.length === 0 ? undefined : { told, articles: newer, sentences };
}
