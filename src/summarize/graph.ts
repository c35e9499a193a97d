/** Chance to follow a link rather than to jump anywhere (Brin & Page, 1998). */
const DAMPING = 0.85;
const ROUNDS = 30;

/** Links of a sentence to others, with their weights. */
export type Links = readonly ReadonlyMap<number, number>[];

/** PageRank over weighted links. */
export function rank(links: Links): Float64Array {
  const count = links.length;
  const sums = links.map((row) => row.values().reduce((sum, weight) => sum + weight, 0));
  let ranks = new Float64Array(count).fill(1 / Math.max(1, count));
  for (let round = 0; round < ROUNDS; round += 1) {
    const next = new Float64Array(count).fill((1 - DAMPING) / Math.max(1, count));
    links.forEach((row, from) => {
      const share = (DAMPING * (ranks[from] ?? 0)) / Math.max(1e-12, sums[from] ?? 0);
      for (const [to, weight] of row) next[to] = (next[to] ?? 0) + share * weight;
    });
    ranks = next;
  }
  return ranks;
}

/** For each sentence, the sentences that share terms with it: by an inverted index, not by comparing all pairs. */
export function shared(
  sets: readonly Int32Array[],
  size: number,
  weight: (term: number) => number,
): Map<number, number>[] {
  const holders: number[][] = Array.from({ length: size }, () => []);
  const links = sets.map(() => new Map<number, number>());
  sets.forEach((terms, index) => {
    for (const term of terms) {
      for (const other of holders[term] ?? []) {
        links[index]?.set(other, (links[index]?.get(other) ?? 0) + weight(term));
        links[other]?.set(index, (links[other]?.get(index) ?? 0) + weight(term));
      }
      holders[term]?.push(index);
    }
  });
  return links;
}
