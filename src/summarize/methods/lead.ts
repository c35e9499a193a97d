import type { Method } from '../method.ts';
import { takeWithin } from '../take.ts';

/**
 * The first sentences; of several parts, the first of each, then the second of each, and so on.
 * The baseline that news makes hard to beat (Nenkova, 2005: Automatic text summarization of newswire).
 */
export const lead: Method = (document, budget) => {
  const order = document.passages.map((_, index) => index);
  const position = (index: number): number => document.passages[index]?.position ?? 0;
  order.sort((a, b) => position(a) - position(b) || a - b);
  return takeWithin(order, document, budget);
};
