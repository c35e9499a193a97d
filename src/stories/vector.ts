import { type ArticleTable, TERMS } from './article-table.ts';
import type { Rarity } from './rarity.ts';
import { crossesLanguages, hashOfTerm, isNumber, type TermCounts } from './terms.ts';

export interface Vector {
  readonly terms: readonly number[];
  readonly weights: readonly number[];
}

/** The article as a vector of length 1 (what is cut off takes its part of the length with it), weightiest first. */
export function toVector(counts: TermCounts, rarity: Rarity, language?: string): Vector {
  const weighed: { readonly term: number; readonly weight: number }[] = [];
  const sizes = rarity.sizes(language);
  for (const [hash, { count, term }] of counts)
    weighed.push({
      term,
      weight: (1 + Math.log(count)) * rarity.weight(hash, crossesLanguages(term) ? sizes.all : sizes.own),
    });
  weighed.sort((a, b) => b.weight - a.weight || a.term - b.term);
  const kept = weighed.slice(0, TERMS);
  const length = Math.sqrt(kept.reduce((sum, { weight }) => sum + weight * weight, 0)) || 1;
  return { terms: kept.map(({ term }) => term), weights: kept.map(({ weight }) => weight / length) };
}

/** Of two articles: their cosine, and how many of the first one's numbers the second has. */
export interface Match {
  cosine: number;
  numbers: number;
}

const SLOTS = 256;

/** One article opened for many comparisons: its terms in a small hash table (open addressing). */
export class Query {
  readonly #keys = new Int32Array(SLOTS).fill(-1);
  readonly #weights = new Float64Array(SLOTS);
  /** The numbers that any of the compared articles had, since `forgetNumbers`. */
  readonly #seen = new Uint8Array(SLOTS);
  #language = 0;
  #crossLength = 0;
  #table: ArticleTable;

  constructor(table: ArticleTable) {
    this.#table = table;
  }

  open(index: number): void {
    const table = this.#table;
    this.#keys.fill(-1);
    this.#language = table.languages[index] ?? 0;
    this.#crossLength = 0;
    const count = table.counts[index] ?? 0;
    for (let at = 0; at < count; at++) {
      const term = table.term(index, at);
      const weight = table.weight(index, at);
      const slot = this.#slot(hashOfTerm(term));
      this.#keys[slot] = hashOfTerm(term);
      this.#weights[slot] = weight;
      if (crossesLanguages(term)) this.#crossLength += weight * weight;
    }
  }

  forgetNumbers(): void {
    this.#seen.fill(0);
  }

  /** Cosine to another article, over names and numbers only when it is in another language. */
  compare(other: number, match: Match): void {
    const language = this.#table.languages[other] ?? 0;
    const across = language !== 0 && this.#language !== 0 && language !== this.#language;
    const page = this.#table.page(other);
    const offset = this.#table.offset(other);
    const count = this.#table.counts[other] ?? 0;
    let sum = 0;
    let length = 0;
    let shared = 0;
    match.numbers = 0;
    for (let at = offset; at < offset + count; at++) {
      const term = page.terms[at] ?? 0;
      if (across && !crossesLanguages(term)) continue;
      const weight = (page.weights[at] ?? 0) / 65_535;
      if (across) length += weight * weight;
      const slot = this.#slot(hashOfTerm(term));
      if (this.#keys[slot] === -1) continue;
      shared++;
      sum += weight * (this.#weights[slot] ?? 0);
      if (isNumber(term) && this.#seen[slot] === 0) {
        this.#seen[slot] = 1;
        match.numbers++;
      }
    }
    if (!across) match.cosine = sum;
    else match.cosine = shared < 2 ? 0 : sum / (Math.sqrt(length * this.#crossLength) || 1);
  }

  weightOf(hash: number): number {
    const slot = this.#slot(hash);
    return this.#keys[slot] === -1 ? 0 : (this.#weights[slot] ?? 0);
  }

  #slot(hash: number): number {
    let slot = hash & (SLOTS - 1);
    while (this.#keys[slot] !== -1 && this.#keys[slot] !== hash) slot = (slot + 1) & (SLOTS - 1);
    return slot;
  }
}
