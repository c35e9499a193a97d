import { sentences } from '../text/sentences.ts';
import type { FactKind } from './facts.ts';
import { factsOf } from './facts.ts';

export interface ToldText {
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

const WEIGHTS: Readonly<Record<FactKind, number>> = { number: 1, name: 0.8, quotation: 1, date: 0.4 };
/** Below this a sentence says again what is known. */
const LEAST_SCORE = 0.8;
/** At least this share of a sentence's words is new when it brings something. */
const LEAST_NEW_WORDS = 0.4;

/**
 * The sentences of newer articles that bring facts (names, numbers, quotations, dates, places) which are not in
 * what was told, best first, at most `limit`. Each fact is counted for the first sentence that has it, so two
 * sentences never bring the same. Empty when nothing is new.
 */
export function novelSentences(
  told: readonly ToldText[],
  newer: readonly NewerText[],
  limit: number,
): readonly NovelSentence[] {
  const known = knowledgeOf(told.map((text) => text.text));
  const pool: NovelSentence[] = [];
  for (const { id, text, language } of newer)
    for (const { start, end } of sentences(text, language)) {
      const score = scoreOf(text.slice(start, end), known);
      if (score >= LEAST_SCORE) pool.push({ id, start, end, score });
    }
  const texts = new Map(newer.map((article) => [article.id, article.text]));
  return pickBest(
    pool,
    known,
    (sentence) => (texts.get(sentence.id) ?? '').slice(sentence.start, sentence.end),
    limit,
  );
}

/** What has been told: its facts and its words. */
export interface Knowledge {
  readonly facts: Set<string>;
  readonly words: Set<string>;
}

export function knowledgeOf(texts: readonly string[]): Knowledge {
  const knowledge: Knowledge = { facts: new Set(), words: new Set() };
  for (const text of texts) learn(knowledge, text);
  return knowledge;
}

function learn(knowledge: Knowledge, text: string): void {
  for (const fact of factsOf(text)) knowledge.facts.add(fact.key);
  for (const word of wordsOf(text)) knowledge.words.add(word);
}

export function scoreOf(sentence: string, known: Knowledge): number {
  const words = wordsOf(sentence);
  if (words.length < 4) return 0;
  const share = words.filter((word) => !known.words.has(word)).length / words.length;
  if (share < LEAST_NEW_WORDS) return 0;
  const fresh = factsOf(sentence).filter((fact) => !known.facts.has(fact.key) && !known.words.has(fact.key));
  return (
    [...new Map(fresh.map((fact) => [fact.key, WEIGHTS[fact.kind]])).values()].reduce(
      (sum, weight) => sum + weight,
      0,
    ) * share
  );
}

/** Takes the best, learns it, looks at the rest again. */
function pickBest(
  pool: readonly NovelSentence[],
  known: Knowledge,
  textOf: (sentence: NovelSentence) => string,
  limit: number,
): readonly NovelSentence[] {
  const picked: NovelSentence[] = [];
  let rest = [...pool];
  while (picked.length < limit && rest.length > 0) {
    rest.sort((a, b) => b.score - a.score);
    const best = rest.shift();
    if (best === undefined) break;
    picked.push(best);
    learn(known, textOf(best));
    rest = rest
      .map((sentence) => ({ ...sentence, score: scoreOf(textOf(sentence), known) }))
      .filter((sentence) => sentence.score >= LEAST_SCORE);
  }
  return picked;
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [];
}
