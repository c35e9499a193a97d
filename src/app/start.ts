import { join } from 'node:path';
import { createClock, type MovableClock } from '../adapters/clock/create-clock.ts';
import { createWebServer, type Health } from '../adapters/web/server.ts';
import { specs } from '../commands/catalog.ts';
import { packageFolder } from '../config/folders.ts';
import type { Config } from '../config/read-config.ts';
import type { PlatformName } from '../domain/place.ts';
import { createPipeline } from '../pipeline/pipeline.ts';
import type { Rules, Tools } from '../pipeline/tools.ts';
import type { ChatPlatform } from '../ports/chat-platform.ts';
import type { Log } from '../ports/log.ts';
import type { Store } from '../ports/store.ts';
import { configuredSources, fullTextRules, shareConfiguredSources } from './configured-sources.ts';
import { openJobs, startJobs } from './open-jobs.ts';
import type { OpenedPlatforms } from './open-platforms.ts';
import { type OpenedPlayground, openPlayground, subscribeChannels } from './open-playground.ts';
import { openReading } from './open-reading.ts';
import { clearPlayground, errorWords, holdData, openLog, openStore } from './open-world.ts';
import { playgroundMorning } from './playground-day.ts';

/** What `start` says on stdout when it can serve. */
export interface ReadyLine {
  readonly ready: true;
  readonly url: string;
  readonly slack: Config['slack'];
  readonly discord: Config['discord'];
  /** What could not be connected, in sentences; it is tried again, and the platform counts as off until then. */
  readonly problems?: readonly string[];
}

export interface Running {
  readonly ready: ReadyLine;
  /** Takes nothing more, ends what is in flight, closes the store. */
  stop(): Promise<void>;
}

/** Things to be undone in the opposite order, also when a later step of the start fails. */
type Undo = (() => Promise<void>)[];

/** Builds the adapters, gives them to the pipeline, and starts everything in order. Throws one sentence. */
export async function start(config: Config): Promise<Running> {
  const undo: Undo = [];
  try {
    return await startAll(config, undo);
  } catch (error) {
    await undoAll(undo);
    throw error;
  }
}

async function startAll(config: Config, undo: Undo): Promise<Running> {
  const log = openLog(config);
  const held = await holdData(config);
  undo.push(() => held.release());
  await clearPlayground(config);
  const store = await openStore(config);
  undo.push(() => store.close());
  const reading = openReading(config);
  undo.push(() => reading.close());
  const clock = await openClock(config, log);
  const now = () => clock.now();
  let page: string | undefined;
  const playground = config.playground ? openPlayground(config, now, () => page) : undefined;
  const platforms = playground ?? (await import('./open-platforms.ts')).openPlatforms(config, log, now);

  await shareConfiguredSources(store, configuredSources(config), now());
  const jobs = await openJobs(config, log);
  const tools: Tools = {
    store,
    reader: reading.reader,
    crawlPage: (address) => reading.crawlPage(address),
    platforms: platforms.outlets,
    jobs,
    log,
    now,
    random: Math.random,
    rules: rulesOf(config),
  };
  const pipeline = createPipeline(tools, (address) => reading.readPage(address));
  if (playground !== undefined) {
    for (const pane of playground.panes) await subscribeChannels(store, pane.places(), config, now());
  }
  await pipeline.takeOver();
  undo.push(() => pipeline.stop());
  undo.push(() => jobs.stop());
  await startJobs(jobs, config, log);

  const server = createWebServer({
    host: config.settings.HOST,
    port: config.settings.PORT,
    health: () => healthOf(store, platforms.connected),
    pageFolder: join(packageFolder, 'dist/page'),
    ...(playground === undefined ? {} : { playground: pageOf(config, playground, clock, store) }),
    ...(platforms.slackEvents === undefined ? {} : { slackEvents: platforms.slackEvents }),
    ...(config.settings.PLAYGROUND_TOKEN === undefined ? {} : { token: config.settings.PLAYGROUND_TOKEN }),
  });
  const { url } = await server.start();
  page = url;
  undo.push(() => server.stop());
  await Promise.all(
    [...platforms.outlets.values()].map(({ platform }) => platform.start(pipeline.inbox, specs)),
  );
  undo.push(() => stopAll([...platforms.outlets.values()].map(({ platform }) => platform)));
  const beat = clock.beat(() => pipeline.beat());
  undo.push(() => beat.stop());
  return {
    ready: readyLine(config, url, platforms.connected),
    stop: () => undoAll(undo),
  };
}

function readyLine(config: Config, url: string, connected: OpenedPlatforms['connected']): ReadyLine {
  const away = connected.filter((platform) => !platform.health().ok);
  const isAway = (name: PlatformName): boolean => away.some((platform) => platform.name === name);
  return {
    ready: true,
    url,
    slack: isAway('slack') ? 'off' : config.slack,
    discord: isAway('discord') ? 'off' : config.discord,
    ...(away.length === 0 ? {} : { problems: away.map((platform) => platform.health().reason ?? '') }),
  };
}

function rulesOf(config: Config): Rules {
  const { limits, retention, defaults } = config.file;
  const alone = config.settings.DATABASE_URL === undefined;
  return { ...limits, retention, defaults, fullText: fullTextRules(config), alone };
}

async function stopAll(platforms: readonly ChatPlatform[]): Promise<void> {
  await Promise.all(platforms.map((platform) => platform.stop().catch(() => undefined)));
}

async function undoAll(undo: Undo): Promise<void> {
  for (let step = undo.pop(); step !== undefined; step = undo.pop()) {
    await step().catch(() => undefined);
  }
}

/** The playground opens on the second morning of its seeds, unless a file moves the clock. */
async function openClock(config: Config, log: Log): Promise<MovableClock> {
  const seeds = configuredSources(config).find((source) => source.address === config.folders.seeds);
  if (config.clockFile !== undefined) return createClock({ log, file: config.clockFile });
  const startAt =
    config.playground && seeds !== undefined
      ? await playgroundMorning(seeds, config.file.defaults.zone)
      : undefined;
  return createClock({ log, ...(startAt === undefined ? {} : { startAt }) });
}

/** What the program needs and does not have, each in a sentence. */
async function healthOf(store: Store, connected: OpenedPlatforms['connected']): Promise<Health> {
  const reasons = connected
    .map((platform) => platform.health())
    .flatMap(({ ok, reason }) => (ok ? [] : [reason ?? '']));
  try {
    await store.probe();
  } catch (error) {
    reasons.push(`The store cannot be used: ${errorWords(error)}`);
  }
  return { ok: reasons.length === 0, reasons };
}

function pageOf(config: Config, playground: OpenedPlayground, clock: MovableClock, store: Store) {
  return {
    platforms: playground.panes,
    clock: {
      now: () => clock.now(),
      zone: config.file.defaults.zone,
      nextSlot: () => store.nextSlot(),
      moveTo: (instant: Temporal.Instant) => clock.moveTo(instant),
    },
    specs,
    async article(id: Parameters<Store['articles']>[0][number]) {
      const [stored] = await store.articles([id]);
      return stored?.article;
    },
  };
}
