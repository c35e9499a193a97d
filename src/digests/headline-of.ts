import type { Article } from '../domain/article.ts';
import { headline } from '../summarize/index.ts';
import { cutHeadline } from './cut-headline.ts';

/** The title of an article, or the first words of its text where there is none; empty when it has neither. */
export function headlineOf({ title, text, language }: Pick<Article, 'title' | 'text' | 'language'>): string {
  return cutHeadline(title.trim() === '' ? (headline(text, language)?.text ?? '') : title);
}
