import { createServer } from 'node:net';
import { createDiscordPlatform, type DiscordPlatform } from '../../../src/adapters/discord/platform.ts';
import type { Place } from '../../../src/domain/place.ts';
import type { Log } from '../../../src/ports/log.ts';
import { createDiscordWorld, type DiscordWorld } from '../../world/discord/discord-world.ts';
import type { Channel, Guild, User } from '../../world/discord/state.ts';

export const START = '2026-11-24T07:00:00Z';

/** A server with one channel and a person in it, and the platform that posts there by the HTTP API alone. */
export interface Stage {
  readonly discord: DiscordWorld;
  readonly platform: DiscordPlatform;
  readonly guild: Guild;
  readonly news: Channel;
  readonly alice: User;
  readonly place: Place;
  readonly person: Place;
  readonly lines: string[];
  /** The program's time goes on, and Discord's with it. */
  pass(duration: Temporal.DurationLike): void;
  now(): Temporal.Instant;
  open(options?: {
    readonly token?: string;
    readonly apiUrl?: string;
    readonly guildId?: string;
  }): DiscordPlatform;
}

export async function setStage(): Promise<Stage> {
  const discord = await createDiscordWorld();
  const alice = discord.state.addUser('alice');
  const guild = discord.state.addGuild('Harbour', alice);
  const news = discord.state.addChannel(guild, 'news');
  const lines: string[] = [];
  let now = Temporal.Instant.from(START);
  const open: Stage['open'] = (options = {}) =>
    createDiscordPlatform({
      token: discord.token,
      apiUrl: discord.apiUrl,
      log: logTo(lines),
      now: () => now,
      ...options,
    });
  return {
    discord,
    alice,
    guild,
    news,
    lines,
    platform: open(),
    place: { platform: 'discord', workspace: guild.id, kind: 'channel', id: news.id, name: 'news' },
    person: {
      platform: 'discord',
      workspace: `@me/${alice.id}`,
      kind: 'person',
      id: alice.id,
      name: 'alice',
    },
    pass(duration) {
      now = now.add(duration);
      discord.pass(duration);
    },
    now: () => now,
    open,
  };
}

export function logTo(lines: string[]): Log {
  const write = (message: string, fields: object = {}) =>
    void lines.push(JSON.stringify({ message, ...fields }));
  return { debug: write, info: write, warn: write, error: write };
}

/** A port of this machine that nobody listens on. */
export async function unusedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
