/** Cosine of two sparse vectors (term to weight), 0 for an empty one; Salton, Wong & Yang 1975. */
export function cosine<Term>(one: ReadonlyMap<Term, number>, other: ReadonlyMap<Term, number>): number {
  const lengths = norm(one) * norm(other);
  return lengths === 0 ? 0 : dot(one, other) / lengths;
}

/** Sum of the products of what two sparse vectors share. */
export function dot<Term>(one: ReadonlyMap<Term, number>, other: ReadonlyMap<Term, number>): number {
  const [small, large] = one.size <= other.size ? [one, other] : [other, one];
  let sum = 0;
  for (const [term, weight] of small) sum += weight * (large.get(term) ?? 0);
  return sum;
}

/** Euclidean length of a sparse vector. */
export function norm<Term>(vector: ReadonlyMap<Term, number>): number {
  let sum = 0;
  for (const weight of vector.values()) sum += weight * weight;
  return Math.sqrt(sum);
}

/** Shared part of two sets, between 0 and 1 (Jaccard 1912); 0 for two empty ones. */
export function jaccard<Term>(one: ReadonlySet<Term>, other: ReadonlySet<Term>): number {
  const shared = overlap(one, other);
  const all = one.size + other.size - shared;
  return all === 0 ? 0 : shared / all;
}

/** How many members two sets share. */
export function overlap<Term>(one: ReadonlySet<Term>, other: ReadonlySet<Term>): number {
  const [small, large] = one.size <= other.size ? [one, other] : [other, one];
  let shared = 0;
  for (const term of small) if (large.has(term)) shared += 1;
  return shared;
}
