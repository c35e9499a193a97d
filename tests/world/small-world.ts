import { openSqliteStore } from '../../src/adapters/database/open-store.ts';
import { renderDiscord } from '../../src/adapters/discord/render.ts';
import { openInProcessJobs } from '../../src/adapters/jobs/in-process.ts';
import { renderSlack } from '../../src/adapters/slack/render.ts';
import { idOf } from '../../src/domain/ids.ts';
import type { Place, PlatformName } from '../../src/domain/place.ts';
import type { Source } from '../../src/domain/source.ts';
import type { Subscription } from '../../src/domain/subscription.ts';
import { createPipeline, type Pipeline } from '../../src/pipeline/pipeline.ts';
import type { Outlet, Tools } from '../../src/pipeline/tools.ts';
import type { Log } from '../../src/ports/log.ts';
import type { Body, ReadOutcome } from '../../src/ports/source-reader.ts';
import type { Store } from '../../src/ports/store.ts';
import { parseSchedule } from '../../src/schedules/parse.ts';
import { nextSlot } from '../../src/schedules/plan.ts';
import { createMemoryPlatform, type MemoryPlatform } from './memory-platform.ts';

/** One article of a feed in memory. */
export interface Item {
  readonly title: string;
  readonly text: string;
  readonly link: string;
}

/** The whole pipeline on a real SQLite store, with feeds, platforms and time in memory. */
export interface SmallWorld {
  readonly store: Store;
  readonly slack: MemoryPlatform;
  readonly discord: MemoryPlatform;
  readonly pipeline: Pipeline;
  readonly tools: Tools;
  /** Lines of the log, as JSON. */
  readonly lines: string[];
  now(): Temporal.Instant;
  /** Goes on in time, with a beat at every tenth minute of the hour and at the end. */
  pass(duration: Temporal.DurationLike): Promise<void>;
  /** Goes to an instant at once, as after a sleep; then one beat. */
  jump(instant: string): Promise<void>;
  /** Time goes on without a beat. */
  wait(duration: Temporal.DurationLike): void;
  /** A new process on the same store: what was in memory is gone. */
  restart(): Promise<void>;
  /** A feed that a workspace may use (unless said, every one); its items can be changed at any time. */
  addFeed(name: string, items: readonly Item[], workspace?: string): Promise<Source>;
  setFeed(name: string, items: readonly Item[] | 'broken'): void;
  subscribe(place: Place, when: string, more?: Partial<Subscription>): Promise<Subscription>;
  close(): Promise<void>;
}

export const START = '2026-11-24T07:00:00Z';

export function channel(platform: PlatformName, workspace = 'T1', id = 'C1'): Place {
  return { platform, workspace, kind: 'channel', id, name: 'news' };
}

export async function createSmallWorld(): Promise<SmallWorld> {
  const store = await openSqliteStore(':memory:');
  const slack = createMemoryPlatform('slack');
  const discord = createMemoryPlatform('discord');
  const feeds = new Map<string, readonly Item[] | 'broken'>();
  const lines: string[] = [];
  let at = Temporal.Instant.from(START);
  const now = (): Temporal.Instant => at;

  const tools: Tools = {
    store,
    reader: { read: async (source) => readFeed(source.address, feeds.get(source.address)) },
    platforms: new Map<PlatformName, Outlet>([
      ['slack', { platform: slack, render: renderSlack }],
      ['discord', { platform: discord, render: renderDiscord }],
    ]),
    jobs: openInProcessJobs({ log: logTo(lines) }),
    log: logTo(lines),
    now,
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
  const open = (): Pipeline => createPipeline(tools, async (address) => bodyOf(address, feeds.get(address)));
  let pipeline = open();

  return {
    store,
    slack,
    discord,
    tools,
    lines,
    now,
    get pipeline() {
      return pipeline;
    },
    async pass(duration) {
      const end = at.add(duration);
      while (Temporal.Instant.compare(at, end) < 0) {
        at = earlierOf(nextStep(at), end);
        await pipeline.beat();
      }
    },
    async jump(instant) {
      at = Temporal.Instant.from(instant);
      await pipeline.beat();
    },
    wait(duration) {
      at = at.add(duration);
    },
    async restart() {
      await pipeline.stop();
      pipeline = open();
      await pipeline.takeOver();
    },
    async addFeed(name, items, workspace) {
      const address = addressOf(name);
      feeds.set(address, items);
      const source: Source = { id: idOf('source', address), kind: 'feed', address, title: name };
      await store.putSource(source, now());
      await store.shareSource(source.id, workspace);
      return source;
    },
    setFeed: (name, items) => void feeds.set(addressOf(name), items),
    async subscribe(place, when, more = {}) {
      const parsed = parseSchedule(when, 'UTC', now().toZonedDateTimeISO('UTC').toPlainDate());
      if (parsed.kind !== 'schedule') throw new Error(`not understood: ${parsed.part}`);
      const next = nextSlot(parsed.schedule, now());
      const subscription: Subscription = {
        id: idOf('subscription', place.platform, place.workspace, place.id, when),
        place,
        name: 'News digest',
        selection: { sources: 'all', count: 6, style: 'short', muted: [], whenEmpty: 'say' },
        schedule: parsed.schedule,
        createdBy: 'U1',
        createdAt: now(),
        handledUntil: now(),
        emptyInARow: 0,
        locale: 'en',
        ...(next === undefined ? {} : { nextSlot: next }),
        ...more,
      };
      await store.putSubscription(subscription);
      return subscription;
    },
    async close() {
      await pipeline.stop();
      await store.close();
    },
  };
}

function nextStep(at: Temporal.Instant): Temporal.Instant {
  const step = 10 * 60_000;
  return Temporal.Instant.fromEpochMilliseconds((Math.floor(at.epochMilliseconds / step) + 1) * step);
}

function earlierOf(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(a, b) < 0 ? a : b;
}

function addressOf(name: string): string {
  return `https://${name.toLowerCase().replace(/\W+/g, '-')}.example/feed.xml`;
}

async function readFeed(
  address: string,
  items: readonly Item[] | 'broken' | undefined,
): Promise<ReadOutcome> {
  if (items === undefined || items === 'broken') {
    return { kind: 'failed', fault: 'refused', message: `${address} answered with the error 500.` };
  }
  return { kind: 'fresh', bodies: [bodyOf(address, items)], validators: {}, faults: [] };
}

function bodyOf(address: string, items: readonly Item[] | 'broken' | undefined): Body {
  const list = items === undefined || items === 'broken' ? [] : items;
  const written = list.map(
    ({ title, text, link }) =>
      `<item><title>${title}</title><link>${link}</link><description>${text}</description></item>`,
  );
  const host = new URL(address).hostname.replace('.example', '');
  const xml = `<?xml version="1.0"?><rss version="2.0"><channel><title>${host}</title><link>https://${host}.example/</link><description>d</description><language>en</language>${written.join('')}</channel></rss>`;
  return { bytes: new TextEncoder().encode(xml), address, contentType: 'application/rss+xml' };
}

function logTo(lines: string[]): Log {
  const write =
    (level: string) =>
    (message: string, fields: object = {}) =>
      void lines.push(JSON.stringify({ level, message, ...fields }));
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}
