import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDiscordWorld, type DiscordWorld } from '../world/discord/discord-world.ts';
import { textOf, type WorldPerson } from '../world/discord/person.ts';
import type { Channel, Guild } from '../world/discord/state.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const NODE = join(ROOT, 'node_modules/.bin/node');
const MAIN = join(ROOT, 'src/main.ts');

let discord: DiscordWorld;
let guild: Guild;
let news: Channel;
let alice: WorldPerson;
let folder: string;
let env: NodeJS.ProcessEnv;
let bot: ChildProcess | undefined;

/** The program as a supervisor starts it, against the world's Discord and a folder of articles. */
beforeEach(async () => {
  discord = await createDiscordWorld();
  const user = discord.state.addUser('alice');
  guild = discord.state.addGuild('Orm', user);
  news = discord.state.addChannel(guild, 'news');
  alice = discord.person(user);
  folder = mkdtempSync(join(tmpdir(), 'news-digest-discord-'));
  mkdirSync(join(folder, 'articles'));
  mkdirSync(join(folder, 'config'));
  const config = 'sources:\n  - folder: articles\n    title: Orm Herald\ndefaults:\n  zone: UTC\n';
  writeFileSync(join(folder, 'config/news-digest.yaml'), config);
  const { INIT_CWD: _, ...rest } = process.env;
  env = {
    ...rest,
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    NEWS_DIGEST_CLOCK_FILE: 'clock',
    PORT: '0',
    LOG_LEVEL: 'silent',
  };
  moveClock('2026-11-24T07:45:00Z');
});
afterEach(async () => {
  await kill();
  await discord.close();
  rmSync(folder, { recursive: true, force: true });
});

function moveClock(instant: string): void {
  writeFileSync(join(folder, 'clock'), instant);
}

async function start(): Promise<{ readonly url: string; readonly discord: string }> {
  const child = spawn(NODE, [MAIN, 'start'], { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'] });
  bot = child;
  return new Promise((ready, failed) => {
    child.stdout.once('data', (line) => ready(JSON.parse(String(line))));
    child.once('exit', (code) => failed(new Error(`The program ended with ${code} before it was ready.`)));
  });
}

async function kill(): Promise<void> {
  const ending = bot;
  bot = undefined;
  if (ending === undefined || ending.exitCode !== null) return;
  const exited = new Promise((done) => ending.once('exit', done));
  ending.kill('SIGKILL');
  await exited;
}

function verb(...words: string[]): Promise<string> {
  return new Promise((said) => {
    execFile(NODE, [MAIN, ...words], { cwd: folder, env }, (_error, stdout) => said(stdout));
  });
}

const posted = (): readonly string[] =>
  discord.state.messages
    .filter(({ channel, onlyFor }) => channel === news && onlyFor === undefined)
    .map(textOf);

/** A digest is stored by Discord, its answer does not come, and the program dies. */
async function killInThePost(): Promise<void> {
  expect((await start()).discord).toBe('on');
  await alice.command('subscribe', { source: 'all', when: 'daily 08:00', zone: 'UTC' }, news);
  await alice.awaits(1, news);
  const text = 'date 2026-11-24 A lamp was lit at Orm Point on Monday. It can be seen from 20 miles away.';
  writeFileSync(join(folder, 'articles', 'a.txt'), text);
  moveClock('2026-11-24T07:55:00Z');
  await expect.poll(() => verb('stats', '--json'), { timeout: 15_000 }).toMatch(/"articles":\s*1/);
  discord.faults.next('create message', { kind: 'silent' });
  moveClock('2026-11-24T08:00:00Z');
  await expect.poll(() => posted().length, { timeout: 10_000 }).toBe(1);
  await kill();
}

describe('the program, killed after Discord has stored a post and before it has answered', () => {
  it('finds the post when it starts again, and posts nothing twice', async () => {
    await killInThePost();
    await start();
    moveClock('2026-11-24T08:10:00Z');
    await expect
      .poll(async () => JSON.parse(await verb('stats', '--json')), { timeout: 15_000 })
      .toMatchObject({ posted: 1, waiting: 0, held: 0 });
    expect(posted()).toHaveLength(1);
    expect(discord.misshapen).toEqual([]);
  }, 60_000);

  it('holds it where the history may not be read, says so, and tells the stories the next day', async () => {
    await killInThePost();
    discord.state.forbid(news, 'readMessageHistory');
    await start();
    moveClock('2026-11-24T08:10:00Z');
    await expect.poll(() => verb('doctor', '--json'), { timeout: 15_000 }).toContain('Read Message History');
    expect(posted()).toHaveLength(1);
    moveClock('2026-11-25T08:00:00Z');
    await expect.poll(() => posted().length, { timeout: 10_000 }).toBe(2);
    expect(posted()[1]).toContain('A lamp was lit at Orm Point');
  }, 60_000);
});
