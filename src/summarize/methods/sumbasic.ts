import type { Document } from '../document.ts';
import type { Method } from '../method.ts';
import { countTerms } from '../term-counts.ts';

/**
 * Frequent words first, and each less likely once it is said (Nenkova & Vanderwende, 2005: The impact of frequency
 * on summarization).
 */
export const sumbasic: Method = (document, budget) => {
  const { total } = countTerms(document);
  const chances = Float64Array.from(total, (count) => count / Math.max(1, document.terms.length));
  const chosen: number[] = [];
  let words = 0;
  while (chosen.length < budget.sentences) {
    const best = likeliest(document, chances, chosen, budget.words - words);
    if (best < 0) break;
    chosen.push(best);
    words += document.words[best] ?? 0;
    for (const term of termsOf(document, best)) chances[term] = (chances[term] ?? 0) ** 2;
  }
  return chosen;
};

function likeliest(
  document: Document,
  chances: Float64Array,
  chosen: readonly number[],
  left: number,
): number {
  let best = -1;
  let most = -1;
  document.passages.forEach((_, index) => {
    if ((document.words[index] ?? 0) > left || chosen.includes(index)) return;
    const terms = termsOf(document, index);
    const mean = terms.reduce((sum, term) => sum + (chances[term] ?? 0), 0) / Math.max(1, terms.length);
    if (mean <= most) return;
    most = mean;
    best = index;
  });
  return best;
}

function termsOf({ terms, first }: Document, index: number): Int32Array {
  return terms.subarray(first[index], first[index + 1]);
}
