import { rank, shared } from '../graph.ts';
import type { Method } from '../method.ts';
import { byScore, takeWithin } from '../take.ts';
import { countTerms } from '../term-counts.ts';

/** PageRank over shared words (Mihalcea & Tarau, 2004: TextRank, bringing order into texts). */
export const textrank: Method = (document, budget) => {
  const { distinct, firstDistinct } = countTerms(document);
  const sets = document.passages.map((_, index) =>
    distinct.subarray(firstDistinct[index], firstDistinct[index + 1]),
  );
  const links = shared(sets, document.size, () => 1);
  const size = (index: number): number => Math.log(1 + (sets[index]?.length ?? 0));
  const weighted = links.map(
    (row, from) => new Map([...row].map(([to, count]) => [to, count / (size(from) + size(to))])),
  );
  return takeWithin(byScore(rank(weighted)), document, budget);
};
