import { Column } from './column.ts';

/** Terms that are kept of an article: the weightiest; more of them change nothing that could be measured. */
export const TERMS = 64;

const PAGE_BITS = 10;
const PAGE = 1 << PAGE_BITS;
const MOST = 65_535;

interface Page {
  readonly terms: Uint32Array;
  /** In units of 1/65535, so that a vector of length 1 takes two bytes a term. */
  readonly weights: Uint16Array;
}

/** What is kept of the articles, by index, in pages and columns, so that a million of them are not a million objects. */
export class ArticleTable {
  readonly #pages: Page[] = [];
  readonly counts = new Column();
  /** Epoch milliseconds; NaN when it is not known. */
  readonly times = new Column();
  /** The same, guessed where it is not known: by it an article grows old. */
  readonly heard = new Column();
  /** Hash of the outlet, hash of the title, number of the language (0: not known). */
  readonly outlets = new Column();
  readonly titles = new Column();
  readonly languages = new Column();
  /** The days of the week that it names, a bit each, and the latest year (0: none). */
  readonly weekdays = new Column();
  readonly years = new Column();
  readonly ids: (string | undefined)[] = [];

  get size(): number {
    return this.ids.length;
  }

  /** The page and the place in it, for loops that read many terms. */
  page(index: number): Page {
    const number = index >>> PAGE_BITS;
    let page = this.#pages[number];
    if (page === undefined) {
      page = { terms: new Uint32Array(PAGE * TERMS), weights: new Uint16Array(PAGE * TERMS) };
      this.#pages[number] = page;
    }
    return page;
  }

  offset(index: number): number {
    return (index & (PAGE - 1)) * TERMS;
  }

  /** Keeps the vector (weights of a vector of length at most 1), the weightiest first. */
  putVector(index: number, terms: ArrayLike<number>, weights: ArrayLike<number>): void {
    const { terms: termPage, weights: weightPage } = this.page(index);
    const offset = this.offset(index);
    const count = Math.min(TERMS, terms.length);
    this.counts.set(index, count);
    for (let at = 0; at < count; at++) {
      termPage[offset + at] = terms[at] ?? 0;
      weightPage[offset + at] = Math.round((weights[at] ?? 0) * MOST);
    }
  }

  term(index: number, at: number): number {
    return this.page(index).terms[this.offset(index) + at] ?? 0;
  }

  weight(index: number, at: number): number {
    return (this.page(index).weights[this.offset(index) + at] ?? 0) / MOST;
  }
}
