import { type Article, articleTime } from '../domain/article.ts';
import type { Coverage, DigestStory, Quotation } from '../domain/digest.ts';
import { difference } from '../stories/difference.ts';
import { headline, summarizeStory } from '../summarize/index.ts';
import type { Candidate } from './candidate.ts';
import { cutHeadline } from './cut-headline.ts';
import { readableSentences, shortForm } from './short-form.ts';

/** Sentences of the long form. */
const LONG = 5;
/** How many sentences are looked at when the best ones are too long. */
const POOL = 12;
/** The line of difference with its label; the label is `Only in ` and the outlet and a colon. */
const DIFFERENCE_LENGTH = 180;
const LABEL_LENGTH = 10;

/** A story as it is told, without what depends on the day. */
export type Telling = Omit<DigestStory, 'story' | 'score' | 'update'>;

/** Tells a story by its visible articles; undefined when they hold nothing that could be shown. */
export function tellStory(candidate: Candidate, locale: string): Telling | undefined {
  const { articles } = candidate.story;
  const telling = sameLanguage(candidate.news?.articles ?? articles, locale);
  const sentences = candidate.news?.sentences ?? summaryOf(telling);
  const short = inTextOrder(shortForm(sentences), telling);
  const lead = telling.find(({ id }) => id === short[0]?.article) ?? telling[0];
  if (lead === undefined) return undefined;
  const title = headlineOf(lead);
  if (title === '' || (short.length === 0 && lead.link === undefined)) return undefined;
  const only = candidate.news === undefined ? differenceOf(short, title, articles) : undefined;
  const coverage = coverageOf(lead, telling, articles);
  return {
    headline: title,
    ...(lead.link === undefined ? {} : { link: lead.link }),
    sentences: short,
    long: inTextOrder(readableSentences(sentences).slice(0, LONG), telling),
    ...(only === undefined ? {} : { difference: only }),
    coverage,
    newest: newestOf(coverage),
    ...(lead.language === undefined ? {} : { language: lead.language }),
  };
}

/** A story is told in one language: the reader's if an article has it, else that of most articles. */
function sameLanguage(articles: readonly Article[], locale: string): readonly Article[] {
  const groups = Object.values(Object.groupBy(articles, ({ language }) => language ?? ''));
  const reader = locale.split('-')[0];
  const size = (group: readonly Article[] = []) =>
    group[0]?.language === reader ? Number.POSITIVE_INFINITY : group.length;
  return groups.toSorted((a, b) => size(b) - size(a))[0] ?? [];
}

/** Best first: the best two, then the rest of the long form; more only where those are too long to be read. */
function summaryOf(articles: readonly Article[]): readonly Quotation[] {
  const pool = distinct([...quote(articles, 2), ...quote(articles, LONG)]);
  const isEnough = pool.length < LONG || readableSentences(pool).length > 1;
  return isEnough ? pool : distinct([...pool, ...quote(articles, POOL)]);
}

function distinct(sentences: readonly Quotation[]): readonly Quotation[] {
  return [
    ...new Map(sentences.map((sentence) => [`${sentence.article} ${sentence.start}`, sentence])).values(),
  ];
}

function quote(articles: readonly Article[], sentences: number): readonly Quotation[] {
  return summarizeStory(articles, { sentences }).flatMap(({ article, text, start, end }) => {
    const source = articles[article];
    return source === undefined ? [] : [{ article: source.id, outlet: source.outlet, text, start, end }];
  });
}

function inTextOrder(sentences: readonly Quotation[], articles: readonly Article[]): readonly Quotation[] {
  const place = new Map(articles.map(({ id }, index) => [id, index]));
  const placeOf = (sentence: Quotation) => place.get(sentence.article) ?? 0;
  return sentences.toSorted((a, b) => placeOf(a) - placeOf(b) || a.start - b.start);
}

/** The title, or the first words of the text where there is none. */
function headlineOf({ title, text, language }: Article): string {
  return cutHeadline(title.trim() === '' ? (headline(text, language)?.text ?? '') : title);
}

function differenceOf(
  shown: readonly Quotation[],
  title: string,
  articles: readonly Article[],
): Quotation | undefined {
  const outlets = new Set(shown.map(({ outlet }) => outlet));
  const others = articles.filter(({ outlet }) => !outlets.has(outlet));
  const found = difference([title, ...shown.map(({ text }) => text)], others);
  if (found === undefined) return undefined;
  return found.outlet.length + found.text.length + LABEL_LENGTH <= DIFFERENCE_LENGTH ? found : undefined;
}

/** The lead, then the other articles that tell it, then the rest. */
function coverageOf(
  lead: Article,
  telling: readonly Article[],
  articles: readonly Article[],
): readonly Coverage[] {
  return [...new Set([lead, ...telling, ...articles])].map(toCoverage);
}

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

function newestOf(coverage: readonly Coverage[]): Temporal.Instant {
  return coverage.map(({ at }) => at).reduce((a, b) => (Temporal.Instant.compare(a, b) < 0 ? b : a));
}
