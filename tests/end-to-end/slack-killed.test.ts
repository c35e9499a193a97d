import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { SCOPES } from '../../src/adapters/slack/scopes.ts';
import { type FeedFarm, rss, startFeedFarm } from '../world/feed-farm.ts';
import type { WorldPerson } from '../world/slack/person.ts';
import { createSlackWorld, type SlackWorld } from '../world/slack/slack-world.ts';
import { BOT_USER, type Channel, type Message } from '../world/slack/workspace.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const NODE = join(ROOT, 'node_modules/.bin/node');

/** The program as a supervisor starts it, against the world's Slack and one feed. */
interface Scene {
  readonly slack: SlackWorld;
  readonly ada: WorldPerson;
  readonly news: Channel;
  posted(): readonly Message[];
  start(): Promise<void>;
  kill(): Promise<void>;
  /** What a verb says on stdout, whether it succeeds or not. */
  verb(...words: string[]): Promise<string>;
  moveClock(instant: string): void;
  /** The feed has news from now on, and the program has read it. */
  publish(): Promise<void>;
}

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function openScene(without: readonly string[] = []): Promise<Scene> {
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
    SLACK_APP_TOKEN: slack.tokens.app,
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
      expect(JSON.parse(line)).toMatchObject({ ready: true, slack: 'socket' });
    },
    kill,
    verb: (...words) =>
      new Promise((said) => {
        const line = [join(ROOT, 'src/main.ts'), ...words];
        execFile(NODE, line, { cwd: folder, env }, (_error, stdout) => said(stdout));
      }),
    moveClock,
    async publish() {
      await expect.poll(visits, { timeout: 10_000 }).toBeGreaterThan(0);
      serve(3);
      const before = visits();
      moveClock('2026-11-24T07:45:00Z');
      await expect.poll(visits, { timeout: 10_000 }).toBeGreaterThan(before);
    },
  };
}

async function killInTheMiddle(scene: Scene): Promise<void> {
  await scene.start();
  await scene.ada.command('/digest subscribe all when:daily 08:00 zone:UTC', scene.news);
  await scene.ada.awaits(1, scene.news);
  await scene.publish();
  scene.slack.faults.next('chat.postMessage', { kind: 'silent' });
  scene.moveClock('2026-11-24T08:00:00Z');
  await expect.poll(() => scene.posted().length, { timeout: 10_000 }).toBe(1);
  await scene.kill();
}

describe('the program, killed after Slack has stored a post and before it has answered', () => {
  it('finds the post when it starts again, and posts nothing twice', async () => {
    const scene = await openScene();
    await killInTheMiddle(scene);
    await scene.start();
    const looked = () => scene.slack.calls.filter(({ method }) => method === 'conversations.history').length;
    await expect.poll(looked, { timeout: 10_000 }).toBe(1);
    await expect
      .poll(async () => JSON.parse(await scene.verb('stats', '--json')), { timeout: 10_000 })
      .toMatchObject({ posted: 1, waiting: 0, held: 0 });
    expect(scene.posted()).toHaveLength(1);
  }, 40_000);

  it('holds it where the history may not be read, says so, and tells the stories the next day', async () => {
    const scene = await openScene(['channels:history']);
    await killInTheMiddle(scene);
    await scene.start();
    await expect
      .poll(() => scene.verb('doctor', '--json'), { timeout: 15_000 })
      .toContain('channels:history');
    expect(scene.posted()).toHaveLength(1);
    scene.moveClock('2026-11-25T08:00:00Z');
    await expect.poll(() => scene.posted().length, { timeout: 10_000 }).toBe(2);
    expect(scene.posted()[1]?.text).toContain('News 0');
  }, 40_000);
});
