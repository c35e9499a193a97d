import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDiscordHarness, type DiscordHarness } from '../world/discord/discord-harness.ts';
import { textOf } from '../world/discord/person.ts';
import type { Channel } from '../world/discord/state.ts';
import { sampleItems } from '../world/sample-items.ts';

let harness: DiscordHarness;

beforeEach(async () => {
  harness = await createDiscordHarness();
  await harness.small.addFeed('Orm Herald', []);
  await harness.small.pass({ minutes: 1 });
  harness.small.setFeed('Orm Herald', sampleItems(3));
  await harness.small.pass({ minutes: 35 });
});
afterEach(() => harness.close());

const posted = (channel?: Channel): readonly string[] => harness.alice.sees(channel).map(textOf);

async function subscribe(channel?: Channel): Promise<void> {
  const { state } = harness.discord;
  const workspace = channel === undefined ? `@me/${harness.owner.id}` : harness.guild.id;
  const kind = channel === undefined ? 'person' : 'channel';
  const id = channel?.id ?? harness.owner.id;
  await harness.small.subscribe({ platform: 'discord', workspace, kind, id, name: 'news' }, 'daily 08:00', {
    createdBy: state.bot.id,
  });
}

describe.each(['channel', 'person'] as const)('A post to a %s whose answer was lost', (kind) => {
  const place = (): Channel | undefined => (kind === 'channel' ? harness.news : undefined);

  it('is found by the next process, and not posted twice', async () => {
    await subscribe(place());
    harness.discord.faults.next('create message', { kind: 'drop-answer' });
    await harness.small.jump('2026-11-24T08:00:00Z');
    await harness.restart();
    await harness.small.pass({ seconds: 10 });
    expect(posted(place())).toEqual([expect.stringContaining('Lighthouse at Orm Point')]);
  });

  it('is found or completed much later, and stands there once', async () => {
    await subscribe(place());
    harness.discord.faults.next('create message', { kind: 'drop-answer' });
    await harness.small.jump('2026-11-24T08:00:00Z');
    harness.discord.pass({ hours: 1 });
    await harness.small.jump('2026-11-24T09:00:00Z');
    await harness.small.pass({ minutes: 20 });
    expect(posted(place())).toEqual([expect.stringContaining('Lighthouse at Orm Point')]);
  });

  it('is posted when Discord never had it', async () => {
    await subscribe(place());
    harness.discord.faults.next('create message', { kind: 'cut' });
    await harness.small.jump('2026-11-24T08:00:00Z');
    expect(posted(place())).toEqual([]);
    await harness.restart();
    await harness.small.pass({ seconds: 10 });
    expect(posted(place())).toEqual([expect.stringContaining('Lighthouse at Orm Point')]);
  });
});

describe('A post that nobody may look for', () => {
  it('is held, said, and its stories ride in the next digest', async () => {
    const { discord, small, news } = harness;
    await subscribe(news);
    discord.faults.next('create message', { kind: 'cut' });
    discord.state.forbid(news, 'readMessageHistory');
    await small.jump('2026-11-24T08:00:00Z');
    discord.pass({ hours: 1 });
    await small.jump('2026-11-24T09:00:00Z');
    expect(posted(news)).toEqual([]);
    expect(small.lines.join('\n')).toContain('Read Message History');
    await small.jump('2026-11-25T08:00:00Z');
    expect(posted(news)).toEqual([expect.stringContaining('Lighthouse at Orm Point')]);
  });

  it('is sent again within two minutes, for Discord knows its nonce', async () => {
    const { discord, small, news } = harness;
    await subscribe(news);
    discord.state.forbid(news, 'readMessageHistory');
    discord.faults.next('create message', { kind: 'drop-answer' });
    await small.jump('2026-11-24T08:00:00Z');
    await small.pass({ seconds: 10 });
    expect(posted(news)).toEqual([expect.stringContaining('Lighthouse at Orm Point')]);
    expect(discord.calls.filter(({ route }) => route === 'create message')).toHaveLength(2);
  });
});
