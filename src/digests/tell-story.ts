import type { Article } from '../domain/article.ts';
import type { Coverage, DigestStory, Quotation } from '../domain/digest.ts';
import { difference } from '../stories/difference.ts';
import type { Candidate } from './candidate.ts';
import { toCoverage } from './coverage.ts';
import { headlineOf } from './headline-of.ts';
import { excerpt, isPassage, LONG_FORM, quoteStory } from './quote-story.ts';
import { readableSentences, shortForm } from './short-form.ts';

/** The line of difference, with its label `Only in OUTLET: `. */
const DIFFERENCE_LENGTH = 180;
const LABEL_LENGTH = 10;

/** A story as it is told, without what depends on the day. */
export type Telling = Omit<DigestStory, 'story' | 'score' | 'update'>;

/** Tells a story by its visible articles; undefined when they hold nothing that could be shown. */
export function tellStory({ story, news }: Candidate, locale: string): Telling | undefined {
  const articles = inOneLanguage(news?.articles ?? story.articles, locale);
  const sentences = news?.sentences ?? quoteStory(articles);
  const chosen = shortForm(sentences);
  const lead = articles.find(({ id }) => id === chosen[0]?.article) ?? articles[0];
  if (lead === undefined || !canBeShown(lead, chosen)) return undefined;
  const telling = [...new Set([lead, ...articles])];
  const short = inTextOrder(chosen, telling).map(excerpt);
  const only = news === undefined ? differenceOf(short, lead, telling) : undefined;
  const coverage = [...new Set([...telling, ...story.articles])].map(toCoverage);
  return {
    headline: headlineOf(lead),
    ...(lead.link === undefined ? {} : { link: lead.link }),
    sentences: short,
    long: inTextOrder(readableSentences(sentences).slice(0, LONG_FORM), telling).map(excerpt),
    ...(only === undefined ? {} : { difference: only }),
    ...(chosen.some(isPassage) ? { excerpt: true } : {}),
    coverage,
    newest: newestOf(coverage),
    ...(lead.language === undefined ? {} : { language: lead.language }),
  };
}

/** A headline alone is worth telling only if one can read on. */
function canBeShown(lead: Article, sentences: readonly Quotation[]): boolean {
  return headlineOf(lead) !== '' && (sentences.length > 0 || lead.link !== undefined);
}

/** The articles in the reader's language if there are any, else those in the language of most. */
function inOneLanguage(articles: readonly Article[], locale: string): readonly Article[] {
  const groups = Map.groupBy(articles, ({ language }) => language ?? '');
  const own = groups.get(locale.split('-')[0] ?? '');
  return own ?? [...groups.values()].toSorted((a, b) => b.length - a.length)[0] ?? [];
}

/** In the order of the articles, the lead's first, so that a sentence follows on the one it refers to. */
function inTextOrder(sentences: readonly Quotation[], articles: readonly Article[]): readonly Quotation[] {
  const place = new Map(articles.map(({ id }, index) => [id, index]));
  const placeOf = (sentence: Quotation) => place.get(sentence.article) ?? 0;
  return sentences.toSorted((a, b) => placeOf(a) - placeOf(b) || a.start - b.start);
}

/** What only another outlet says, in the same language and in one line. */
function differenceOf(
  shown: readonly Quotation[],
  lead: Article,
  articles: readonly Article[],
): Quotation | undefined {
  const outlets = new Set(shown.map(({ outlet }) => outlet));
  const others = articles.filter(({ outlet }) => !outlets.has(outlet));
  const told = [lead.title, ...shown.map(({ text }) => text)];
  return difference(told, others, DIFFERENCE_LENGTH - LABEL_LENGTH);
}

function newestOf(coverage: readonly Coverage[]): Temporal.Instant {
  return coverage.map(({ at }) => at).reduce((a, b) => (Temporal.Instant.compare(a, b) < 0 ? b : a));
}
