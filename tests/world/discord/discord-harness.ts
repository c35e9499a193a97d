import { createDiscordPlatform, type DiscordPlatform } from '../../../src/adapters/discord/platform.ts';
import { renderDiscord } from '../../../src/adapters/discord/render.ts';
import { specs } from '../../../src/commands/catalog.ts';
import type { PlatformName } from '../../../src/domain/place.ts';
import type { Outlet } from '../../../src/pipeline/tools.ts';
import { createSmallWorld, type SmallWorld } from '../small-world.ts';
import { createDiscordWorld, type DiscordWorld } from './discord-world.ts';
import type { WorldPerson } from './person.ts';
import type { Channel, Guild, User } from './state.ts';

/** The whole pipeline, with the real discord.js against the world's Discord. */
export interface DiscordHarness {
  readonly discord: DiscordWorld;
  readonly small: SmallWorld;
  readonly platform: DiscordPlatform;
  /** A server with one channel; its owner. */
  readonly guild: Guild;
  readonly news: Channel;
  readonly owner: User;
  readonly alice: WorldPerson;
  /** A new process on the same store. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export async function createDiscordHarness(
  prepare: (discord: DiscordWorld) => void = () => undefined,
): Promise<DiscordHarness> {
  const discord = await createDiscordWorld();
  const owner = discord.state.addUser('alice');
  const guild = discord.state.addGuild('Harbour', owner);
  const news = discord.state.addChannel(guild, 'news');
  prepare(discord);
  const small = await createSmallWorld();
  let platform = open();

  function open(): DiscordPlatform {
    const { log } = small.tools;
    const opened = createDiscordPlatform({
      token: discord.token,
      apiUrl: discord.apiUrl,
      log,
      now: small.now,
    });
    // The small world's own Discord in memory makes room for the real client.
    const outlets = small.tools.platforms as Map<PlatformName, Outlet>;
    outlets.set('discord', { platform: opened, render: renderDiscord });
    return opened;
  }

  await platform.start(small.pipeline.inbox, specs);
  return {
    discord,
    small,
    get platform() {
      return platform;
    },
    guild,
    news,
    owner,
    alice: discord.person(owner),
    async restart() {
      await platform.stop();
      platform = open();
      await small.restart();
      await platform.start(small.pipeline.inbox, specs);
    },
    async close() {
      await platform.stop();
      await small.close();
      await discord.close();
    },
  };
}
