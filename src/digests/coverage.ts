import { type Article, articleTime } from '../domain/article.ts';
import type { Coverage } from '../domain/digest.ts';

/** An article as a digest keeps it: without its text. */
export function toCoverage(article: Article): Coverage {
  const { id, source, outlet, title, link, wire } = article;
  return {
    article: id,
    source,
    outlet,
    title,
    ...(link === undefined ? {} : { link }),
    at: articleTime(article),
    ...(wire === undefined ? {} : { wire }),
  };
}
