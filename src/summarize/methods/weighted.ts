import type { Document } from '../document.ts';
import type { Method } from '../method.ts';

/** Ours, the default. */
export const weighted: Method = (document, budget) => {
  const count = document.passages.length;
  const weight = termWeights(document);
  const scores = document.passages.map((passage, index) => {
    let sum = 0;
    for (let at = document.first[index] ?? 0; at < (document.first[index + 1] ?? 0); at += 1)
      sum += weight[document.terms[at] ?? 0] ?? 0;
    const length = Math.max(8, document.words[index] ?? 0);
    return sum / length ** 0.7 + 3 / (1 + passage.position);
  });
  const chosen: number[] = [];
  let words = 0;
  const gone = new Uint8Array(count);
  while (chosen.length < budget.sentences) {
    let best = -1;
    for (let index = 0; index < count; index += 1) {
      if (gone[index] || words + (document.words[index] ?? 0) > budget.words) continue;
      if (best < 0 || (scores[index] ?? 0) > (scores[best] ?? 0)) best = index;
    }
    if (best < 0) break;
    chosen.push(best);
    gone[best] = 1;
    words += document.words[best] ?? 0;
    gone.forEach((_, index) => {
      if (!gone[index]) scores[index] = (scores[index] ?? 0) - overlap(document, index, best) * 4;
    });
  }
  return chosen;
};

function overlap(document: Document, one: number, other: number): number {
  const set = new Set(document.terms.subarray(document.first[other], document.first[other + 1]));
  const terms = document.terms.subarray(document.first[one], document.first[one + 1]);
  if (terms.length === 0) return 0;
  return terms.filter((term) => set.has(term)).length / terms.length;
}

function termWeights(document: Document): Float64Array {
  const count = document.passages.length;
  const inSentences = new Float64Array(document.size);
  const total = new Float64Array(document.size);
  const last = new Int32Array(document.size).fill(-1);
  for (let index = 0; index < count; index += 1)
    for (let at = document.first[index] ?? 0; at < (document.first[index + 1] ?? 0); at += 1) {
      const term = document.terms[at] ?? 0;
      total[term] = (total[term] ?? 0) + 1;
      if (last[term] !== index) inSentences[term] = (inSentences[term] ?? 0) + 1;
      last[term] = index;
    }
  return total.map((sum, term) => (Math.log((1 + count) / (inSentences[term] ?? 1)) * sum) / 10);
}
