import type { Document } from './document.ts';

/** How a document uses its terms; arrays are indexed by the number of the term. */
export interface TermCounts {
  /** How often the term occurs. */
  readonly total: Int32Array;
  /** In how many sentences it occurs. */
  readonly sentences: Int32Array;
  /** The different terms of sentence i: `distinct[firstDistinct[i]]` up to `distinct[firstDistinct[i + 1]]`. */
  readonly distinct: Int32Array;
  readonly firstDistinct: Int32Array;
}

/** Counts each term once per sentence and in all. */
export function countTerms({ terms, first, size }: Document): TermCounts {
  const table = new Int32Array(3 * size + terms.length + first.length);
  const total = table.subarray(0, size);
  const sentences = table.subarray(size, 2 * size);
  /** The last sentence that held the term, counted from 1. */
  const seenIn = table.subarray(2 * size, 3 * size);
  const distinct = table.subarray(3 * size, 3 * size + terms.length);
  const firstDistinct = table.subarray(3 * size + terms.length);
  let length = 0;
  for (let sentence = 0; sentence + 1 < first.length; sentence += 1) {
    for (let at = first[sentence] as number; at < (first[sentence + 1] as number); at += 1) {
      const term = terms[at] as number;
      (total[term] as number)++;
      if (seenIn[term] === sentence + 1) continue;
      seenIn[term] = sentence + 1;
      (sentences[term] as number)++;
      distinct[length] = term;
      length += 1;
    }
    firstDistinct[sentence + 1] = length;
  }
  return { total, sentences, distinct: distinct.subarray(0, length), firstDistinct };
}
