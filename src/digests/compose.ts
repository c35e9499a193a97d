import type { Digest, DigestStory, Omission } from '../domain/digest.ts';
import type { Story } from '../domain/story.ts';
import type { DigestStyle, Selection } from '../domain/subscription.ts';
import type { Candidate, News, ToldStory } from './candidate.ts';
import { messageSize, THREE_MESSAGES } from './message-size.ts';
import { selectStories } from './select.ts';
import { storyBlock } from './story-block.ts';
import { cacheKey, type SummaryCache } from './summary-cache.ts';
import { tellStory } from './tell-story.ts';

/** Everything a digest is made of; what stands in the digest as it is comes under the digest's own names. */
export interface ComposeInput extends Omit<Digest, 'stories' | 'omissions'> {
  /** Stories with their visible articles only. */
  readonly candidates: readonly Story[];
  readonly told: readonly ToldStory[];
  readonly selection: Selection;
  readonly cache?: SummaryCache;
}

/** The most that a digest takes up: three messages, four of the full form. */
const ROOM: Readonly<Record<DigestStyle, number>> = {
  headlines: THREE_MESSAGES,
  short: THREE_MESSAGES,
  full: (THREE_MESSAGES * 4) / 3,
};

/** Chooses stories, puts them into words, and keeps the reasons. Pure: the same input gives the same digest. */
export function composeDigest(input: ComposeInput): Digest {
  const { candidates, told, selection, cache = NO_CACHE, ...given } = input;
  const now = given.at;
  const chosen = selectStories({ candidates, told, selection, now, cache }, (candidate) =>
    tell(candidate, given.locale, cache),
  );
  return trim({ ...given, ...chosen }, selection.style);
}

const NO_CACHE: SummaryCache = { remember: (_, make) => make() };

function tell(candidate: Candidate, locale: string, cache: SummaryCache): DigestStory | undefined {
  const { story, score, news } = candidate;
  const key = cacheKey('telling', story.articles, locale, ...(news?.told.articles ?? []));
  const words = cache.remember(key, () => tellStory(candidate, locale));
  if (words === undefined) return undefined;
  return { story: story.id, score, ...words, ...(news === undefined ? {} : { update: updateOf(news) }) };
}

function updateOf({ told: { toldAt, link } }: News): NonNullable<DigestStory['update']> {
  return { toldAt, ...(link === undefined ? {} : { link }) };
}

/** Takes stories while there is room; the rest is left out rather than posted as one message more. */
function trim(digest: Digest, style: DigestStyle): Digest {
  const depth = { headlines: 'headline', short: 'short', full: 'long' } as const;
  let room = ROOM[style];
  const end = digest.stories.findIndex((story) => {
    room -= messageSize([storyBlock(digest, story, depth[style])]);
    return room < 0;
  });
  if (end < 0) return digest;
  const count = Math.max(1, end);
  const dropped = digest.stories.slice(count).map(toOmission);
  return {
    ...digest,
    stories: digest.stories.slice(0, count),
    omissions: [...dropped, ...digest.omissions],
  };
}

function toOmission({ story, headline, coverage, score }: DigestStory): Omission {
  return { story, headline, reason: 'over-size', articles: coverage.length, score: score.total };
}
