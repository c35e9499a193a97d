import type { Document } from './document.ts';
import type { Budget } from './method.ts';

/** Takes passages in the order given while the budget lasts; one that does not fit is passed over. */
export function takeWithin(order: Iterable<number>, document: Document, budget: Budget): number[] {
  const taken: number[] = [];
  let words = 0;
  for (const index of order) {
    if (taken.length >= budget.sentences) break;
    const more = document.words[index] ?? 0;
    if (words + more > budget.words) continue;
    taken.push(index);
    words += more;
  }
  return taken;
}

/** Indexes of the scores from high to low; equal scores in document order. */
export function byScore(scores: ArrayLike<number>): number[] {
  const order = Array.from(scores, (_, index) => index);
  return order.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
}
