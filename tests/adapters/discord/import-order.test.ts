import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, expect, it } from 'vitest';
import { createDiscordWorld, type DiscordWorld } from '../../world/discord/discord-world.ts';
import { textOf } from '../../world/discord/person.ts';

const root = resolve(import.meta.dirname, '../../..');
let discord: DiscordWorld | undefined;
afterEach(() => discord?.close());

/** Posts in a process of its own, which loads both clients in this order; Bolt's undici takes the global dispatcher. */
it.each([
  ['@slack/bolt', 'discord.js'],
  ['discord.js', '@slack/bolt'],
])('Discord is served with %s loaded first', async (first, second) => {
  discord = await createDiscordWorld();
  const alice = discord.state.addUser('alice');
  const guild = discord.state.addGuild('Harbour', alice);
  const news = discord.state.addChannel(guild, 'news');
  const script = `
    await import('${first}');
    await import('${second}');
    const { createDiscordPlatform } = await import('./src/adapters/discord/platform.ts');
    const { samplePart } = await import('./tests/adapters/discord/sample-parts.ts');
    const log = { debug() {}, info() {}, warn() {}, error() {} };
    const platform = createDiscordPlatform({
      token: '${discord.token}', apiUrl: '${discord.apiUrl}', log, now: () => Temporal.Now.instant(),
    });
    const inbox = { handle: async () => {}, complete: async () => [], installed: async () => {}, visibility: () => 'private' };
    await platform.start(inbox, []);
    const place = { platform: 'discord', workspace: '${guild.id}', kind: 'channel', id: '${news.id}' };
    const outcome = await platform.post(place, samplePart('Ærø said: “ready”'), 'd.0');
    console.log(outcome.kind, platform.health().ok);
    await platform.stop();
    process.exit(0);`;
  const node = resolve(root, 'node_modules/.bin/node');
  const { stdout } = await promisify(execFile)(node, ['--input-type=module', '-e', script], { cwd: root });
  expect(stdout.trim()).toBe('posted true');
  expect(discord.person(alice).sees(news).map(textOf)[0]).toContain('Ærø said: “ready”');
});
