import { join } from 'node:path';
import { createClock, type MovableClock } from '../adapters/clock/create-clock.ts';
import { readPage } from '../adapters/http/read-page.ts';
import { openInProcessJobs } from '../adapters/jobs/in-process.ts';
import { createWebServer, type Health } from '../adapters/web/server.ts';
import { specs } from '../commands/catalog.ts';
import { packageFolder } from '../config/folders.ts';
import type { Config } from '../config/read-config.ts';
import { createPipeline } from '../pipeline/pipeline.ts';
import type { Tools } from '../pipeline/tools.ts';
import type { Log } from '../ports/log.ts';
import type { Store } from '../ports/store.ts';
import { configuredSources, shareConfiguredSources } from './configured-sources.ts';
import { type OpenedPlayground, openPlayground, subscribeChannels } from './open-playground.ts';
import { clearPlayground, holdData, openGuardedWeb, openLog, openReader, openStore } from './open-world.ts';
import { playgroundMorning } from './playground-day.ts';

/** What `start` says on stdout when it can serve. */
export interface ReadyLine {
  readonly ready: true;
  readonly url: string;
  readonly slack: Config['slack'];
  readonly discord: Config['discord'];
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
  const web = openGuardedWeb(config);
  undo.push(() => web.close());

  const sources = configuredSources(config);
  const clock = await openClock(config, log);
  const playground = openPlayground(config, () => clock.now());
  const jobs = openInProcessJobs({ log });
  const tools: Tools = {
    store,
    reader: openReader(web),
    platforms: playground.outlets,
    jobs,
    log,
    now: () => clock.now(),
    random: Math.random,
    rules: {
      ...config.file.limits,
      retention: config.file.retention,
      defaults: config.file.defaults,
      alone: config.settings.DATABASE_URL === undefined,
    },
  };
  await shareConfiguredSources(store, sources, clock.now());
  const pipeline = createPipeline(tools, (address) => readPage(web, address));
  for (const pane of playground.panes) {
    await pane.start(pipeline.inbox, specs);
    await subscribeChannels(store, pane.places(), config, clock.now());
    undo.push(() => pane.stop());
  }
  await pipeline.takeOver();
  undo.push(() => pipeline.stop());

  const server = createWebServer({
    host: config.settings.HOST,
    port: config.settings.PORT,
    health: () => healthOf(store),
    playground: pageOf(config, playground, clock, store),
    pageFolder: join(packageFolder, 'dist/page'),
    ...(config.settings.PLAYGROUND_TOKEN === undefined ? {} : { token: config.settings.PLAYGROUND_TOKEN }),
  });
  const { url } = await server.start();
  undo.push(() => server.stop());
  const beat = clock.beat(() => pipeline.beat());
  undo.push(() => beat.stop());
  return {
    ready: { ready: true, url, slack: config.slack, discord: config.discord },
    stop: () => undoAll(undo),
  };
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

async function healthOf(store: Store): Promise<Health> {
  try {
    await store.probe();
    return { ok: true, reasons: [] };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ok: false, reasons: [`The store cannot be used: ${reason}`] };
  }
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
