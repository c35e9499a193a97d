import type { Digest, DigestStory, Omission } from '../domain/digest.ts';
import type { Story } from '../domain/story.ts';
import type { DigestStyle, Selection } from '../domain/subscription.ts';
import type { Candidate, ToldStory } from './candidate.ts';
import { selectStories } from './select.ts';
import { type SummaryCache, tellingKey } from './summary-cache.ts';
import { tellStory } from './tell-story.ts';

/** Everything a digest is made of; what stands in the digest as it is comes under the digest's own names. */
export interface ComposeInput extends Omit<Digest, 'stories' | 'omissions'> {
  /** Stories with their visible articles only. */
  readonly candidates: readonly Story[];
  readonly told: readonly ToldStory[];
  readonly selection: Selection;
  readonly cache?: SummaryCache;
}

/**
 * The most that a digest may take up, in characters: three messages (four for the full form) of Discord, which
 * holds less than Slack.
 */
const ROOM: Readonly<Record<DigestStyle, number>> = { headlines: 10_500, short: 10_500, full: 14_000 };
/** Byline, escapes and line ends of a story. */
const FRAME = 160;

/** Chooses stories, puts them into words, and keeps the reasons. Pure: the same input gives the same digest. */
export function composeDigest(input: ComposeInput): Digest {
  const { candidates, told, selection, cache, ...given } = input;
  const now = given.at;
  const chosen = selectStories({ candidates, told, selection, now }, (candidate) =>
    tell(candidate, given.locale, cache),
  );
  const { kept, dropped } = takeFitting(chosen.stories, selection.style);
  return { ...given, stories: kept, omissions: [...dropped.map(toOmission), ...chosen.omissions] };
}

function tell(candidate: Candidate, locale: string, cache?: SummaryCache): DigestStory | undefined {
  const { story, score, news } = candidate;
  const key = tellingKey(candidate, locale);
  const words = cache?.get(key) ?? tellStory(candidate, locale);
  if (words === undefined) return undefined;
  cache?.set(key, words);
  const update =
    news === undefined
      ? {}
      : {
          update: {
            toldAt: news.told.toldAt,
            ...(news.told.link === undefined ? {} : { link: news.told.link }),
          },
        };
  return { story: story.id, score, ...words, ...update };
}

/** Takes stories while there is room; the rest is left out rather than posted as a fourth message. */
function takeFitting(stories: readonly DigestStory[], style: DigestStyle) {
  let room = ROOM[style];
  const end = stories.findIndex((story) => {
    room -= sizeOf(story, style);
    return room < 0;
  });
  const count = end < 0 ? stories.length : Math.max(1, end);
  return { kept: stories.slice(0, count), dropped: stories.slice(count) };
}

function sizeOf(story: DigestStory, style: DigestStyle): number {
  const sentences = { headlines: [], short: story.sentences, full: story.long }[style];
  const words = [story.headline, story.link ?? '', ...sentences.map(({ text, outlet }) => text + outlet)];
  return words.reduce((sum, text) => sum + text.length, FRAME + (story.difference?.text.length ?? 0));
}

function toOmission({ story, headline, coverage, score }: DigestStory): Omission {
  return { story, headline, reason: 'over-size', articles: coverage.length, score: score.total };
}
