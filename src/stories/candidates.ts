import { type ArticleTable, INDEXED } from './article-table.ts';
import { hashOfTerm } from './terms.ts';

/** Of a term that stands in very many articles, only the newest are looked at. */
const READ = 256;

/** Finds the articles that share rare terms with one, without looking at the window: an inverted index. */
export class CandidateIndex {
  readonly #postings = new Map<number, number[]>();
  readonly #table: ArticleTable;
  #sums = new Float64Array(1024);

  constructor(table: ArticleTable) {
    this.#table = table;
  }

  add(index: number): void {
    const count = Math.min(INDEXED, this.#table.counts[index] ?? 0);
    for (let at = 0; at < count; at++) {
      const hash = hashOfTerm(this.#table.term(index, at));
      const list = this.#postings.get(hash);
      if (list === undefined) this.#postings.set(hash, [index]);
      else list.push(index);
    }
  }

  clear(): void {
    this.#postings.clear();
  }

  /** The most likely `limit` articles, best first. */
  find(index: number, limit: number): readonly number[] {
    if (this.#sums.length < this.#table.size) this.#sums = new Float64Array(this.#table.size * 2);
    const sums = this.#sums;
    const touched: number[] = [];
    const count = this.#table.counts[index] ?? 0;
    for (let at = 0; at < count; at++) {
      const list = this.#postings.get(hashOfTerm(this.#table.term(index, at)));
      if (list === undefined) continue;
      const weight = this.#table.weight(index, at) ** 2;
      for (let place = Math.max(0, list.length - READ); place < list.length; place++) {
        const other = list[place] ?? 0;
        if (sums[other] === 0) touched.push(other);
        sums[other] = (sums[other] ?? 0) + weight;
      }
    }
    const best = largest(touched, sums, limit);
    for (const other of touched) sums[other] = 0;
    return best.filter((other) => other !== index && this.#table.ids[other] !== undefined);
  }
}

function largest(touched: number[], sums: Float64Array, limit: number): readonly number[] {
  if (touched.length > limit * 4) {
    // Most of those found share one word; a bar first keeps the sort short.
    const values = Float64Array.from(touched, (other) => sums[other] ?? 0).sort();
    const bar = values[values.length - limit] ?? 0;
    touched = touched.filter((other) => (sums[other] ?? 0) >= bar);
  }
  return touched.sort((a, b) => (sums[b] ?? 0) - (sums[a] ?? 0) || a - b).slice(0, limit);
}
