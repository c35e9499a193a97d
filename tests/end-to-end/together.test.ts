import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SCOPES } from '../../src/adapters/slack/scopes.ts';
import { createDiscordWorld, type DiscordWorld } from '../world/discord/discord-world.ts';
import { createSlackWorld, type SlackWorld } from '../world/slack/slack-world.ts';

const ROOT = resolve(import.meta.dirname, '../..');

let slack: SlackWorld;
let discord: DiscordWorld;
let folder: string;
let bot: ChildProcess | undefined;

beforeEach(async () => {
  slack = await createSlackWorld({ scopes: SCOPES.map(({ scope }) => scope) });
  discord = await createDiscordWorld();
  folder = mkdtempSync(join(tmpdir(), 'news-digest-together-'));
  mkdirSync(join(folder, 'articles'));
  mkdirSync(join(folder, 'config'));
  writeFileSync(
    join(folder, 'config/news-digest.yaml'),
    'sources:\n  - folder: articles\n    title: Orm Herald\n',
  );
  writeFileSync(join(folder, 'clock.txt'), '2026-11-24T07:29:50Z');
});
afterEach(async () => {
  bot?.kill('SIGKILL');
  await Promise.all([slack.close(), discord.close()]);
  rmSync(folder, { recursive: true, force: true });
});

interface Ready {
  readonly url: string;
  readonly slack: string;
  readonly discord: string;
  readonly problems?: readonly string[];
}

/** The real program, with both platforms on this machine. */
async function start(more: Record<string, string> = {}): Promise<Ready> {
  const { INIT_CWD: _, ...env } = process.env;
  const child = spawn(join(ROOT, 'node_modules/.bin/node'), [join(ROOT, 'src/main.ts'), 'start'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'ignore'],
    env: {
      ...env,
      SLACK_BOT_TOKEN: slack.tokens.bot,
      SLACK_APP_TOKEN: slack.tokens.app,
      SLACK_API_URL: slack.apiUrl,
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      NEWS_DIGEST_CLOCK_FILE: 'clock.txt',
      PORT: '0',
      ...more,
    },
  });
  bot = child;
  return new Promise((done, failed) => {
    child.stdout.once('data', (line) => done(JSON.parse(String(line)) as Ready));
    child.once('exit', () => failed(new Error('ended before it was ready')));
  });
}

function slackRoom() {
  const alice = slack.workspace.addUser('alice');
  const room = slack.workspace.addChannel('news', [alice]);
  slack.workspace.invite(room);
  return { person: slack.person(alice), room };
}

function discordRoom() {
  const bob = discord.state.addUser('bob');
  const guild = discord.state.addGuild('Orm', bob);
  return { person: discord.person(bob), room: discord.state.addChannel(guild, 'news') };
}

const write = (name: string, text: string) => writeFileSync(join(folder, 'articles', name), text);
const shown = (value: unknown): string => JSON.stringify(value);

describe('one process on both platforms', () => {
  it('answers on both, and posts the same digest to both at their minute', async () => {
    const there = discordRoom();
    const here = slackRoom();
    expect(await start()).toMatchObject({ slack: 'socket', discord: 'on' });
    await here.person.command('/digest subscribe all when:* * * * *', here.room);
    await there.person.command('subscribe', { source: 'all', when: '* * * * *' }, there.room);
    expect(shown(await here.person.awaits(1, here.room))).toContain('Subscribed');
    expect(shown(await there.person.awaits(1, there.room))).toContain('Subscribed');
    write(
      'a.txt',
      'date 2026-11-24 A lamp was lit at Orm Point on Monday. It can be seen from 20 miles away.',
    );
    writeFileSync(join(folder, 'clock.txt'), '2026-11-24T07:33:00Z');
    const [onSlack, onDiscord] = await Promise.all([
      digestIn(() => here.person.sees(here.room)),
      digestIn(() => there.person.sees(there.room)),
    ]);
    for (const message of [onSlack, onDiscord])
      expect(message).toContain('A lamp was lit at Orm Point on Monday.');
    expect(discord.misshapen).toEqual([]);
  });

  it('goes on with one when the other does not take the token, and says so', async () => {
    const here = slackRoom();
    const ready = await start({ DISCORD_TOKEN: 'another.token.altogether' });
    expect(ready).toMatchObject({ slack: 'socket', discord: 'off' });
    expect(ready.problems?.join()).toMatch(/Discord/);
    const health = await fetch(`${ready.url}/health`);
    expect(health.status).toBe(503);
    expect(await health.text()).toMatch(/Discord/);
    await here.person.command('/digest help', here.room);
    expect(shown(await here.person.awaits(1, here.room))).toContain('/digest now');
  });
});

const digestIn = (see: () => readonly unknown[]) => waitFor('digest.more', see);

async function waitFor(words: string, see: () => readonly unknown[]): Promise<string> {
  const until = Date.now() + 25_000;
  while (Date.now() < until) {
    const found = see()
      .map(shown)
      .find((message) => message.includes(words));
    if (found !== undefined) return found;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`no ${words} in ${shown(see())}`);
}
