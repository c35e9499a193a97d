import type { Document } from '../document.ts';
import type { Budget, Method } from '../method.ts';
import { select } from '../select.ts';
import { SIGNALS, signalsOf, termWeights } from '../signals.ts';
import { storyRules } from '../story.ts';
import { countTerms } from '../term-counts.ts';
import { isBoilerplate } from '../trim.ts';
import { EXTRA_LENGTH, REDUNDANCY, WEIGHTS } from '../weights.ts';

const ORDERED = Float64Array.from(SIGNALS, (signal) => WEIGHTS[signal]);
const LENGTH = SIGNALS.indexOf('length');
const LONGEST_LEAD = 80;

/**
 * Ours, the default: the signals of each sentence joined by learned weights (Edmundson 1969; Ouyang et al. 2011
 * for learning them by regression), then a selection that covers without repeating. Of several articles on one
 * story the first sentence taken opens an article, and one that leans on its predecessor is taken only after it.
 */
export const weighted: Method = (document, budget) => weigh(document, budget, ORDERED);

/** The same with other weights, one for each of `SIGNALS` in their order, for learning and ablation. */
export function weigh(document: Document, budget: Budget, weights: Float64Array): number[] {
  const counts = countTerms(document);
  const centroid = termWeights(counts, document.passages.length);
  const signals = signalsOf(document, counts, centroid);
  const selection = {
    scores: scoresOf(document, signals, weightsFor(document, budget, weights)),
    weights: centroid,
    redundancy: REDUNDANCY,
    budget,
  };
  const allows = (index: number): boolean => isQuotable(document, index);
  const fits = (index: number): boolean =>
    allows(index) && (document.words[index] ?? 0) <= Math.min(budget.words, LONGEST_LEAD);
  const rules = document.parts.length > 1 ? storyRules(document, counts, selection.scores, fits) : { allows };
  const chosen = select(document, counts, { ...selection, ...rules });
  // Better what belongs to the page than nothing.
  return chosen.length > 0
    ? chosen
    : select(document, counts, { ...selection, allows: (index) => hasWords(document, index) });
}

/** Long sentences win more where there is much to tell, or where words are counted and not sentences. */
function weightsFor({ parts }: Document, budget: Budget, weights: Float64Array): Float64Array {
  const inStory = parts.length > 1 ? EXTRA_LENGTH.story : 0;
  const extra = Number.isFinite(budget.words) ? EXTRA_LENGTH.words : inStory;
  return weights.with(LENGTH, (weights[LENGTH] ?? 0) + extra);
}

function scoresOf(document: Document, signals: Float64Array, weights: Float64Array): Float64Array {
  const scores = new Float64Array(document.passages.length);
  const width = weights.length;
  for (let index = 0; index < scores.length; index += 1) {
    let sum = 0;
    for (let signal = 0; signal < width; signal += 1)
      sum += (weights[signal] as number) * (signals[index * width + signal] as number);
    scores[index] = sum;
  }
  return scores;
}

function isQuotable(document: Document, index: number): boolean {
  const passage = document.passages[index];
  const text = document.parts[passage?.part ?? 0]?.text ?? '';
  return passage !== undefined && hasWords(document, index) && !isBoilerplate(text, passage);
}

/** A row of signs, a rule of a table: nothing to quote. */
function hasWords({ words }: Document, index: number): boolean {
  return (words[index] ?? 0) > 0;
}
