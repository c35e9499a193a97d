import type { ArticleTable } from './article-table.ts';
import type { Match, Query } from './query.ts';
import type { StoryState } from './story-book.ts';
import { hashOfTerm } from './terms.ts';

/** What is known of an article and a story (or of two stories) when it is decided whether they are one. */
export interface Likeness {
  /** Mean cosine of the article to the story's articles. */
  readonly mean: number;
  /** The most that one word adds to it, on average. */
  readonly peak: number;
  /** Its cosine to the sum of the story's articles. */
  readonly centre: number;
  /** Articles in the story. */
  readonly size: number;
  /** Numbers that both have, years aside. */
  readonly sharedNumbers: number;
  /** Share of the story's articles that name only other people and places, other days of the week, other years. */
  readonly otherNames: number;
  readonly otherDay: number;
  readonly otherYear: number;
  /** Share of those of the same outlet. */
  readonly sameOutlet: number;
  /** Hours to the nearest article of the story; undefined when a time is not known. */
  readonly hours: number | undefined;
}

/** Of a large story the newest articles stand for all. */
const LOOKED_AT = 16;
const HOUR = 3_600_000;

/** How the article that the query has open stands to the story (to the rest of it, when it is one of its articles). */
export function likenessTo(
  table: ArticleTable,
  query: Query,
  index: number,
  story: StoryState,
  isInside = false,
): Likeness {
  const match: Match = { cosine: 0, peak: 0, numbers: 0, otherNames: false };
  const sums = { mean: 0, peak: 0, numbers: 0, otherNames: 0, otherDay: 0, otherYear: 0, sameOutlet: 0 };
  let hours: number | undefined;
  let compared = 0;
  query.forgetNumbers();
  for (let at = Math.max(0, story.members.length - LOOKED_AT); at < story.members.length; at++) {
    const member = story.members[at] ?? 0;
    if (member === index) continue;
    compared++;
    query.compare(member, match);
    sums.mean += match.cosine;
    sums.peak += match.peak;
    sums.numbers += match.numbers;
    if (match.otherNames) sums.otherNames++;
    if (nameOtherDays(table, index, member)) sums.otherDay++;
    if (areOfOtherYears(table, index, member)) sums.otherYear++;
    if (table.outlets.get(index) !== 0 && table.outlets.get(index) === table.outlets.get(member))
      sums.sameOutlet++;
    const apart = hoursApart(table, index, member);
    if (apart !== undefined) hours = hours === undefined || apart < hours ? apart : hours;
  }
  const count = Math.max(1, compared);
  const mean = sums.mean / count;
  const inside = isInside ? 1 : 0;
  const size = story.members.length - inside;
  const square = story.square - inside * (1 + 2 * mean * size);
  return {
    mean,
    peak: sums.peak / count,
    centre: (mean * size) / Math.sqrt(Math.max(1, square)),
    size,
    sharedNumbers: sums.numbers,
    otherNames: sums.otherNames / count,
    otherDay: sums.otherDay / count,
    otherYear: sums.otherYear / count,
    sameOutlet: sums.sameOutlet / count,
    hours,
  };
}

/** The same of two stories: the mean over the articles of the smaller one. */
export function likenessBetween(table: ArticleTable, query: Query, a: StoryState, b: StoryState): Likeness {
  const [small, large] = a.members.length <= b.members.length ? [a, b] : [b, a];
  const all = small.members.slice(-LOOKED_AT).map((index) => {
    query.open(index);
    return likenessTo(table, query, index, large);
  });
  const meanOf = (read: (one: Likeness) => number) =>
    all.reduce((sum, one) => sum + read(one), 0) / Math.max(1, all.length);
  const mean = meanOf((one) => one.mean);
  const lengths = Math.sqrt(Math.max(1, small.square) * Math.max(1, large.square));
  const hours = all.flatMap((one) => one.hours ?? []);
  return {
    mean,
    peak: meanOf((one) => one.peak),
    centre: (mean * small.members.length * large.members.length) / lengths,
    size: large.members.length,
    sharedNumbers: meanOf((one) => one.sharedNumbers),
    otherNames: meanOf((one) => one.otherNames),
    otherDay: meanOf((one) => one.otherDay),
    otherYear: meanOf((one) => one.otherYear),
    sameOutlet: meanOf((one) => one.sameOutlet),
    hours: hours.length === 0 ? undefined : Math.min(...hours),
  };
}

/** The terms (by hash) that the open article shares with the story, with what each adds to the mean cosine. */
export function sharedTerms(
  table: ArticleTable,
  query: Query,
  index: number,
  story: StoryState,
): readonly { readonly hash: number; readonly weight: number }[] {
  const shares = new Map<number, number>();
  const members = story.members.filter((member) => member !== index).slice(-LOOKED_AT);
  for (const member of members)
    for (let at = 0; at < table.counts.get(member); at++) {
      const hash = hashOfTerm(table.term(member, at));
      const share = (query.weightOf(hash) * table.weight(member, at)) / members.length;
      if (share > 0) shares.set(hash, (shares.get(hash) ?? 0) + share);
    }
  return [...shares].map(([hash, weight]) => ({ hash, weight })).sort((a, b) => b.weight - a.weight);
}

/** Undefined when a time is not known. */
export function hoursApart(table: ArticleTable, a: number, b: number): number | undefined {
  const apart = Math.abs(table.times.get(a) - table.times.get(b)) / HOUR;
  return Number.isNaN(apart) ? undefined : apart;
}

function nameOtherDays({ weekdays }: ArticleTable, a: number, b: number): boolean {
  const [one, two] = [weekdays.get(a), weekdays.get(b)];
  return one !== 0 && two !== 0 && (one & two) === 0;
}

/** Where both have a time, that says more. */
function areOfOtherYears(table: ArticleTable, a: number, b: number): boolean {
  const [one, two] = [table.years.get(a), table.years.get(b)];
  return one !== 0 && two !== 0 && one !== two && hoursApart(table, a, b) === undefined;
}
