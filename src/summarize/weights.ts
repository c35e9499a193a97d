import type { Signal } from './signals.ts';

/** What each signal counts for; written by `node scripts/learn-weights.ts DATA.jsonl --write`. */
export const WEIGHTS: Readonly<Record<Signal, number>> = {
  opening: -1.5,
  early: 8.3,
  depth: -1.3,
  central: 3.3,
  dense: 1,
  lead: 3.7,
  topics: 8,
  phrases: 7.7,
  previous: -0.8,
  next: 0.3,
  variety: -7.7,
  names: 2.6,
  numbers: 0,
  length: -0.8,
  relative: 0.6,
  short: -1.9,
  long: -11,
  quoted: -1.8,
  asks: -1.2,
  title: 3.7,
  front: 10,
};

/** What a sentence loses when all of it has been said already. */
export const REDUNDANCY = 15;
/** Added to the weight of `length` when several articles tell one story, and when words are counted. */
export const EXTRA_LENGTH = { story: 8, words: 4 } as const;
/** What decides how a story of several articles opens, and what the openings of the others lose. */
export const STATES_EVENT = 40;
export const UNFIT_LEAD = 15;
export const OTHER_LEAD = 16;
