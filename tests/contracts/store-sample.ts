import type { Article } from '../../src/domain/article.ts';
import type { Delivery } from '../../src/domain/delivery.ts';
import type { Digest } from '../../src/domain/digest.ts';
import {
  type ArticleId,
  idOf,
  type SourceId,
  type StoryId,
  type SubscriptionId,
} from '../../src/domain/ids.ts';
import type { Part } from '../../src/domain/message.ts';
import type { Place } from '../../src/domain/place.ts';
import type { Source } from '../../src/domain/source.ts';
import type { Subscription } from '../../src/domain/subscription.ts';
import type { Store } from '../../src/ports/store.ts';

/** 07:00 of the day on which the samples happen; `at(90)` is 08:30. */
export const MORNING = Temporal.Instant.from('2026-11-24T07:00:00Z');

export function at(minutes: number): Temporal.Instant {
  return MORNING.add({ minutes });
}

export const sourceId = (name: string): SourceId => idOf<'source'>(name);
export const articleId = (name: string): ArticleId => idOf<'article'>(name);
export const storyId = (name: string): StoryId => idOf<'story'>(name);
export const subscriptionId = (name: string): SubscriptionId => idOf<'subscription'>(name);

export function source(name: string, more: Partial<Source> = {}): Source {
  return {
    id: sourceId(name),
    kind: 'feed',
    address: `https://${name}.example/feed`,
    title: name,
    ...more,
  };
}

/** Fetched in the morning from the source `herald`, unless said. */
export function article(name: string, more: Partial<Article> = {}): Article {
  return {
    id: articleId(name),
    source: sourceId('herald'),
    link: `https://herald.example/${name}`,
    title: `Title of ${name}`,
    text: `Text of ${name}.\n\nSecond paragraph.`,
    language: 'en',
    outlet: 'The Herald',
    published: at(-30),
    fetched: at(0),
    countsAsNew: true,
    tags: ['harbour'],
    ...more,
  };
}

export async function put(store: Pick<Store, 'putArticles'>, ...articles: readonly Article[]): Promise<void> {
  await store.putArticles(articles.map((one) => ({ article: one, fingerprint: `print of ${one.id}` })));
}

/** Articles and the story they belong to, in one go. */
export async function tell(store: Store, story: string, ...articles: readonly Article[]): Promise<void> {
  await put(store, ...articles);
  await store.assignStories(articles.map(({ id }) => ({ article: id, story: storyId(story) })));
}

export function place(name: string, more: Partial<Place> = {}): Place {
  return { platform: 'slack', workspace: 'T1', kind: 'channel', id: name, ...more };
}

export function subscription(name: string, more: Partial<Subscription> = {}): Subscription {
  return {
    id: subscriptionId(name),
    place: place('C1'),
    name,
    selection: { sources: 'all', count: 5, style: 'short', muted: ['football'], whenEmpty: 'say' },
    schedule: {
      rule: { kind: 'days', days: [1, 2, 3, 4, 5], times: ['08:00'] },
      zone: 'Europe/Berlin',
      pausedUntil: at(5),
    },
    createdBy: 'U1',
    createdAt: at(0),
    handledUntil: at(0),
    nextSlot: at(60),
    emptyInARow: 0,
    locale: 'en',
    ...more,
  };
}

export function part(words: string): Part {
  return {
    payload: { blocks: [{ type: 'section', text: words }] },
    text: words,
    stories: [],
    quotations: [],
    usage: '1 of 50',
  };
}

export function delivery(name: string, more: Partial<Delivery> = {}): Delivery {
  return {
    id: idOf<'delivery'>(name),
    place: place('C1'),
    createdAt: at(0),
    parts: [part(`${name}, part 1`)],
    ...more,
  };
}

/** A digest of one story with these articles, of the subscription `daily` unless said. */
export function digest(name: string, articles: readonly string[], more: Partial<Digest> = {}): Digest {
  const quoted = articles.map((each) => ({
    article: articleId(each),
    outlet: 'The Herald',
    text: 'Text',
    start: 0,
    end: 4,
  }));
  const coverage = articles.map((each) => ({
    article: articleId(each),
    source: sourceId('herald'),
    outlet: 'The Herald',
    title: `Title of ${each}`,
    at: at(-30),
  }));
  return {
    id: idOf<'digest'>(name),
    subscription: subscriptionId('daily'),
    title: 'News digest',
    locale: 'en',
    zone: 'Europe/Berlin',
    at: at(0),
    since: at(-1440),
    catchUp: { missed: [at(-60), at(-30)] },
    stories: [
      {
        story: storyId('harbour'),
        headline: 'Harbour opens',
        sentences: quoted,
        long: quoted,
        coverage,
        newest: at(-30),
        update: { toldAt: at(-600), link: 'https://slack.example/1' },
        score: { total: 1, parts: [{ name: 'outlets', value: 1 }] },
      },
    ],
    omissions: [],
    articlesRead: articles.length,
    sourcesRead: 1,
    ailments: [{ title: 'Gazette', since: at(-100), reason: 'timed out' }],
    next: at(1440),
    nothingReadable: false,
    ...more,
  };
}
