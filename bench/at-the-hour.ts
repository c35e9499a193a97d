import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPostgresStore, openSqliteStore } from '../src/adapters/database/open-store.ts';
import { renderDiscord } from '../src/adapters/discord/render.ts';
import { renderSlack } from '../src/adapters/slack/render.ts';
import type { Article } from '../src/domain/article.ts';
import { idOf } from '../src/domain/ids.ts';
import type { PlatformName } from '../src/domain/place.ts';
import type { Subscription } from '../src/domain/subscription.ts';
import { createComposer } from '../src/pipeline/compose.ts';
import { createDigestLoop } from '../src/pipeline/digest.ts';
import type { Outlet, Tools } from '../src/pipeline/tools.ts';
import type { ChatPlatform } from '../src/ports/chat-platform.ts';
import type { Store } from '../src/ports/store.ts';

/**
 * So many subscriptions due in the same minute: seconds until all their digests stand in the outbox, and the memory
 * that it took. `npm run bench -- at-the-hour [COUNT ...]` (1000, 10000 and 100000 unless said), on SQLite, and on
 * PostgreSQL where DATABASE_URL is given (an empty database: rows are left in it).
 */
const SLOT = Temporal.Instant.from('2026-11-24T08:00:00Z');
const MADE = SLOT.subtract({ hours: 24 });
const WORDS =
  'harbour council bridge ferry storm museum orchard railway signal engine market teacher doctor river valley archive lantern granite copper willow'.split(
    ' ',
  );

const counts = process.argv
  .slice(2)
  .map(Number)
  .filter((count) => count > 0);
const results: Record<string, unknown>[] = [];
for (const count of counts.length > 0 ? counts : [1000, 10_000, 100_000]) {
  const folder = await mkdtemp(join(tmpdir(), 'at-the-hour-'));
  results.push(await measure('SQLite', count, await openSqliteStore(join(folder, 'store.sqlite'))));
  await rm(folder, { recursive: true });
  const { DATABASE_URL } = process.env;
  if (DATABASE_URL !== undefined)
    results.push(await measure('PostgreSQL', count, await openPostgresStore(DATABASE_URL)));
}
console.log(JSON.stringify(results));

async function measure(database: string, count: number, store: Store) {
  await furnish(store, count);
  const loop = createDigestLoop(toolsOn(store), createComposer({ store }));
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 20);
  const cpu = process.cpuUsage();
  const started = performance.now();
  const handled = await loop.digestDue();
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  clearInterval(watch);
  const { digests, waiting } = await store.figures();
  await store.close();
  if (handled !== count) throw new Error(`${handled} of ${count} were handled`);
  const figures = {
    database,
    subscriptions: count,
    seconds: rounded(seconds),
    cpuSeconds: rounded((user + system) / 1_000_000),
    digests,
    waiting,
    peakMebibytes: Math.round(peak / 1_048_576),
    grownMebibytes: Math.round((peak - before) / 1_048_576),
  };
  console.log(
    `${database}: ${count} subscriptions in ${figures.seconds} s (${Math.round(count / seconds)} a second), ${digests} digests stored, peak ${figures.peakMebibytes} MiB (+${figures.grownMebibytes})`,
  );
  return figures;
}

/** 40 stories of three articles each, and the subscriptions: each its own channel, a hundred channels a workspace. */
async function furnish(store: Store, count: number): Promise<void> {
  const sources = ['one', 'two', 'three'].map((name) => idOf<'source'>(name));
  for (const [at, id] of sources.entries()) {
    await store.putSource(
      { id, kind: 'feed', address: `https://source${at}.example/`, title: `Source ${at}` },
      MADE,
    );
    await store.shareSource(id, undefined);
    const state = await store.source(id);
    if (state !== undefined) await store.saveSourceState({ ...state, lastSuccess: SLOT, nextVisit: SLOT });
  }
  const articles = Array.from({ length: 120 }, (_, at) => articleOf(at, sources[at % 3] ?? idOf('one')));
  await store.putArticles(articles.map((article) => ({ article, fingerprint: article.id })));
  await store.assignStories(
    articles.map(({ id }, at) => ({ article: id, story: idOf<'story'>(String(Math.floor(at / 3))) })),
  );
  for (let from = 0; from < count; from += 500) {
    const some = Array.from({ length: Math.min(500, count - from) }, (_, at) => subscriptionOf(from + at));
    await store.putSubscriptions(some);
  }
}

function articleOf(at: number, source: Article['source']): Article {
  const word = (shift: number): string => WORDS[(at * 7 + shift * 3) % WORDS.length] ?? '';
  const sentence = (first: number): string =>
    `The ${word(first)} of Place${Math.floor(at / 3)} and its ${word(first + 1)} met ${at + first} people at the ${word(first + 2)} on Tuesday.`;
  return {
    id: idOf('article', String(at)),
    source,
    link: `https://news.example/${at}`,
    title: `${word(0)} and ${word(5)} of Place${Math.floor(at / 3)}`,
    text: Array.from({ length: 12 }, (_, each) => sentence(each)).join(' '),
    language: 'en',
    outlet: `Outlet ${at % 3}`,
    published: SLOT.subtract({ hours: 3 }),
    fetched: SLOT.subtract({ hours: 2 }),
    countsAsNew: true,
    tags: [],
  };
}

function subscriptionOf(at: number): Subscription {
  const platform: PlatformName = at % 2 === 0 ? 'slack' : 'discord';
  return {
    id: idOf('subscription', String(at)),
    place: { platform, workspace: `W${Math.floor(at / 100)}`, kind: 'channel', id: `C${at}`, name: 'news' },
    name: 'News digest',
    selection: { sources: 'all', count: 6, style: 'short', muted: [], whenEmpty: 'say' },
    schedule: { rule: { kind: 'days', days: [1, 2, 3, 4, 5], times: ['08:00'] }, zone: 'UTC' },
    createdBy: 'U1',
    createdAt: MADE,
    handledUntil: MADE,
    nextSlot: SLOT,
    emptyInARow: 0,
    locale: 'en',
  };
}

function toolsOn(store: Store): Tools {
  const silent = {
    debug: () => undefined,
    info: () => undefined,
    warn: () => undefined,
    error: console.error,
  };
  const outlet = (name: PlatformName, render: Outlet['render']): [PlatformName, Outlet] => [
    name,
    { platform: { name } as ChatPlatform, render },
  ];
  return {
    store,
    reader: { read: () => Promise.reject(new Error('nothing is read')) },
    platforms: new Map([outlet('slack', renderSlack), outlet('discord', renderDiscord)]),
    jobs: {
      handle: () => undefined,
      start: async () => undefined,
      hint: async () => undefined,
      stop: async () => undefined,
    },
    log: silent,
    now: () => SLOT,
    random: () => 0,
    rules: {
      sourcesAtOnce: 4,
      postsAtOnce: 4,
      requestsPerMinute: 5,
      retention: { articleDays: 30, deliveryDays: 30, requestDays: 2 },
      defaults: { zone: 'UTC', schedule: 'daily 08:00', stories: 6, locale: 'en' },
      alone: true,
    },
  };
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
