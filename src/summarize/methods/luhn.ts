import type { Method } from '../method.ts';
import { byScore, takeWithin } from '../take.ts';
import { countTerms } from '../term-counts.ts';

/** How many words without meaning may stand between two significant ones of a cluster. */
const GAP = 4;

/** Clusters of frequent words (Luhn, 1958: The automatic creation of literature abstracts). */
export const luhn: Method = (document, budget) => {
  const { total } = countTerms(document);
  const needed = Math.max(2, Math.round(document.passages.length / 25) + 2);
  const scores = document.passages.map((_, index) =>
    densestCluster(
      document.terms.subarray(document.first[index], document.first[index + 1]),
      (term) => (total[term] ?? 0) >= needed,
    ),
  );
  return takeWithin(byScore(scores), document, budget);
};

/** The square of the significant words of the best cluster over its length. */
function densestCluster(terms: Int32Array, isSignificant: (term: number) => boolean): number {
  let best = 0;
  let start = -1;
  let last = -1;
  let count = 0;
  for (const [at, term] of terms.entries()) {
    if (!isSignificant(term)) continue;
    if (start < 0 || at - last > GAP) {
      start = at;
      count = 0;
    }
    count += 1;
    last = at;
    best = Math.max(best, count ** 2 / (last - start + 1));
  }
  return best;
}
