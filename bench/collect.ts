import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { openSqliteStore } from '../src/adapters/database/open-store.ts';
import { createHostManners } from '../src/adapters/http/host-manners.ts';
import { openWeb } from '../src/adapters/http/open-web.ts';
import { politeWeb } from '../src/adapters/http/polite-web.ts';
import { readHttp } from '../src/adapters/http/read-http.ts';
import { openInProcessJobs } from '../src/adapters/jobs/in-process.ts';
import { idOf } from '../src/domain/ids.ts';
import type { Source } from '../src/domain/source.ts';
import { type Collector, createCollector } from '../src/pipeline/collect.ts';
import { createStoryGrouping } from '../src/pipeline/group.ts';
import type { Tools } from '../src/pipeline/tools.ts';
import type { Store } from '../src/ports/store.ts';

/**
 * All sources of a large instance through the whole of collecting: HTTP, parsing, articles, SQLite on disk, a beat each
 * second. Usage: npm run bench -- collect [FEEDS] [SECONDS] [--group]
 *
 * FEEDS (5,000) fall due evenly within SECONDS (60): at a real interval of 30 minutes that is 30 times the usual load.
 * The farm is a process of its own, each feed on a host of its own: 60 % unchanged, 5 % broken, 3 % slow (5 s), 1 % dead
 * (half cut the connection, half never answer), the others fresh: 30 items, 2 of them new. `--group` groups the articles
 * into stories as the running bot does. Lateness is from the due time to what was read being stored.
 */
const SLOW_MS = 5_000;
const DEAD_MS = 20_000;
const ITEMS = 30;
const SILENT_LOG = { debug() {}, info() {}, warn() {}, error: console.error };

// As src/cli/start.ts does.
setFlagsFromString('--semi-space-growth-factor=1');
setFlagsFromString('--optimize-for-size');

if (process.argv[2] === 'farm') serveFarm();
else
  await run(
    Number(process.argv[2] ?? 5_000),
    Number(process.argv[3] ?? 60),
    process.argv.includes('--group'),
  );

function kindOf(at: number): 'unchanged' | 'broken' | 'slow' | 'dead' | 'fresh' {
  const share = (at * 37) % 100;
  if (share < 60) return 'unchanged';
  if (share < 65) return 'broken';
  if (share < 68) return 'slow';
  return share < 69 ? 'dead' : 'fresh';
}

function serveFarm(): void {
  const server = createServer((request, response) =>
    answer(request, response, Number(request.url?.slice(1))),
  );
  server.keepAliveTimeout = 1_000;
  server.listen(0, '0.0.0.0', 4096, () => process.send?.((server.address() as { port: number }).port));
}

function answer(request: IncomingMessage, response: ServerResponse, at: number): void {
  const kind = kindOf(at);
  const send = (body: string) =>
    response.writeHead(200, { etag: '"2"', 'content-type': 'application/rss+xml' }).end(body);
  if (kind === 'unchanged') response.writeHead(304).end();
  else if (kind === 'fresh') send(feed(at));
  else if (kind === 'broken') send(at % 2 === 0 ? feed(at).slice(0, 6_000) : 'Internal error');
  else if (kind === 'slow') setTimeout(() => send(feed(at)), SLOW_MS);
  else if (at % 2 === 0) request.socket.destroy();
}

const SUBJECTS =
  'The harbour council|A bridge engineer|The mayor of the town|Her storm warden|The river authority|A school board'.split(
    '|',
  );
const VERBS =
  'voted on Tuesday to open|said that it would have closed|has not yet rebuilt|will pay for|found in the records of'.split(
    '|',
  );
const OBJECTS =
  'the old museum by the ferry port|a tram line that was promised|the lamp at the end of the pier|a budget of 4 million crowns|the harvest market'.split(
    '|',
  );

/** A feed of about 25 KB, whose texts differ from those of every other. */
function feed(at: number): string {
  const item = (number: number): string => {
    const pick = (list: readonly string[], turn: number) =>
      list[(at * 7 + number * 13 + turn * 11) % list.length];
    const sentence = (turn: number) =>
      `${pick(SUBJECTS, turn)} ${pick(VERBS, turn)} ${pick(OBJECTS, turn)}, and it was the ${at + number + turn}th time.`;
    const published = new Date(Date.UTC(2026, 10, 24, 12) - number * 3_600_000).toUTCString();
    return `<item><title>${sentence(0)}</title><link>https://feed-${at}.example/${number}</link><guid>${number}</guid><pubDate>${published}</pubDate><description>${[1, 2, 3, 4, 5, 6].map(sentence).join(' ')}</description></item>`;
  };
  const items = Array.from({ length: ITEMS }, (_, number) => item(number)).join('');
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>Feed ${at}</title><link>https://feed-${at}.example/</link><description>d</description>${at % 2 === 0 ? '<language>en</language>' : ''}${items}</channel></rss>`;
}

function sourceAt(at: number, port: number): Source {
  const address = `http://127.${1 + (at >> 16)}.${(at >> 8) & 255}.${1 + (at & 127)}:${port}/${at}`;
  return { id: idOf('source', address), kind: 'feed', address, title: `Feed ${at}` };
}

async function startFarm(): Promise<{ readonly port: number; readonly process: ChildProcess }> {
  const farm = fork(import.meta.filename, ['farm']);
  const [port] = (await once(farm, 'message')) as [number];
  return { port, process: farm };
}

async function run(feeds: number, seconds: number, group: boolean): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'news-digest-bench-'));
  const farm = await startFarm();
  const store = await openSqliteStore(join(folder, 'store.sqlite'));
  const web = openWeb({ allow: ['127.0.0.0/8'], limits: { totalTime: DEAD_MS } });
  const reader = readHttp(politeWeb(web, createHostManners(), 1_000, ['127.0.0.0/8']));
  // Loading the parsers holds the loop once; the running bot does it at its first feed.
  await Promise.all([import('../src/feeds/parse.ts'), import('../src/feeds/to-articles.ts')]);
  const counts = new Map<string, number>();
  const tools = toolsFor(store, {
    read: async (source, validators) => {
      const outcome = await reader.read(source, validators);
      counts.set(outcome.kind, (counts.get(outcome.kind) ?? 0) + 1);
      return outcome;
    },
  });
  try {
    const dues = await plant(store, feeds, farm.port, seconds);
    const loaded = process.memoryUsage.rss();
    const delay = monitorEventLoopDelay({ resolution: 5 });
    const collector = createCollector(tools);
    const grouping = group ? createStoryGrouping(tools) : undefined;
    const cpu = process.cpuUsage();
    const began = performance.now();
    const computing = watchProcessor();
    delay.enable();
    const read = () => [...counts.values()].reduce((sum, count) => sum + count, 0);
    const peak = await beatUntilRead(
      collector,
      dues,
      read,
      async () => void (await grouping?.groupWaiting()),
    );
    delay.disable();
    const longestComputing = computing.stop();
    const took = (performance.now() - began) / 1000;
    const used = process.cpuUsage(cpu);
    const lateness = await latenessOf(store, dues);
    const cost = await costOfUnchanged(tools, feeds, farm.port);
    for (const share of [50, 90, 99, 99.9, 100]) {
      console.log(`event loop held, ${share} %: ${(delay.percentile(share) / 1e6).toFixed(1)} ms`);
    }
    for (const share of [0.5, 0.9, 0.99, 1]) {
      const at = lateness[Math.min(lateness.length - 1, Math.floor(share * lateness.length))] ?? 0;
      console.log(`late, ${share * 100} %: ${at.toFixed(1)} s`);
    }
    console.log(
      JSON.stringify({
        feeds,
        outcomes: Object.fromEntries(counts),
        articles: (await store.figures()).articles,
        seconds: round(took),
        processorSeconds: round((used.user + used.system) / 1e6),
        latestSeconds: round(lateness.at(-1) ?? 0),
        longestHoldMilliseconds: round(delay.max / 1e6),
        longestHoldOfProcessorMilliseconds: round(longestComputing),
        loadAverage: round(loadavg()[0] ?? 0),
        unchangedMilliseconds: round(cost),
        loadedMegabytes: Math.round(loaded / 1e6),
        peakMegabytes: Math.round(peak / 1e6),
      }),
    );
  } finally {
    farm.process.kill();
    await web.close();
    await store.close();
    rmSync(folder, { recursive: true });
  }
}

/**
 * The most processor time that this thread used between two ticks: how long the loop was held by work of its own, which
 * the histogram cannot tell from the time in which other programs had the processor.
 */
function watchProcessor(): { stop(): number } {
  let longest = 0;
  let before = process.threadCpuUsage();
  const timer = setInterval(() => {
    const { user, system } = process.threadCpuUsage(before);
    before = process.threadCpuUsage();
    longest = Math.max(longest, (user + system) / 1000);
  }, 5);
  return {
    stop() {
      clearInterval(timer);
      return longest;
    },
  };
}

function toolsFor(store: Store, reader: Tools['reader']): Tools {
  return {
    store,
    reader,
    platforms: new Map(),
    jobs: openInProcessJobs({ log: SILENT_LOG }),
    log: SILENT_LOG,
    now: () => Temporal.Now.instant(),
    random: Math.random,
    rules: {
      sourcesAtOnce: 8,
      postsAtOnce: 8,
      requestsPerMinute: 20,
      retention: { articleDays: 30, deliveryDays: 30, requestDays: 2 },
      defaults: { zone: 'UTC', schedule: 'daily 08:00', stories: 6, locale: 'en' },
      alone: true,
    },
  };
}

/** Every feed was read before and falls due at its moment; returns the moments. */
async function plant(
  store: Store,
  feeds: number,
  port: number,
  seconds: number,
): Promise<ReadonlyMap<string, number>> {
  const begin = Temporal.Now.instant().add({ seconds: 3 });
  const dues = new Map<string, number>();
  const at = (number: number) => begin.add({ milliseconds: Math.round((number * seconds * 1000) / feeds) });
  await store.transaction(async (operations) => {
    for (let number = 0; number < feeds; number++) {
      const source = sourceAt(number, port);
      const nextVisit = at(number);
      const firstVisit = begin.subtract({ hours: 1 });
      await operations.putSource(source, nextVisit);
      await operations.shareSource(source.id, undefined);
      await operations.saveSourceState({
        source,
        validators: { etag: '"1"' },
        firstVisit,
        failures: 0,
        nextVisit,
        stopped: false,
      });
      dues.set(source.id, nextVisit.epochMilliseconds);
    }
  });
  return dues;
}

/** A beat each second, as the bot's clock gives it, until all were visited; returns the most memory that was seen. */
async function beatUntilRead(
  collector: Collector,
  dues: ReadonlyMap<string, number>,
  read: () => number,
  group: () => Promise<void>,
): Promise<number> {
  const end = Math.max(...dues.values());
  let reading: Promise<unknown> | undefined;
  let peak = 0;
  for (let done = false; !done; await sleep(1_000)) {
    reading ??= collector.collectDue().finally(() => {
      reading = undefined;
    });
    await Promise.race([reading, sleep(5_000)]);
    await group();
    peak = Math.max(peak, process.memoryUsage.rss());
    done = Date.now() > end && read() === dues.size;
  }
  await collector.stop();
  return peak;
}

function visitedAt(state: {
  lastSuccess?: Temporal.Instant;
  lastFault?: { at: Temporal.Instant };
}): number | undefined {
  return (state.lastSuccess ?? state.lastFault?.at)?.epochMilliseconds;
}

/** Seconds from due to stored, ascending. */
async function latenessOf(store: Store, dues: ReadonlyMap<string, number>): Promise<readonly number[]> {
  const states = await store.allSources();
  const late = states.map((state) => ((visitedAt(state) ?? 0) - (dues.get(state.source.id) ?? 0)) / 1000);
  return late.sort((a, b) => a - b);
}

/** Processor time of one visit that brings nothing, HTTP and store included, in milliseconds. */
async function costOfUnchanged(tools: Tools, feeds: number, port: number): Promise<number> {
  const collector = createCollector(tools);
  const ids = Array.from({ length: feeds }, (_, at) => at)
    .filter((at) => kindOf(at) === 'unchanged')
    .slice(0, 500)
    .map((at) => sourceAt(at, port).id);
  for (const id of ids) await tools.store.expediteSource(id, tools.now());
  const before = process.cpuUsage();
  for (const id of ids) await collector.collect(id);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / ids.length;
}

function round(number: number): number {
  return Number(number.toFixed(2));
}
