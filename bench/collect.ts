import { once } from 'node:events';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { openWeb } from '../src/adapters/http/open-web.ts';
import { readHttp } from '../src/adapters/http/read-http.ts';
import { idOf } from '../src/domain/ids.ts';
import { parseFeed } from '../src/feeds/parse.ts';
import { toArticles } from '../src/feeds/to-articles.ts';
import { rss, startFeedFarm } from '../tests/world/feed-farm.ts';

/**
 * How fast feeds are visited: `bench/collect.ts [feeds]` (5,000 unless said) against a local farm of as many hosts:
 * 60 % unchanged, 5 % broken, 3 % slow, 1 % dead, the others fresh with 30 items. Reads, parses and makes articles; no
 * store. Prints feeds a second, the cost of an unchanged feed, memory, and how long the event loop was held.
 */
const SLOW_MILLISECONDS = 3_000;
const AT_ONCE = 64;

if (isMainThread) await run(Number(process.argv[2] ?? 5_000));
else await serveFarm();

/** The farm has a thread of its own, so that its work is not counted. */
async function serveFarm(): Promise<void> {
  const farm = await startFeedFarm('0.0.0.0');
  const fresh = rss(30);
  farm.plant('/unchanged', (_request, response) => response.writeHead(304).end());
  farm.plant('/fresh', (_request, response) => response.writeHead(200, { etag: '"2"' }).end(fresh));
  farm.plant('/broken', (_request, response) => response.writeHead(200).end(fresh.slice(0, 900)));
  farm.plant('/slow', (_request, response) => void setTimeout(() => response.end(fresh), SLOW_MILLISECONDS));
  farm.plant('/dead', (request) => void request.socket.destroy());
  parentPort?.postMessage(new URL(farm.origin).port);
}

function pathOf(at: number): string {
  const share = at % 100;
  if (share < 60) return '/unchanged';
  if (share < 65) return '/broken';
  if (share < 68) return '/slow';
  return share < 69 ? '/dead' : '/fresh';
}

async function run(feeds: number): Promise<void> {
  const worker = new Worker(new URL(import.meta.url));
  const [port] = (await once(worker, 'message')) as [string];
  const web = openWeb({ allow: ['127.0.0.0/8'] });
  const reader = readHttp(web);
  const outcomes = new Map<string, number>();
  const delay = monitorEventLoopDelay({ resolution: 5 });
  let articles = 0;
  let next = 0;
  const visit = async (at: number) => {
    const address = `http://127.${1 + (at >> 16)}.${(at >> 8) & 255}.${1 + (at % 254)}:${port}${pathOf(at)}`;
    const outcome = await reader.read({ kind: 'feed', address }, { etag: '"1"' });
    outcomes.set(outcome.kind, (outcomes.get(outcome.kind) ?? 0) + 1);
    if (outcome.kind !== 'fresh') return;
    const source = { id: idOf<'source'>(address), kind: 'feed', address, title: 'Farm' } as const;
    for (const body of outcome.bodies) {
      articles += toArticles(parseFeed(body), source, Temporal.Now.instant(), true).length;
    }
  };
  const lane = async () => {
    while (next < feeds) await visit(next++);
  };
  delay.enable();
  const start = performance.now();
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  const seconds = (performance.now() - start) / 1000;
  delay.disable();
  const unchanged = await costOfUnchanged(async () => {
    await reader.read({ kind: 'feed', address: `http://127.0.0.1:${port}/unchanged` }, { etag: '"1"' });
  });
  for (const share of [50, 90, 99, 99.9, 100]) {
    console.log(`event loop held, ${share} %: ${(delay.percentile(share) / 1e6).toFixed(1)} ms`);
  }
  console.log(
    JSON.stringify({
      feeds,
      seconds: round(seconds),
      feedsPerSecond: round(feeds / seconds),
      articles,
      outcomes: Object.fromEntries(outcomes),
      unchangedMilliseconds: round(unchanged),
      longestHoldMilliseconds: round(delay.max / 1e6),
      megabytes: Math.round(process.memoryUsage.rss() / 1e6),
    }),
  );
  await web.close();
  await worker.terminate();
}

/** Processor time of one visit that brings nothing, in milliseconds. */
async function costOfUnchanged(visit: () => Promise<void>): Promise<number> {
  const before = process.threadCpuUsage();
  for (let times = 0; times < 500; times++) await visit();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000 / 500;
}

function round(number: number): number {
  return Number(number.toFixed(2));
}
