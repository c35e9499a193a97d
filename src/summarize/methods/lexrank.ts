import { rank, shared } from '../graph.ts';
import type { Method } from '../method.ts';
import { byScore, takeWithin } from '../take.ts';
import { countTerms } from '../term-counts.ts';

/** Sentences less alike than this are not linked. */
const THRESHOLD = 0.1;

/** PageRank over the cosine of tf·idf vectors (Erkan & Radev, 2004: LexRank). */
export const lexrank: Method = (document, budget) => {
  const { distinct, firstDistinct, sentences } = countTerms(document);
  const count = document.passages.length;
  const weight = (term: number): number => Math.log(1 + count / (sentences[term] ?? 1)) ** 2;
  const sets = document.passages.map((_, index) =>
    distinct.subarray(firstDistinct[index], firstDistinct[index + 1]),
  );
  const norms = sets.map((terms) => Math.sqrt(terms.reduce((sum, term) => sum + weight(term), 0)));
  const links = shared(sets, document.size, weight).map((row, from) => {
    const cosines = [...row].map(([to, dot]) => [to, dot / ((norms[from] ?? 1) * (norms[to] ?? 1))] as const);
    return new Map(cosines.filter(([, cosine]) => cosine >= THRESHOLD));
  });
  return takeWithin(byScore(rank(links)), document, budget);
};
