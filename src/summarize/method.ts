import type { Document } from './document.ts';

/** How much may be chosen: at most so many sentences, at most so many words; at least one of them is finite. */
export interface Budget {
  readonly sentences: number;
  readonly words: number;
}

/**
 * A way to choose sentences. Takes a read document and a budget; answers with indexes into `passages`, best
 * first, within the budget, none twice. Never throws; a document without sentences gives an empty array.
 */
export type Method = (document: Document, budget: Budget) => number[];
