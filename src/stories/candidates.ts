import type { ArticleTable } from './article-table.ts';
import { hashOfTerm } from './terms.ts';

/** The weightiest terms of an article, by which it is found. */
const INDEXED = 24;
/** Of a term that stands in very many articles, only the newest are looked at. */
const READ = 96;
/** Steps along a chain, as other terms stand in it too. */
const STEPS = 160;
const NONE = -1;

/**
 * Finds the articles that share rare terms with one, without looking at the window: an inverted index. The postings
 * of a term are a chain, the newest first; terms whose hashes fall into one bucket share a chain.
 */
export class CandidateIndex {
  readonly #table: ArticleTable;
  /** The newest posting of each bucket. */
  #heads = new Int32Array(1 << 14).fill(NONE);
  /** Of each posting (article times INDEXED, plus the place of its term): the one before it, and the term's hash. */
  #links = new Int32Array(1 << 14);
  #size = 0;
  #sums = new Float32Array(1024);
  #touched: number[] = [];

  constructor(table: ArticleTable) {
    this.#table = table;
  }

  add(index: number): void {
    const count = Math.min(INDEXED, this.#table.counts.get(index));
    const last = (index + 1) * INDEXED * 2;
    if (last > this.#links.length) this.#links = widen(this.#links, last);
    this.#size += count;
    if (this.#size > this.#heads.length * 2) this.#spread(index);
    for (let at = 0; at < count; at++)
      this.#link(index * INDEXED + at, hashOfTerm(this.#table.term(index, at)));
  }

  clear(): void {
    this.#heads.fill(NONE);
    this.#size = 0;
  }

  /** The most likely `limit` articles, best first. */
  find(index: number, limit: number): readonly number[] {
    if (this.#sums.length < this.#table.size) this.#sums = new Float32Array(this.#table.size * 2);
    const sums = this.#sums;
    const touched = this.#touched;
    touched.length = 0;
    const count = Math.min(INDEXED, this.#table.counts.get(index));
    for (let at = 0; at < count; at++)
      this.#read(hashOfTerm(this.#table.term(index, at)), this.#table.weight(index, at));
    const best = largest(touched, sums, limit);
    for (const other of touched) sums[other] = 0;
    return best.filter((other) => other !== index && this.#table.ids[other] !== undefined);
  }

  /** Adds the weight of a term to the sum of each article that has it. */
  #read(hash: number, weight: number): void {
    const links = this.#links;
    const sums = this.#sums;
    const square = weight * weight;
    let posting = this.#heads[hash & (this.#heads.length - 1)] ?? NONE;
    let left = READ;
    for (let step = 0; posting !== NONE && left > 0 && step < STEPS; step++) {
      if (links[posting * 2 + 1] === hash) {
        const other = Math.floor(posting / INDEXED);
        const sum = sums[other] ?? 0;
        if (sum === 0) this.#touched.push(other);
        sums[other] = sum + square;
        left--;
      }
      posting = links[posting * 2] ?? NONE;
    }
  }

  #link(posting: number, hash: number): void {
    const bucket = hash & (this.#heads.length - 1);
    this.#links[posting * 2] = this.#heads[bucket] ?? NONE;
    this.#links[posting * 2 + 1] = hash;
    this.#heads[bucket] = posting;
  }

  /** More buckets; what came before `index` is linked again. */
  #spread(index: number): void {
    this.#heads = new Int32Array(this.#heads.length * 4).fill(NONE);
    for (let before = 0; before < this.#table.size; before++) {
      if (before === index || this.#table.ids[before] === undefined) continue;
      const count = Math.min(INDEXED, this.#table.counts.get(before));
      for (let at = 0; at < count; at++)
        this.#link(before * INDEXED + at, hashOfTerm(this.#table.term(before, at)));
    }
  }
}

function widen(links: Int32Array, least: number): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(Math.max(least, Math.ceil(links.length * 1.5)));
  wider.set(links);
  return wider;
}

function largest(touched: readonly number[], sums: Float32Array, limit: number): readonly number[] {
  let found = touched;
  if (found.length > limit * 4) {
    // Most of those found share one word; a bar first keeps the sort short.
    const values = Float32Array.from(found, (other) => sums[other] ?? 0).sort();
    const bar = values[values.length - limit] ?? 0;
    found = found.filter((other) => (sums[other] ?? 0) >= bar);
  }
  return found.toSorted((a, b) => (sums[b] ?? 0) - (sums[a] ?? 0) || a - b).slice(0, limit);
}
