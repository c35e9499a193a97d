import { primaryLanguage } from '../text/language-tag.ts';
import { sentences } from '../text/sentences.ts';
import { type Facts, factsOf, stemsOf } from './facts.ts';

export interface ToldText {
  readonly title?: string;
  readonly text: string;
  readonly language?: string;
}

export interface NewerText extends ToldText {
  readonly id: string;
}

/** A sentence of a newer article: the slice `[start, end)` of its text; a higher score brings more that is new. */
export interface NovelSentence {
  readonly id: string;
  readonly start: number;
  readonly end: number;
  readonly score: number;
}

/** What has been told, as one body of facts. */
export interface Knowledge {
  readonly stems: Set<string>;
}

/** What one new fact of a kind is worth. What the newer article puts into its title is its news. */
const WORTH = { headline: 1.2, number: 1, name: 0.8, quotation: 0.8 };
/** A sentence below this says again what is known. */
const LEAST_SCORE = 0.5;
/** The share of a sentence's words that has to be new: with a word of the headline, and without one. */
const LEAST_SHARE_WITH_HEADLINE = 0.1;
const LEAST_SHARE = 0.45;
/** A quotation counts as new when at least so many of its words, and most of them, are. */
const LEAST_QUOTED = 4;

/**
 * The sentences of newer articles that bring facts (what their headline says, numbers, names, dates, places,
 * quotations) which are not in what was told, best first, at most `limit`. What a chosen sentence says is then
 * known, so that no two bring the same. Empty when nothing is new. A text in a language in which nothing was
 * told is passed over: its words cannot be compared, and all of it would look new.
 */
export function novelSentences(
  told: readonly ToldText[],
  newer: readonly NewerText[],
  limit: number,
): readonly NovelSentence[] {
  const known = knowledgeOf(
    told.map(({ title = '', text, language }) => ({ text: `${title}\n${text}`, language })),
  );
  const languages = new Set(told.map(({ language }) => primaryLanguage(language) ?? 'en'));
  const pool = newer
    .filter(({ language }) => languages.has(primaryLanguage(language) ?? 'en'))
    .flatMap((article) => sentencesOf(article, known));
  return pickBest(pool, known, limit);
}

interface Candidate {
  readonly id: string;
  readonly start: number;
  readonly end: number;
  readonly facts: Facts;
  /** What the headline of its article says that was not told. */
  readonly headline: ReadonlySet<string>;
}

function sentencesOf({ id, title = '', text, language }: NewerText, known: Knowledge): readonly Candidate[] {
  const tag = primaryLanguage(language) ?? 'en';
  const headline = new Set([...stemsOf(title, tag)].filter((stem) => !known.stems.has(stem)));
  return sentences(text, language).map(({ start, end }) => ({
    id,
    start,
    end,
    facts: factsOf(text.slice(start, end), tag),
    headline,
  }));
}

export function knowledgeOf(
  texts: readonly { readonly text: string; readonly language?: string | undefined }[],
): Knowledge {
  const stems = new Set<string>();
  for (const { text, language } of texts)
    for (const stem of stemsOf(text, primaryLanguage(language) ?? 'en')) stems.add(stem);
  return { stems };
}

const NO_HEADLINE: ReadonlySet<string> = new Set();

/** How much a sentence brings that is not known; 0 when it says nothing new. */
export function noveltyOf(facts: Facts, known: Knowledge, headline = NO_HEADLINE): number {
  const fresh = [...facts.stems].filter((stem) => !known.stems.has(stem));
  const share = fresh.length / Math.max(4, facts.stems.size);
  const announced = fresh.filter((stem) => headline.has(stem)).length;
  if (share < (announced > 0 ? LEAST_SHARE_WITH_HEADLINE : LEAST_SHARE)) return 0;
  const numbers = fresh.filter((stem) => facts.numbers.has(stem)).length;
  const names = fresh.filter((stem) => facts.names.has(stem)).length;
  const worth =
    WORTH.headline * announced +
    WORTH.number * numbers +
    WORTH.name * names +
    WORTH.quotation * facts.quotations.filter((quotation) => isNewQuotation(quotation, known)).length;
  return worth * (0.5 + share / 2);
}

function isNewQuotation(quotation: ReadonlySet<string>, known: Knowledge): boolean {
  const fresh = [...quotation].filter((stem) => !known.stems.has(stem)).length;
  return fresh >= LEAST_QUOTED && fresh > quotation.size * 0.6;
}

/** Takes the best, learns it, looks at the rest again. */
function pickBest(pool: readonly Candidate[], known: Knowledge, limit: number): readonly NovelSentence[] {
  const picked: NovelSentence[] = [];
  let rest = pool;
  while (picked.length < limit) {
    const scored = rest
      .map((candidate) => ({ candidate, score: noveltyOf(candidate.facts, known, candidate.headline) }))
      .filter(({ score }) => score >= LEAST_SCORE)
      .sort((a, b) => b.score - a.score);
    const best = scored[0];
    if (best === undefined) return picked;
    const { id, start, end, facts } = best.candidate;
    picked.push({ id, start, end, score: best.score });
    for (const stem of facts.stems) known.stems.add(stem);
    rest = scored.slice(1).map(({ candidate }) => candidate);
  }
  return picked;
}
