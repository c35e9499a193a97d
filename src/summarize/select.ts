import type { Document } from './document.ts';
import type { Budget } from './method.ts';
import type { TermCounts } from './term-counts.ts';

/** What the selection is to respect. */
export interface Selection {
  readonly scores: Float64Array;
  /** The weight of each term, by its number. */
  readonly weights: Float64Array;
  /** What a sentence loses when all of it has been said. */
  readonly redundancy: number;
  readonly budget: Budget;
  /** Whether a sentence may be taken now, after those that were chosen before. */
  readonly allows: (index: number, chosen: readonly number[]) => boolean;
  /** The sentence to take first, where that is settled; -1 for none. */
  readonly opening?: number;
}

/** Of a sentence that is worth telling, at least a fifth is new. */
const MOST_SAID = 0.8;

/**
 * Chooses the best sentences one by one; what the chosen ones have said already counts less (maximal marginal
 * relevance, Carbonell & Goldstein 1998, in the covering form of Lin & Bilmes 2011), and a sentence that says almost
 * nothing new is not taken at all.
 */
export function select(document: Document, counts: TermCounts, selection: Selection): number[] {
  const { budget, opening = -1 } = selection;
  const told = new Told(document, counts, selection.weights);
  const chosen: number[] = [];
  let words = 0;
  while (chosen.length < budget.sentences) {
    const isSettled = chosen.length === 0 && opening >= 0;
    const best = isSettled ? opening : bestOf(document, selection, told, chosen, budget.words - words);
    if (best < 0) break;
    chosen.push(best);
    words += document.words[best] as number;
    if (chosen.length < budget.sentences) told.add(best);
  }
  return chosen;
}

function bestOf(
  { words }: Document,
  { scores, redundancy, allows }: Selection,
  told: Told,
  chosen: readonly number[],
  left: number,
): number {
  let best = -1;
  let most = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < scores.length; index += 1) {
    if (told.has(index) || (words[index] as number) > left) continue;
    const share = told.share(index);
    const value = (scores[index] as number) - redundancy * share;
    if (value <= most || share > MOST_SAID || !allows(index, chosen)) continue;
    most = value;
    best = index;
  }
  return best;
}

/** How much of each sentence the chosen ones have said. */
class Told {
  readonly #counts: TermCounts;
  readonly #weights: Float64Array;
  readonly #totals: Float64Array;
  readonly #said: Float64Array;
  readonly #gone: Uint8Array;
  /** 0 for a term not yet said, otherwise which of the chosen sentences was the first to say it. */
  readonly #saidBy: Uint32Array;
  #round = 0;

  constructor({ passages, size }: Document, counts: TermCounts, weights: Float64Array) {
    this.#counts = counts;
    this.#weights = weights;
    const table = new Float64Array(2 * passages.length);
    this.#said = table.subarray(0, passages.length);
    this.#gone = new Uint8Array(passages.length);
    this.#saidBy = new Uint32Array(size);
    this.#totals = table.subarray(passages.length);
    for (let index = 0; index < passages.length; index += 1) this.#totals[index] = this.#total(index);
  }

  has(index: number): boolean {
    return this.#gone[index] === 1;
  }

  share(index: number): number {
    return (this.#said[index] as number) / (this.#totals[index] as number);
  }

  add(chosen: number): void {
    const { distinct, firstDistinct } = this.#counts;
    this.#gone[chosen] = 1;
    this.#round += 1;
    const to = firstDistinct[chosen + 1] as number;
    for (let at = firstDistinct[chosen] as number; at < to; at += 1) {
      const term = distinct[at] as number;
      if (this.#saidBy[term] === 0) this.#saidBy[term] = this.#round;
    }
    for (let index = 0; index < this.#said.length; index += 1) if (this.#gone[index] === 0) this.#hear(index);
  }

  /** Adds to what was said of a sentence the terms that the last chosen one was the first to say. */
  #hear(index: number): void {
    const { distinct, firstDistinct } = this.#counts;
    const to = firstDistinct[index + 1] as number;
    let sum = 0;
    for (let at = firstDistinct[index] as number; at < to; at += 1) {
      const term = distinct[at] as number;
      if (this.#saidBy[term] === this.#round) sum += this.#weights[term] as number;
    }
    (this.#said[index] as number) += sum;
  }

  #total(index: number): number {
    const { distinct, firstDistinct } = this.#counts;
    const to = firstDistinct[index + 1] as number;
    let sum = 1e-9;
    for (let at = firstDistinct[index] as number; at < to; at += 1)
      sum += this.#weights[distinct[at] as number] as number;
    return sum;
  }
}
