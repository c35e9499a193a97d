import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { SCOPES } from '../src/adapters/slack/scopes.ts';
import { startFeedFarm } from '../tests/world/feed-farm.ts';
import { createSlackWorld } from '../tests/world/slack/slack-world.ts';

/**
 * How long a person waits for `/digest now` while feeds are collected: to the acknowledgement, and to the answer.
 * Usage: npm run bench -- answers [FEEDS] [QUESTIONS]. The real program as a child process, by Socket Mode.
 */
const ROOT = resolve(import.meta.dirname, '..');
const EVERY_MS = 150;

if (isMainThread) await run(Number(process.argv[2] ?? 500), Number(process.argv[3] ?? 60));
else await serveFarm();

/** A farm in a thread of its own: every feed has ten articles of its own words. */
async function serveFarm(): Promise<void> {
  const farm = await startFeedFarm('0.0.0.0');
  for (let feed = 0; feed < 5_000; feed++) {
    farm.plant(
      `/${feed}.xml`,
      (_request, response) => void setTimeout(() => response.end(feedOf(feed)), feed % 40),
    );
  }
  parentPort?.postMessage(new URL(farm.origin).port);
}

function feedOf(feed: number): string {
  const words = (seed: number): string =>
    Array.from(
      { length: 120 },
      (_, at) => `w${(seed * 7919 + at * 104_729) % 9_973}${at % 14 === 13 ? '.' : ''}`,
    ).join(' ');
  const items = Array.from({ length: 10 }, (_, item) => {
    const id = feed * 10 + item;
    return `<item><title>Event ${words(id).slice(0, 40)}</title><link>https://f${feed}.example/${item}</link><description>${words(id)}</description></item>`;
  });
  return `<rss version="2.0"><channel><title>Feed ${feed}</title><language>en</language>${items.join('')}</channel></rss>`;
}

async function run(feeds: number, questions: number): Promise<void> {
  const farm = new Worker(new URL(import.meta.url));
  const [port] = (await once(farm, 'message')) as [string];
  const world = await createSlackWorld({ scopes: SCOPES.map(({ scope }) => scope) });
  const folder = mkdtempSync(join(tmpdir(), 'news-digest-bench-'));
  mkdirSync(join(folder, 'config'));
  const sources = Array.from(
    { length: feeds },
    (_, feed) => `  - feed: http://127.0.${feed % 250}.1:${port}/${feed}.xml`,
  );
  const limits = 'limits:\n  requestsPerMinute: 600\n';
  writeFileSync(join(folder, 'config/news-digest.yaml'), `sources:\n${sources.join('\n')}\n${limits}`);
  const { INIT_CWD: _, ...env } = process.env;
  const bot = spawn(join(ROOT, 'node_modules/.bin/node'), [join(ROOT, 'src/main.ts'), 'start'], {
    cwd: folder,
    env: {
      ...env,
      SLACK_BOT_TOKEN: world.tokens.bot,
      SLACK_APP_TOKEN: world.tokens.app,
      SLACK_API_URL: world.apiUrl,
      FETCH_ALLOW: '127.0.0.0/8',
      PORT: '0',
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(bot.stdout, 'data');

  const acknowledged: number[] = [];
  const answered: number[] = [];
  const alice = world.workspace.addUser('alice');
  const room = world.workspace.addChannel('news', [alice]);
  world.workspace.invite(room);
  const person = world.person(alice);
  const waits: Promise<void>[] = [];
  for (let question = 1; question <= questions; question++) {
    const began = performance.now();
    const before = person.sees(room).length;
    const sent = await person.command('/digest now count:3', room);
    acknowledged.push(sent.milliseconds);
    while (person.sees(room).length <= before) {
      if (performance.now() - began > 20_000) throw new Error('no answer within 20 seconds');
      await new Promise((done) => setTimeout(done, 5));
    }
    answered.push(performance.now() - began);
    await new Promise((done) => setTimeout(done, EVERY_MS));
  }
  await Promise.all(waits);
  bot.kill('SIGTERM');
  await once(bot, 'exit');
  await world.close();
  await farm.terminate();
  rmSync(folder, { recursive: true });
  report(feeds, acknowledged, answered);
}

function report(feeds: number, acknowledged: readonly number[], answered: readonly number[]): void {
  const at = (values: readonly number[], share: number): number =>
    Math.round(
      [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0,
    );
  const figures = {
    feeds,
    questions: answered.length,
    acknowledgedP50: at(acknowledged, 0.5),
    acknowledgedP99: at(acknowledged, 0.99),
    answeredP50: at(answered, 0.5),
    answeredP99: at(answered, 0.99),
  };
  console.log(`acknowledged p50 ${figures.acknowledgedP50} ms, p99 ${figures.acknowledgedP99} ms (goal 300)`);
  console.log(`answered     p50 ${figures.answeredP50} ms, p99 ${figures.answeredP99} ms (goal 2000)`);
  console.log(JSON.stringify(figures));
  process.exit(0);
}
