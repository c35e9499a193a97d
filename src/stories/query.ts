import type { ArticleTable } from './article-table.ts';
import { crossesLanguages, hashOfTerm, isName, isNumber } from './terms.ts';

/** Of two articles: their cosine, and what makes it up. */
export interface Match {
  cosine: number;
  /** The most that one term adds to it. */
  peak: number;
  /** Whether both name several, and none in common. */
  otherNames: boolean;
  /** How many of the first one's numbers the second has, that none before it had. */
  numbers: number;
}

/** So many names of one article say who and where; fewer may be chance. */
const SEVERAL = 3;
const SLOTS = 512;
const EMPTY = -1;

/** One article opened for many comparisons: its terms in a small hash table (open addressing). */
export class Query {
  readonly #keys = new Int32Array(SLOTS).fill(EMPTY);
  readonly #weights = new Float64Array(SLOTS);
  /** The numbers that any of the compared articles had, since `forgetNumbers`. */
  readonly #seen = new Uint8Array(SLOTS);
  #language = 0;
  #crossLength = 0;
  #names = 0;
  readonly #table: ArticleTable;

  constructor(table: ArticleTable) {
    this.#table = table;
  }

  open(index: number): void {
    const table = this.#table;
    this.#keys.fill(EMPTY);
    this.#language = table.languages.get(index);
    this.#crossLength = 0;
    this.#names = 0;
    const count = table.counts.get(index);
    for (let at = 0; at < count; at++) {
      const term = table.term(index, at);
      const weight = table.weight(index, at);
      const slot = this.#slot(hashOfTerm(term));
      this.#keys[slot] = hashOfTerm(term);
      this.#weights[slot] = weight;
      if (crossesLanguages(term)) this.#crossLength += weight * weight;
      if (isName(term)) this.#names++;
    }
  }

  forgetNumbers(): void {
    this.#seen.fill(0);
  }

  /** Cosine to another article, over names and numbers only when it is in another language. */
  compare(other: number, match: Match): void {
    match.peak = 0;
    match.numbers = 0;
    const language = this.#table.languages.get(other);
    const across = language !== 0 && this.#language !== 0 && language !== this.#language;
    const page = this.#table.page(other);
    const offset = this.#table.offset(other);
    const count = this.#table.counts.get(other);
    let sum = 0;
    let length = 0;
    let shared = 0;
    let names = 0;
    let sharedNames = 0;
    for (let at = offset; at < offset + count; at++) {
      const term = page.terms[at] ?? 0;
      if (across && !crossesLanguages(term)) continue;
      const weight = (page.weights[at] ?? 0) / 65_535;
      if (across) length += weight * weight;
      if (isName(term)) names++;
      const slot = this.#slot(hashOfTerm(term));
      if (this.#keys[slot] === EMPTY) continue;
      if (isName(term)) sharedNames++;
      shared++;
      const part = weight * (this.#weights[slot] ?? 0);
      sum += part;
      if (part > match.peak) match.peak = part;
      if (isNumber(term) && this.#seen[slot] === 0) {
        this.#seen[slot] = 1;
        match.numbers++;
      }
    }
    const scale = across ? (shared < 2 ? 0 : 1 / (Math.sqrt(length * this.#crossLength) || 1)) : 1;
    match.otherNames = sharedNames === 0 && names >= SEVERAL && this.#names >= SEVERAL;
    match.cosine = sum * scale;
    match.peak *= scale;
  }

  weightOf(hash: number): number {
    const slot = this.#slot(hash);
    return this.#keys[slot] === EMPTY ? 0 : (this.#weights[slot] ?? 0);
  }

  #slot(hash: number): number {
    const keys = this.#keys;
    let slot = hash & (SLOTS - 1);
    for (let key = keys[slot]; key !== EMPTY && key !== hash; key = keys[slot])
      slot = (slot + 1) & (SLOTS - 1);
    return slot;
  }
}
