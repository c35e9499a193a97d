import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDiscordHarness, type DiscordHarness } from '../world/discord/discord-harness.ts';
import { textOf, type WorldPerson } from '../world/discord/person.ts';
import type { Channel, Message } from '../world/discord/state.ts';
import { sampleItems } from '../world/sample-items.ts';

let harness: DiscordHarness;
let news: Channel;
let alice: WorldPerson;

/** A server with the channel #news, the bot in it, and Alice, who owns it; a feed with three articles. */
beforeEach(async () => {
  harness = await createDiscordHarness();
  ({ news, alice } = harness);
  await harness.small.addFeed('Orm Herald', []);
  await harness.small.pass({ minutes: 1 });
  harness.small.setFeed('Orm Herald', sampleItems(3));
  await harness.small.pass({ minutes: 35 });
});
afterEach(async () => {
  const { misshapen } = harness.discord;
  await harness.close();
  expect(misshapen).toEqual([]);
});

const texts = (messages: readonly Message[]): string[] => messages.map(textOf);
const posted = (): readonly Message[] =>
  harness.discord.state.messages.filter(
    ({ channel, author, onlyFor }) =>
      channel === news && author === harness.discord.state.bot && onlyFor === undefined,
  );
const beat = (): Promise<void> => harness.small.pass({ seconds: 1 });

async function subscribe(): Promise<void> {
  await alice.command('subscribe', { source: 'all', when: 'daily 08:00', zone: 'UTC' }, news);
  expect(texts(await alice.awaits(1, news))[0]).toContain('Subscribed');
}

describe('A person at Discord', () => {
  it('is answered privately, after an acknowledgement, whatever command it is', async () => {
    const text =
      'A lamp was carried up the tower on Tuesday. The lens was ground in Dalby. Ships had steered by a buoy since March.';
    const commands: readonly (readonly [string, Record<string, string | number>])[] = [
      ['help', {}],
      ['now', { count: 3 }],
      ['preview', {}],
      ['sources', {}],
      ['subscribe', { source: 'all', when: 'daily 08:00' }],
      ['schedule', { subscription: 'News digest', when: 'daily 09:00' }],
      ['unsubscribe', { subscription: 'News digest' }],
      ['summarize', { input: text, sentences: 2 }],
    ];
    for (const [index, [name, options]] of commands.entries()) {
      const sent = await alice.command(name, options, news);
      expect(sent.interaction.acknowledgedAfter, name).toBeLessThan(3_000);
      const answer = (await alice.awaits(index + 1, news))[index] as Message;
      expect(answer.onlyFor, name).toBe(alice.user.id);
      expect(textOf(answer), name).not.toMatch(/did not understand|my fault/);
    }
    expect(posted()).toEqual([]);
  });

  it('is offered sources, zones and times while typing', async () => {
    expect(await alice.complete('subscribe', 'source', 'orm', news)).toContainEqual({
      name: expect.stringContaining('Orm Herald'),
      value: expect.any(String),
    });
    const zones = await alice.complete('subscribe', 'zone', 'berl', news);
    expect(zones[0]).toMatchObject({ value: 'Europe/Berlin' });
    expect((await alice.complete('subscribe', 'when', '', news)).length).toBeGreaterThan(0);
    expect(await alice.complete('subscribe', 'zone', 'no such place', news)).toEqual([]);
  });

  it('gets the digest at once, opens it with its buttons, and one story with its menu', async () => {
    await alice.command('now', {}, news);
    const [digest] = (await alice.awaits(1, news)) as [Message];
    expect(textOf(digest)).toContain('Lighthouse at Orm Point');
    await alice.press(digest, 'More');
    await alice.awaits(2, news);
    await alice.press(digest, 'Sources');
    await alice.awaits(3, news);
    await alice.choose(digest, 'Velden bakery');
    const seen = texts(await alice.awaits(4, news));
    expect(seen[1]).toContain('Ships had steered by a buoy');
    expect(seen[3]).toContain('A jury of nine tasted 140 loaves');
    expect(seen[0]).toBe(textOf(digest));
  });

  it('subscribes a channel, which gets its digest at its minute, and opens it there', async () => {
    await subscribe();
    await harness.small.jump('2026-11-24T07:59:59Z');
    expect(posted()).toEqual([]);
    await harness.small.jump('2026-11-24T08:00:00Z');
    expect(texts(posted())).toEqual([expect.stringContaining('Lighthouse at Orm Point')]);
    const bob = harness.discord.person(harness.discord.state.addUser('bob'));
    harness.guild.members.set(bob.user.id, []);
    await bob.press(posted()[0] as Message, 'More');
    expect(texts(await bob.awaits(2, news))[1]).toContain('Ships had steered by a buoy');
    await bob.choose(posted()[0] as Message, 'Velden bakery');
    expect(texts(await bob.awaits(3, news))[2]).toContain('A jury of nine tasted 140 loaves');
    expect(posted()).toHaveLength(1);
  });

  it('gets a digest of their own, subscribed in a direct message', async () => {
    const question = alice.write('subscribe all when:daily 08:00 zone:UTC');
    const [answer] = (await alice.awaits(1)) as [Message];
    expect(textOf(answer)).toContain('Subscribed');
    expect(answer.answers).toBe(question.id);
    await harness.small.jump('2026-11-24T08:00:00Z');
    const digest = (await alice.awaits(2))[1] as Message;
    expect(textOf(digest)).toContain('Lighthouse at Orm Point');
    expect(posted()).toEqual([]);
    await alice.press(digest, 'More');
    expect(texts(await alice.awaits(3))[2]).toContain('Ships had steered by a buoy');
  });

  it('may use the commands in a direct message too', async () => {
    await alice.command('subscribe', { source: 'all', when: 'daily 08:00', zone: 'UTC' });
    expect(texts(await alice.awaits(1))[0]).toContain('Subscribed');
  });

  it('gets a link and a text summarized that they send, and examples for what is not understood', async () => {
    alice.write(
      'The keepers carried the repaired lamp up 212 steps on Tuesday morning. The lens was ground in a workshop in Dalby by two sisters. Ships had steered by a buoy since the storm of March. Visitors may climb the tower again from Sunday on, the harbour office said.',
    );
    expect(texts(await alice.awaits(1))[0]).toContain('212 steps');
    alice.write('gibberish & <@1> @everyone');
    expect(texts(await alice.awaits(2))[1]).toContain('/digest');
    alice.write('https://nowhere.example/story');
    expect((await alice.awaits(3)).every(({ flags }) => flags === 32_768)).toBe(true);
  });

  it('hears at once that the bot may not post here, and what to grant', async () => {
    harness.discord.state.forbid(news, 'sendMessages', 'viewChannel');
    await alice.command('subscribe', { source: 'all', when: 'daily 08:00' }, news);
    const [answer] = texts(await alice.awaits(1, news));
    expect(answer?.replaceAll('\\', '').replaceAll('**', '')).toContain(
      'I may not post in #news.\nMissing on Discord: Send Messages, View Channel. A server admin can grant them under Server settings, Roles, News Digest.',
    );
  });

  it('may subscribe a channel only when they may manage it', async () => {
    const { state } = harness.discord;
    const bob = harness.discord.person(state.addUser('bob'));
    harness.guild.members.set(bob.user.id, []);
    await bob.command('subscribe', { source: 'all', when: 'daily 08:00' }, news);
    expect(texts(await bob.awaits(1, news))[0]).not.toContain('Subscribed');
    const editors = state.nextId();
    harness.guild.roles.set(editors, 1n << 4n);
    harness.guild.members.set(bob.user.id, [editors]);
    await bob.command('subscribe', { source: 'all', when: 'daily 08:00' }, news);
    expect(texts(await bob.awaits(2, news))[1]).toContain('Subscribed');
  });

  it('is answered once when Discord delivers twice', async () => {
    const command = await alice.command('sources', {}, news);
    const message = alice.write('sources');
    await alice.awaits(1, news);
    await alice.awaits(1);
    alice.again(command);
    harness.discord.gateway.dispatch('MESSAGE_CREATE', {
      id: message.id,
      channel_id: message.channel.id,
      author: { ...alice.user },
      content: message.content,
      type: 0,
    });
    await alice.command('help', {}, news);
    await alice.awaits(2, news);
    expect(alice.sees(news)).toHaveLength(2);
    expect(alice.sees()).toHaveLength(1);
  });

  it('is not answered too late', async () => {
    const sent = await alice.command('sources', {}, news);
    await alice.awaits(1, news);
    const before = harness.discord.calls.length;
    harness.discord.pass({ minutes: 20 });
    alice.again({ ...sent, data: { ...sent.data, id: '77' } });
    await alice.command('help', {}, news);
    await alice.awaits(2, news);
    const refused = harness.discord.calls.slice(before).filter(({ status }) => status === 404);
    expect(refused.map(({ route }) => route)).toEqual(['callback']);
  });

  it('is answered when Discord stumbles over the answer', async () => {
    harness.discord.faults.next('edit reply', { kind: 'status', status: 500 });
    harness.discord.faults.next('edit reply', { kind: 'rate-limited', seconds: 0.2 });
    await alice.command('sources', {}, news);
    expect(texts(await alice.awaits(1, news))[0]).toContain('source');
  });
});

describe('The bot at Discord', () => {
  it('hears nothing of what bots write, and of channels', async () => {
    const { gateway, state } = harness.discord;
    const base = { channel_id: state.directChannel(alice.user).id, content: 'sources', type: 0 };
    gateway.dispatch('MESSAGE_CREATE', { ...base, id: '1', author: state.bot });
    gateway.dispatch('MESSAGE_CREATE', { ...base, id: '2', author: { id: '9', username: 'x', bot: true } });
    alice.write('help');
    await alice.awaits(1);
    expect(alice.sees()).toHaveLength(1);
  });

  it('answers what discord.js itself cannot read, and lives on', async () => {
    const sent = await alice.command('help', {}, news);
    const { entitlements: _, ...less } = sent.data;
    const again = { ...sent.data, id: '78', token: 'another' };
    harness.discord.gateway.dispatch('INTERACTION_CREATE', { ...less, id: '79', token: 'another' });
    harness.discord.gateway.dispatch('INTERACTION_CREATE', { ...again, type: 99, data: null });
    harness.discord.gateway.dispatch('GUILD_CREATE', { id: null });
    await alice.command('sources', {}, news);
    await alice.awaits(2, news);
    expect(harness.small.lines.join('\n')).toContain('could not read a packet');
  });

  it('greets whoever added it to a server, in a direct message and not in the server', async () => {
    const { state, gateway } = harness.discord;
    const [owner, bob] = [state.addUser('olga'), state.addUser('bob')];
    const silent = state.addGuild('Silent', owner, { addedBy: bob });
    gateway.addGuild(silent);
    await settled(() => beat(), harness.discord.person(owner));
    expect(texts(harness.discord.person(owner).sees())).toEqual([expect.stringContaining('News Digest')]);
    const telling = state.addGuild('Telling', owner, { addedBy: bob });
    telling.roles.set(telling.id, (telling.roles.get(telling.id) ?? 0n) | (1n << 7n));
    gateway.addGuild(telling);
    await settled(() => beat(), harness.discord.person(bob));
    expect(harness.discord.person(owner).sees()).toHaveLength(1);
    expect(harness.discord.person(bob).sees()).toHaveLength(1);
  });

  it('does not greet again after a restart', async () => {
    await harness.restart();
    await beat();
    expect(alice.sees()).toEqual([]);
  });
});

/** Beats until somebody has heard something. */
async function settled(work: () => Promise<void>, person: WorldPerson): Promise<void> {
  for (let tries = 0; person.sees().length === 0 && tries < 100; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    await work();
  }
}
