import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMPONENTS_V2, LIMITS } from '../../../src/adapters/discord/limits.ts';
import { createDiscordPlatform } from '../../../src/adapters/discord/platform.ts';
import type { Json } from '../../../src/domain/message.ts';
import { createDiscordWorld, type DiscordWorld } from '../../world/discord/discord-world.ts';
import type { Channel } from '../../world/discord/state.ts';

/** What of a message's size each row limits: components of exactly this size. */
const SIZED: Readonly<Record<Exclude<keyof typeof LIMITS, 'choice'>, (size: number) => readonly Json[]>> = {
  // The container counts too.
  components: (size) => Array.from({ length: size - 1 }, () => text('x')),
  text: (size) => [text('x'.repeat(2_000)), text('x'.repeat(size - 2_000))],
  rowButtons: (size) => [row(Array.from({ length: size }, (_, index) => button(`b${index}`, 'Go')))],
  buttonLabel: (size) => [row([button('b', 'x'.repeat(size))])],
  customId: (size) => [row([button('x'.repeat(size), 'Go')])],
  options: (size) => [select(Array.from({ length: size }, (_, index) => option(`o${index}`, 'Story')))],
  optionLabel: (size) => [select([option('o', 'x'.repeat(size))])],
  optionValue: (size) => [select([option('x'.repeat(size), 'Story')])],
  placeholder: (size) => [select([option('o', 'Story')], 'x'.repeat(size))],
};

const text = (content: string): Json => ({ type: 10, content });
const row = (components: readonly Json[]): Json => ({ type: 1, components });
const button = (custom_id: string, label: string): Json => ({ type: 2, style: 2, custom_id, label });
const option = (value: string, label: string): Json => ({ value, label });
const select = (options: readonly Json[], placeholder = 'Choose'): Json =>
  row([{ type: 3, custom_id: 's', placeholder, options }]);

let discord: DiscordWorld;
let news: Channel;
beforeAll(async () => {
  discord = await createDiscordWorld();
  discord.limits.most = 1_000;
  news = discord.state.addChannel(discord.state.addGuild('Harbour', discord.state.addUser('alice')), 'news');
});
afterAll(() => discord.close());

async function post(components: readonly Json[]): Promise<string> {
  const log = {
    debug: () => undefined,
    info: () => undefined,
    warn: () => undefined,
    error: () => undefined,
  };
  const now = () => Temporal.Now.instant();
  const platform = createDiscordPlatform({ token: discord.token, apiUrl: discord.apiUrl, log, now });
  const payload = {
    flags: COMPONENTS_V2,
    allowed_mentions: { parse: [] },
    components: [{ type: 17, components }],
  };
  const part = { payload, text: 'x', stories: [], quotations: [], usage: '' };
  const place = { platform: 'discord', workspace: 'g', kind: 'channel', id: news.id } as const;
  return (await platform.post(place, part, `key ${discord.calls.length}`)).kind;
}

describe('The limits of a message', () => {
  it.each(Object.entries(SIZED))('hold at %s, and one more is refused', async (name, sized) => {
    const limit = LIMITS[name as keyof typeof LIMITS];
    expect(await post(sized(limit))).toBe('posted');
    expect(await post(sized(limit + 1))).toBe('rejected');
  });
});
