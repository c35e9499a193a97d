import type { Likeness } from './likeness.ts';

/** One reason for or against, in points. */
export interface Reason {
  readonly name:
    | 'words'
    | 'one-word'
    | 'centre'
    | 'numbers'
    | 'size'
    | 'other-names'
    | 'other-day'
    | 'other-year'
    | 'same-outlet'
    | 'time';
  readonly value: number;
}

/**
 * The points: found by a logistic regression over pairs of article and story and a random search after it, on labelled
 * news (ECB+, BASIL, Wikinews, UCI) and the seeds, then set by hand between what two halves of the stories gave;
 * docs/decisions/0060 has the figures. The coherence of the story is in `centre`: of two stories with the same mean, the
 * one whose articles are alike among themselves asks for more.
 */
export const POINTS = {
  mean: 10.2,
  peak: -9,
  centre: 10,
  size: -0.2,
  numbers: 1.1,
  otherNames: -1.5,
  otherDay: -2.8,
  otherYear: -0.6,
  sameOutlet: -0.7,
  unknownTime: -1.55,
  outsideWindow: -2.3,
};

/** Points above which an article joins a story: the best F1 on the development data among those with few strays. */
export const BAR = 1.9;
/** Points above the bar that two stories need to become one. */
export const MERGE_MARGIN = 3.1;
export const WINDOW_HOURS = 72;

/** Why the article would join the story; it does when the sum is above the bar. */
export function reasonsToJoin(likeness: Likeness, windowHours: number): readonly Reason[] {
  return [
    { name: 'words', value: POINTS.mean * likeness.mean },
    { name: 'one-word', value: POINTS.peak * likeness.peak },
    { name: 'centre', value: POINTS.centre * likeness.centre },
    { name: 'numbers', value: POINTS.numbers * Math.log1p(likeness.sharedNumbers) },
    { name: 'size', value: POINTS.size * Math.log(Math.max(1, likeness.size)) },
    { name: 'other-names', value: POINTS.otherNames * likeness.otherNames },
    { name: 'other-day', value: POINTS.otherDay * likeness.otherDay },
    { name: 'other-year', value: POINTS.otherYear * likeness.otherYear },
    { name: 'same-outlet', value: POINTS.sameOutlet * likeness.sameOutlet },
    { name: 'time', value: timePoints(likeness.hours, windowHours) },
  ];
}

/** The sum of the reasons, without a list for each of the thousands that are looked at. */
export function joinScore(likeness: Likeness, windowHours: number): number {
  return (
    POINTS.mean * likeness.mean +
    POINTS.peak * likeness.peak +
    POINTS.centre * likeness.centre +
    POINTS.numbers * Math.log1p(likeness.sharedNumbers) +
    POINTS.size * Math.log(Math.max(1, likeness.size)) +
    POINTS.otherNames * likeness.otherNames +
    POINTS.otherDay * likeness.otherDay +
    POINTS.otherYear * likeness.otherYear +
    POINTS.sameOutlet * likeness.sameOutlet +
    timePoints(likeness.hours, windowHours)
  );
}

function timePoints(hours: number | undefined, windowHours: number): number {
  if (hours === undefined) return POINTS.unknownTime;
  return hours <= windowHours ? 0 : POINTS.outsideWindow;
}
