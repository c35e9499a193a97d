import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../src/adapters/database/open-store.ts';
import { shareConfiguredSources } from '../../src/app/configured-sources.ts';
import { exportAll, importAll } from '../../src/app/move-all.ts';
import { exportFeeds, importFeeds } from '../../src/app/move-feeds.ts';
import { readMoveFile, writeMoveFile } from '../../src/config/move-file.ts';
import { idOf } from '../../src/domain/ids.ts';
import type { Source } from '../../src/domain/source.ts';
import type { Subscription } from '../../src/domain/subscription.ts';
import type { ListedFeed } from '../../src/feeds/opml.ts';
import { pageAddress } from '../../src/feeds/page-address.ts';
import type { Store } from '../../src/ports/store.ts';

const NOW = Temporal.Instant.from('2026-11-24T07:00:00Z');
let store: Store;
let other: Store;
beforeEach(async () => {
  store = await openSqliteStore(':memory:');
  other = await openSqliteStore(':memory:');
});
afterEach(() => Promise.all([store.close(), other.close()]));

const source = (name: string): Source => {
  const address = `https://${name}.example/feed`;
  return { id: idOf('source', address), kind: 'feed', address, title: name };
};

const subscription: Subscription = {
  id: idOf('subscription', 'one'),
  place: { platform: 'slack', workspace: 'T1', kind: 'channel', id: 'C1', name: 'news' },
  name: 'News digest',
  selection: { sources: [source('herald').id], count: 6, style: 'short', muted: ['golf'], whenEmpty: 'say' },
  schedule: {
    rule: { kind: 'days', days: [1, 2, 3], times: ['08:30'] },
    zone: 'Europe/Berlin',
    pausedUntil: Temporal.Instant.from('2026-11-20T00:00:00Z'),
  },
  createdBy: 'U1',
  createdAt: NOW.subtract({ hours: 48 }),
  handledUntil: NOW.subtract({ hours: 24 }),
  emptyInARow: 0,
  locale: 'en',
};

describe('a list of feeds', () => {
  const feeds: readonly ListedFeed[] = [
    { address: 'https://a.example/feed?x=1', title: 'A', tags: ['News/Local'] },
    { address: pageAddress('https://b.example/news', 'main h2 > a'), title: 'B', tags: [] },
    { address: 'https://c.example/', title: 'C', language: 'de', tags: ['Also', 'News'] },
  ];

  it('goes in and comes out the same', async () => {
    expect(await importFeeds(store, feeds, NOW)).toBe(3);
    expect(await exportFeeds(store)).toEqual(feeds);
    expect((await store.allSources()).map((state) => state.source.kind)).toEqual(['feed', 'page', 'feed']);
  });

  it('stays when the operator changes the file of the config folder', async () => {
    await importFeeds(store, feeds, NOW);
    await shareConfiguredSources(store, [source('herald')], NOW);
    await shareConfiguredSources(store, [], NOW);
    expect(await exportFeeds(store)).toHaveLength(3);
  });

  it('of two thousand does not fall due all at once', async () => {
    const many = Array.from({ length: 2000 }, (_, at) => ({ address: `https://f${at}.example/`, tags: [] }));
    await importFeeds(store, many, NOW);
    expect(await store.dueSources(NOW, 5000)).toHaveLength(1);
    expect(await store.dueSources(NOW.add({ seconds: 60 }), 5000)).toHaveLength(301);
    expect(await store.dueSources(NOW.add({ minutes: 7 }), 5000)).toHaveLength(2000);
  });
});

describe('everything that people have set up', () => {
  it('moves to another store as YAML', async () => {
    await store.putSource(source('herald'), NOW);
    await store.shareSource(source('herald').id, 'T1');
    await store.putSource(source('ledger'), NOW);
    await store.shareSource(source('ledger').id, undefined);
    await store.putSubscription(subscription);
    const yaml = writeMoveFile(await exportAll(store));
    await importAll(other, readMoveFile(yaml), NOW);
    expect(writeMoveFile(await exportAll(other))).toBe(
      yaml.replace('handledUntil: 2026-11-23T07:00:00Z', 'handledUntil: 2026-11-24T07:00:00Z'),
    );
    expect((await other.sourcesOf('T2')).map((state) => state.source.title)).toEqual(['ledger']);
    const [moved] = await other.allSubscriptions();
    expect(moved?.nextSlot?.toString()).toBe('2026-11-24T07:30:00Z');
    expect(moved?.schedule.pausedUntil).toBeInstanceOf(Temporal.Instant);
  });

  it('is refused with a sentence when the file is wrong', () => {
    expect(() => readMoveFile('version: 1\nsources: []\nsubscriptions: [{id: x}]')).toThrow(
      /^subscriptions\.0/,
    );
    expect(() => readMoveFile('a: [')).toThrow(/cannot be read as YAML/);
    expect(() => readMoveFile('version: 9\nsources: []\nsubscriptions: []')).toThrow(/version/);
  });
});
