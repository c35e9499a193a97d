import { TERMS } from './article-table.ts';
import type { Rarity } from './rarity.ts';
import { crossesLanguages, hashOfTerm, type ReadTerms } from './terms.ts';

export interface Vector {
  readonly terms: ArrayLike<number>;
  readonly weights: ArrayLike<number>;
}

/** Weights are sorted as whole numbers with their place behind them. */
const PLACES = 2048;
const UNITS = 1e8;

/** The article as a vector of length 1 (what is cut off takes its part of the length with it), weightiest first. */
export function toVector({ terms, counts }: ReadTerms, rarity: Rarity, language?: string): Vector {
  const sizes = rarity.sizes(language);
  const keys = new Float64Array(terms.length);
  for (let at = 0; at < terms.length; at++) {
    const term = terms[at] ?? 0;
    const rare = rarity.weight(hashOfTerm(term), crossesLanguages(term) ? sizes.all : sizes.own);
    keys[at] = Math.round((1 + Math.log(counts[at] ?? 1)) * rare * UNITS) * PLACES + at;
  }
  keys.sort();
  const size = Math.min(TERMS, terms.length);
  const kept = new Uint32Array(size);
  const weights = new Float64Array(size);
  let square = 0;
  for (let at = 0; at < size; at++) {
    const key = keys[keys.length - 1 - at] ?? 0;
    const weight = Math.floor(key / PLACES) / UNITS;
    kept[at] = terms[key % PLACES] ?? 0;
    weights[at] = weight;
    square += weight * weight;
  }
  const length = Math.sqrt(square) || 1;
  for (let at = 0; at < size; at++) weights[at] = (weights[at] ?? 0) / length;
  return { terms: kept, weights };
}
