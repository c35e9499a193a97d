import type { Article } from '../domain/article.ts';
import type { Quotation } from '../domain/digest.ts';
import { summarizeStory } from '../summarize/index.ts';
import { wordBorder } from '../wording/cut-at-word.ts';
import { headlineOf } from './headline-of.ts';
import { readableSentences } from './short-form.ts';

/** Sentences of the long form. */
export const LONG_FORM = 5;
/** How many sentences are looked at when the best ones are too long. */
const POOL = 12;
/** What is longer is no sentence: the text is in a language whose sentences cannot be told apart. */
const LONGEST_SENTENCE = 1_000;
const EXCERPT = 300;

/** Sentences of the articles for a summary, best first: the best one, the best two, the rest of the long form. */
export function quoteStory(articles: readonly Article[]): readonly Quotation[] {
  const headlines = new Map(articles.map((article) => [article.id, lettersOf(headlineOf(article))]));
  const sentences = bestOf(articles);
  // An article without a title has its first sentence for one: it need not be read twice.
  const others = sentences.filter(({ article, text }) => headlines.get(article) !== lettersOf(text));
  return others.length > 0 ? others : sentences;
}

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

function bestOf(articles: readonly Article[]): readonly Quotation[] {
  const best = distinct([1, 2, LONG_FORM].flatMap((count) => quote(articles, count)));
  const isEnough = best.length < LONG_FORM || readableSentences(best).length > 1;
  return isEnough ? best : distinct([...best, ...quote(articles, POOL)]);
}

function quote(articles: readonly Article[], sentences: number): readonly Quotation[] {
  return summarizeStory(articles, { sentences }).flatMap(({ article, text, start, end }) => {
    const source = articles[article];
    return source === undefined ? [] : [{ article: source.id, outlet: source.outlet, text, start, end }];
  });
}

function distinct(sentences: readonly Quotation[]): readonly Quotation[] {
  return [
    ...new Map(sentences.map((sentence) => [`${sentence.article} ${sentence.start}`, sentence])).values(),
  ];
}

/** Whether it is a passage rather than a sentence. */
export function isPassage({ text }: Quotation): boolean {
  return text.length > LONGEST_SENTENCE;
}

/** The beginning of a passage, cut at a word; a sentence stays whole. */
export function excerpt(quotation: Quotation): Quotation {
  if (!isPassage(quotation)) return quotation;
  const length = wordBorder(quotation.text, EXCERPT);
  return { ...quotation, text: quotation.text.slice(0, length), end: quotation.start + length };
}
