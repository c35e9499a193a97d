import type { DigestStory, Omission, OmissionReason } from '../domain/digest.ts';
import type { Story } from '../domain/story.ts';
import type { Selection } from '../domain/subscription.ts';
import { rankStory } from '../stories/rank.ts';
import type { Candidate, News, ToldStory } from './candidate.ts';
import { toCoverage } from './coverage.ts';
import { findNews } from './find-news.ts';
import { headlineOf } from './headline-of.ts';
import { holdsMuted } from './mute.ts';
import { cacheKey, type SummaryCache } from './summary-cache.ts';

export interface SelectInput {
  /** Stories with their visible articles only. */
  readonly candidates: readonly Story[];
  readonly told: readonly ToldStory[];
  readonly selection: Pick<Selection, 'count' | 'muted'>;
  readonly now: Temporal.Instant;
  readonly cache: SummaryCache;
}

export interface Selected {
  readonly stories: readonly DigestStory[];
  readonly omissions: readonly Omission[];
}

/**
 * Chooses the stories to tell, best first, and gives the reason for each that is left out. `tell` puts a story into
 * words (undefined: it cannot be told); it is asked only until there are enough.
 */
export function selectStories(
  input: SelectInput,
  tell: (candidate: Candidate) => DigestStory | undefined,
): Selected {
  const { count, muted } = input.selection;
  const told = new Map(input.told.map((memory) => [memory.story, memory]));
  const stories: DigestStory[] = [];
  const omissions: Omission[] = [];
  for (const { story, score } of rank(input.candidates, input.now)) {
    const omit = (reason: OmissionReason) => omissions.push(omissionOf({ story, score }, reason));
    const memory = told.get(story.id);
    const news = memory === undefined ? undefined : newsOf(story, memory, input.cache);
    if (memory !== undefined && news === undefined) omit('told');
    else if (isMuted(story, muted)) omit('muted');
    else if (stories.length >= count) omit('over-size');
    else {
      const words = tell({ story, score, ...(news === undefined ? {} : { news }) });
      if (words === undefined) omit('no-summary');
      else if (holdsMuted(muted, [words.headline, ...words.sentences.map(({ text }) => text)])) omit('muted');
      else stories.push(words);
    }
  }
  return { stories, omissions };
}

function newsOf(story: Story, told: ToldStory, cache: SummaryCache): News | undefined {
  const key = cacheKey('news', story.articles, told.toldAt.toString(), told.link ?? '', ...told.articles);
  return cache.remember(key, () => findNews(story, told));
}

function rank(stories: readonly Story[], now: Temporal.Instant): readonly Candidate[] {
  return stories
    .filter(({ articles }) => articles.length > 0)
    .map((story) => ({ story, score: rankStory(story.articles.map(toRanked), now) }))
    .sort((a, b) => b.score.total - a.score.total || (a.story.id < b.story.id ? -1 : 1));
}

function toRanked(article: Story['articles'][number]) {
  return { ...toCoverage(article), text: article.text };
}

function isMuted({ articles }: Story, muted: readonly string[]): boolean {
  return holdsMuted(
    muted,
    articles.map(({ title }) => title),
  );
}

function omissionOf({ story, score }: Candidate, reason: OmissionReason): Omission {
  return {
    story: story.id,
    headline: story.articles.map(headlineOf).find((headline) => headline !== '') ?? '',
    reason,
    articles: story.articles.length,
    score: score.total,
  };
}
