import { words } from '../text/words.ts';
import type { GroupArticle, Grouper, Standing } from './group.ts';
import type { Reason } from './join-score.ts';
import { hashOfTerm, readTerms } from './terms.ts';

/** A word, name or number that an article shares with a story; the weights add up to their mean likeness. */
export interface SharedTerm {
  readonly term: string;
  readonly weight: number;
}

export interface Explanation {
  readonly story: string;
  /** Absent for the first article of a story: there was nothing to join. */
  readonly joined?: {
    readonly score: number;
    readonly reasons: readonly Reason[];
    readonly shared: readonly SharedTerm[];
  };
  /** Points that were needed. */
  readonly bar: number;
  /** The nearest story that it did not join, and by how many points it stayed below the bar. */
  readonly nearest?: {
    readonly story: string;
    readonly score: number;
    readonly missing: number;
    readonly shared: readonly SharedTerm[];
  };
}

/** The shared terms that are named; the rest of them add little. */
const NAMED = 8;

/** Why an article is in its story. The article is read again for its words; undefined when it is not known. */
export function explainArticle(grouper: Grouper, article: GroupArticle): Explanation | undefined {
  const story = grouper.storyOf(article.id);
  if (story === undefined) return undefined;
  const standings = grouper.standings(article.id);
  const own = standings.find((standing) => standing.story === story);
  const nearest = standings.find((standing) => standing.story !== story);
  const wordOf = wordsByHash(article);
  return {
    story,
    bar: grouper.bar,
    ...(own === undefined
      ? {}
      : { joined: { score: own.score, reasons: own.reasons, shared: name(own, wordOf) } }),
    ...(nearest === undefined
      ? {}
      : {
          nearest: {
            story: nearest.story,
            score: nearest.score,
            missing: Math.max(0, grouper.bar - nearest.score),
            shared: name(nearest, wordOf),
          },
        }),
  };
}

function name({ shared }: Standing, wordOf: ReadonlyMap<number, string>): readonly SharedTerm[] {
  return shared.slice(0, NAMED).map(({ hash, weight }) => ({ term: wordOf.get(hash) ?? '…', weight }));
}

/** Each term of the article as it is written in it first. */
function wordsByHash({ title, text, language }: GroupArticle): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  const whole = `${title}\n${text}`;
  for (const { start, end } of words(whole)) {
    const written = whole.slice(start, end);
    // A word by itself may be read as a name or not; both are the same term, or stems of one word.
    for (const one of [written, `the ${written}`])
      for (const term of readTerms({
        title: '',
        text: one,
        ...(language === undefined ? {} : { language }),
      }).terms)
        if (!found.has(hashOfTerm(term))) found.set(hashOfTerm(term), written);
  }
  return found;
}
