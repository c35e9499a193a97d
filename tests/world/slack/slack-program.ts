import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { SCOPES } from '../../../src/adapters/slack/scopes.ts';
import { type FeedFarm, rss, startFeedFarm } from '../feed-farm.ts';
import type { WorldPerson } from './person.ts';
import { SIGNING_SECRET } from './slack-harness.ts';
import { createSlackWorld, type SlackWorld } from './slack-world.ts';
import { BOT_USER, type Channel, type Message } from './workspace.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const NODE = join(ROOT, 'node_modules/.bin/node');

/** The program as a supervisor starts it, against the world's Slack and one feed. */
export interface Scene {
  readonly slack: SlackWorld;
  readonly ada: WorldPerson;
  readonly news: Channel;
  posted(): readonly Message[];
  /** Resolves when it is ready, with its address. */
  start(): Promise<string>;
  kill(): Promise<void>;
  /** What a verb says on stdout, whether it succeeds or not. */
  verb(...words: string[]): Promise<string>;
  moveClock(instant: string): void;
  /** The feed has news from now on, and the program has read it. */
  publish(): Promise<void>;
  close(): Promise<void>;
}

export interface SceneOptions {
  /** Scopes that the token does not have. */
  readonly without?: readonly string[];
  readonly mode?: 'socket' | 'http';
}

export async function openScene(options: SceneOptions = {}): Promise<Scene> {
  const { without = [], mode = 'socket' } = options;
  const closing: (() => Promise<void> | void)[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'news-digest-slack-'));
  const scopes = SCOPES.map(({ scope }) => scope).filter((scope) => !without.includes(scope));
  const slack = await createSlackWorld({ scopes });
  const farm: FeedFarm = await startFeedFarm();
  closing.push(
    () => rmSync(folder, { recursive: true, force: true }),
    () => slack.close(),
    () => farm.close(),
  );
  const user = slack.workspace.addUser('ada');
  const news = slack.workspace.addChannel('news', [user]);
  slack.workspace.invite(news);
  const clockFile = join(folder, 'clock');
  const env = {
    ...process.env,
    NEWS_DIGEST_DATA: join(folder, 'data'),
    NEWS_DIGEST_CONFIG: join(folder, 'config'),
    NEWS_DIGEST_CLOCK_FILE: clockFile,
    FETCH_ALLOW: farm.hostPort,
    PORT: '0',
    LOG_LEVEL: 'silent',
    SLACK_BOT_TOKEN: slack.tokens.bot,
    ...(mode === 'socket' ? { SLACK_APP_TOKEN: slack.tokens.app } : { SLACK_SIGNING_SECRET: SIGNING_SECRET }),
    SLACK_API_URL: slack.apiUrl,
  };
  mkdirSync(join(folder, 'config'));
  writeFileSync(
    join(folder, 'config/news-digest.yaml'),
    `sources:\n  - feed: ${farm.origin}/late\ndefaults:\n  zone: UTC\n`,
  );
  const moveClock = (instant: string): void => writeFileSync(clockFile, instant);
  const serve = (items: number): void =>
    farm.plant('/late', (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(rss(items));
    });
  serve(0);
  moveClock('2026-11-24T07:00:00Z');
  let child: ChildProcess | undefined;
  const kill = async (): Promise<void> => {
    const ending = child;
    child = undefined;
    if (ending === undefined || ending.exitCode !== null) return;
    const exited = new Promise((done) => ending.once('exit', done));
    ending.kill('SIGKILL');
    await exited;
  };
  closing.push(kill);
  const visits = (): number => farm.visits.filter(({ path }) => path === '/late').length;

  return {
    slack,
    ada: slack.person(user),
    news,
    posted: () =>
      slack.workspace.messages.filter(
        ({ channel, user: author, onlyFor }) => channel === news.id && author === BOT_USER && !onlyFor,
      ),
    async start() {
      const started = spawn(NODE, [join(ROOT, 'src/main.ts'), 'start'], {
        cwd: folder,
        env,
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      child = started;
      const line = await new Promise<string>((ready) =>
        started.stdout?.once('data', (data) => ready(String(data))),
      );
      const ready = JSON.parse(line) as { readonly url: string; readonly slack: string };
      if (ready.slack !== mode) throw new Error(`Slack is ${ready.slack}, not ${mode}: ${line}`);
      return ready.url;
    },
    kill,
    verb: (...words) =>
      new Promise((said) => {
        const line = [join(ROOT, 'src/main.ts'), ...words];
        execFile(NODE, line, { cwd: folder, env }, (_error, stdout) => said(stdout));
      }),
    moveClock,
    async publish() {
      await until(() => visits() > 0);
      serve(3);
      const before = visits();
      moveClock('2026-11-24T07:45:00Z');
      await until(() => visits() > before);
    },
    async close() {
      for (const close of closing.reverse()) await close();
    },
  };
}

async function until(isTrue: () => boolean): Promise<void> {
  for (let tries = 0; !isTrue(); tries += 1) {
    if (tries > 1_000) throw new Error('It did not come to pass within ten seconds.');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
