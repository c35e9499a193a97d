/** What is known of an article and a story (or of two stories) when it is decided whether they are one. */
export interface Likeness {
  /** Mean cosine of the article to the story's articles. */
  readonly mean: number;
  /** Its cosine to the sum of the story's articles. */
  readonly centre: number;
  /** Articles in the story. */
  readonly size: number;
  /** Numbers that both have, years aside. */
  readonly sharedNumbers: number;
  /** Hours to the nearest article of the story; undefined when a time is not known. */
  readonly hours: number | undefined;
}

/** One reason for or against, in points. */
export interface Reason {
  readonly name: 'words' | 'centre' | 'numbers' | 'size' | 'time';
  readonly value: number;
}

/**
 * The points of a logistic regression over pairs of article and story, fitted on labelled news (ECB+, BASIL,
 * Wikinews, UCI) split by story; see bench/evaluate-stories.ts. The coherence of the story is in it: of two stories with the
 * same mean, the one whose articles are alike among themselves asks for more.
 */
export const POINTS = {
  mean: 9.7,
  centre: 11.1,
  size: -0.75,
  numbers: 1.2,
  unknownTime: -1.4,
  outsideWindow: -2,
};

/** Points above which an article joins a story: the best F1 on the development data among those with few strays. */
export const BAR = 2.8;
/** Points above the bar that two stories need to become one. */
export const MERGE_MARGIN = 1.5;
export const WINDOW_HOURS = 72;

/** Why the article would join the story; it does when the sum is above the bar. */
export function reasonsToJoin(likeness: Likeness, windowHours: number): readonly Reason[] {
  return [
    { name: 'words', value: POINTS.mean * likeness.mean },
    { name: 'centre', value: POINTS.centre * likeness.centre },
    { name: 'numbers', value: POINTS.numbers * Math.log1p(likeness.sharedNumbers) },
    { name: 'size', value: POINTS.size * Math.log(likeness.size) },
    { name: 'time', value: timePoints(likeness.hours, windowHours) },
  ];
}

/** The sum of the reasons, without a list for each of the thousands that are looked at. */
export function joinScore(likeness: Likeness, windowHours: number): number {
  return (
    POINTS.mean * likeness.mean +
    POINTS.centre * likeness.centre +
    POINTS.numbers * Math.log1p(likeness.sharedNumbers) +
    POINTS.size * Math.log(likeness.size) +
    timePoints(likeness.hours, windowHours)
  );
}

function timePoints(hours: number | undefined, windowHours: number): number {
  if (hours === undefined) return POINTS.unknownTime;
  return hours <= windowHours ? 0 : POINTS.outsideWindow;
}
