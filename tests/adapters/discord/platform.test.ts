import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDiscordPlatform, type DiscordPlatform } from '../../../src/adapters/discord/platform.ts';
import { specs } from '../../../src/commands/catalog.ts';
import type { Place } from '../../../src/domain/place.ts';
import type { Inbox } from '../../../src/ports/chat-platform.ts';
import type { Log } from '../../../src/ports/log.ts';
import { chatPlatformContract } from '../../contracts/chat-platform.ts';
import { createDiscordWorld, type DiscordWorld } from '../../world/discord/discord-world.ts';
import { textOf, until } from '../../world/discord/person.ts';
import type { Channel, Guild, User } from '../../world/discord/state.ts';
import { samplePart } from './sample-parts.ts';

const START = '2026-11-24T07:00:00Z';

/** A server with one channel and a person in it, and the platform that posts there by the HTTP API alone. */
interface Stage {
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

async function setStage(): Promise<Stage> {
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

function logTo(lines: string[]): Log {
  const write = (message: string, fields: object = {}) =>
    void lines.push(JSON.stringify({ message, ...fields }));
  return { debug: write, info: write, warn: write, error: write };
}

const inbox: Inbox = {
  handle: async () => undefined,
  complete: async () => [],
  installed: async () => undefined,
  visibility: () => 'private',
};

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(async () => {
  expect(stage.discord.misshapen).toEqual([]);
  await stage.platform.stop();
  await stage.discord.close();
});

for (const kind of ['place', 'person'] as const) {
  chatPlatformContract(`Discord (${kind})`, async () => {
    const { platform, discord, news, alice, now } = stage;
    return {
      platform,
      place: stage[kind],
      unknownPlace: { ...stage.place, id: '404' },
      now,
      part: (text) => samplePart(text),
      texts: async (place) =>
        discord
          .person(alice)
          .sees(place.kind === 'channel' ? news : undefined)
          .map((message) => textOf(message).split('\n')[0] ?? ''),
    };
  });
}

const texts = (channel?: Channel): readonly string[] =>
  stage.discord.person(stage.alice).sees(channel).map(textOf);
const post = (key = 'd.0', place = stage.place, part = samplePart('One')) =>
  stage.platform.post(place, part, key);
const find = (key = 'd.0', place = stage.place, since = Temporal.Instant.from(START)) =>
  stage.platform.find(place, key, since);

describe('A post in a channel', () => {
  it('gives the address of the message', async () => {
    const outcome = await post();
    const [message] = stage.discord.state.messages;
    expect(outcome).toEqual({
      kind: 'posted',
      receipt: {
        channel: stage.news.id,
        message: message?.id,
        link: `https://discord.com/channels/${stage.guild.id}/${stage.news.id}/${message?.id}`,
      },
    });
  });

  it('does not stand twice when it is sent again within minutes', async () => {
    const first = await post();
    expect(await post()).toEqual(first);
    expect(texts(stage.news)).toHaveLength(1);
    expect((await post('d.1')).kind).toBe('posted');
    expect(texts(stage.news)).toHaveLength(2);
  });

  it('is sent once by each call, whatever the answer', async () => {
    const { faults, calls } = stage.discord;
    faults.next('create message', { kind: 'status', status: 502 });
    expect(await post()).toMatchObject({ kind: 'unknown' });
    expect(calls.filter(({ route }) => route === 'create message')).toHaveLength(1);
  });

  it('is unknown when the answer was lost, whether it stands there or not', async () => {
    const { faults } = stage.discord;
    faults.next('create message', { kind: 'drop-answer' });
    expect(await post('d.0')).toMatchObject({
      kind: 'unknown',
      reason: expect.stringContaining('no answer'),
    });
    faults.next('create message', { kind: 'cut' });
    expect(await post('d.1')).toMatchObject({ kind: 'unknown' });
    faults.next('create message', { kind: 'done-but', status: 500 });
    expect(await post('d.2')).toMatchObject({ kind: 'unknown' });
    expect(texts(stage.news)).toHaveLength(2);
  });

  it.each([false, true])('waits as long as Discord asks (in the body alone: %s)', async (bare) => {
    stage.discord.faults.next('create message', { kind: 'rate-limited', seconds: 7, bare });
    const outcome = await post();
    expect(outcome.kind).toBe('retry');
    if (outcome.kind === 'retry') expect(outcome.after.total('seconds')).toBeGreaterThanOrEqual(7);
  });

  it('keeps to the limits that Discord tells in its headers', async () => {
    const outcomes = [];
    for (const key of ['1', '2', '3', '4', '5', '6', '7']) outcomes.push(await post(key));
    expect(outcomes.map(({ kind }) => kind)).toEqual([...Array(5).fill('posted'), 'retry', 'retry']);
    expect(stage.discord.calls.filter(({ status }) => status === 429)).toEqual([]);
  });

  it('is tried again when there is nobody to talk to', async () => {
    const nobody = stage.open({ apiUrl: `http://127.0.0.1:${await unusedPort()}/api` });
    expect(await nobody.post(stage.place, samplePart('One'), 'd.0')).toMatchObject({ kind: 'retry' });
  });

  it.each([
    ['viewChannel', 'View Channel'],
    ['sendMessages', 'Send Messages'],
  ] as const)('says what to grant when %s is missing', async (right, name) => {
    stage.discord.state.forbid(stage.news, right);
    expect(await post()).toMatchObject({ kind: 'gone', reason: expect.stringContaining(name) });
  });

  it('is rejected when Discord will never take it', async () => {
    const part = samplePart('One');
    const outcome = await stage.platform.post(
      stage.place,
      { ...part, payload: { ...part.payload, components: [] } },
      'd.0',
    );
    expect(outcome).toMatchObject({ kind: 'rejected', reason: expect.stringContaining('empty message') });
  });

  it('waits for a token that is taken, and says that it is not', async () => {
    const wrong = stage.open({ token: 'wrong' });
    expect(await wrong.post(stage.place, samplePart('One'), 'd.0')).toMatchObject({ kind: 'retry' });
    expect(wrong.health()).toEqual({ ok: false, reason: expect.stringContaining('DISCORD_TOKEN') });
    stage.discord.token = 'wrong';
    expect(await wrong.post(stage.place, samplePart('One'), 'd.0')).toMatchObject({ kind: 'posted' });
  });
});

describe('A direct message', () => {
  it('comes as a plain line, for the notification, and becomes the whole', async () => {
    const part = samplePart('News digest, Tuesday 24 November');
    await post('d.0', stage.person, part);
    const created = stage.discord.calls.find(({ route }) => route === 'create message');
    expect(created?.body).toMatchObject({ content: 'News digest, Tuesday 24 November' });
    expect(stage.discord.state.messages).toMatchObject([{ content: '', flags: 32_768, edits: 1 }]);
  });

  it('is completed all the same when its second step fails at first', async () => {
    stage.discord.faults.next('edit message', { kind: 'status', status: 500 });
    stage.discord.faults.next('edit message', { kind: 'drop-answer' });
    expect(await post('d.0', stage.person)).toMatchObject({ kind: 'posted' });
    expect(stage.discord.state.messages).toHaveLength(1);
    expect(await find('d.0', stage.person)).toMatchObject({ kind: 'found' });
  });

  it('whose second step was lost is completed by the next attempt', async () => {
    stage.discord.faults.next('edit message', { kind: 'status', status: 500 }, 3);
    expect(await post('d.0', stage.person)).toMatchObject({ kind: 'unknown' });
    expect(await find('d.0', stage.person)).toEqual({ kind: 'absent' });
    expect(await post('d.0', stage.person)).toMatchObject({ kind: 'posted' });
    expect(stage.discord.state.messages).toMatchObject([{ content: '', flags: 32_768 }]);
  });

  it('whose second step was lost long ago comes once and whole', async () => {
    stage.discord.faults.next('edit message', { kind: 'status', status: 500 }, 3);
    await post('d.0', stage.person);
    stage.pass({ hours: 1 });
    expect(await find('d.0', stage.person)).toEqual({ kind: 'absent' });
    expect(await post('d.0', stage.person)).toMatchObject({ kind: 'posted' });
    expect(stage.discord.state.messages).toMatchObject([{ content: '', flags: 32_768 }]);
  });

  it('to somebody who takes none is gone', async () => {
    stage.discord.state.closed.add(stage.alice.id);
    expect(await post('d.0', stage.person)).toMatchObject({
      kind: 'gone',
      reason: expect.stringContaining('@alice'),
    });
    const nobody: Place = { ...stage.person, id: '404' };
    expect((await post('d.0', nobody)).kind).not.toBe('posted');
  });

  it('is tried again when its channel could not be opened', async () => {
    stage.discord.faults.next('open direct channel', { kind: 'drop-answer' });
    expect(await post('d.0', stage.person)).toMatchObject({ kind: 'retry' });
  });
});

describe('Looking for a post', () => {
  it.each([true, false])(
    'finds it by its key long afterwards, among others (controls: %s)',
    async (controls) => {
      for (const key of ['d.0', 'd.1', 'e.0']) await post(key, stage.place, samplePart(key, controls));
      stage.pass({ hours: 3 });
      const found = await find('d.1');
      expect(found.kind === 'found' && texts(stage.news)).toBeTruthy();
      const message = stage.discord.state.messages.find((each) => textOf(each).startsWith('d.1'));
      expect(found).toMatchObject({ kind: 'found', receipt: { message: message?.id } });
    },
  );

  it('finds nothing that others wrote', async () => {
    await post('d.0');
    const { messages } = stage.discord.state;
    const [message] = messages;
    if (message !== undefined) messages.splice(0, 1, { ...message, author: stage.alice });
    stage.pass({ hours: 3 });
    expect(await find('d.0')).toEqual({ kind: 'absent' });
  });

  it('reads page after page of a busy channel, and says when it was too much', async () => {
    const { state } = stage.discord;
    const say = (count: number) => {
      for (let each = 0; each < count; each += 1) {
        state.messages.push({
          id: state.nextId(),
          channel: stage.news,
          author: stage.alice,
          content: 'hm',
          components: [],
          flags: 0,
          thinking: false,
          edits: 0,
        });
      }
    };
    say(250);
    await post('d.0');
    stage.pass({ hours: 3 });
    expect(await find('d.0')).toMatchObject({ kind: 'found' });
    expect(await find('other.0')).toEqual({ kind: 'absent' });
    stage.discord.state.messages.length = 0;
    say(1_100);
    expect(await find('other.0')).toMatchObject({
      kind: 'cannot-tell',
      reason: expect.stringContaining('#news'),
    });
  });

  it('does not trust an empty history that it may not read', async () => {
    await post('d.0');
    stage.discord.state.forbid(stage.news, 'readMessageHistory');
    stage.pass({ hours: 1 });
    expect(await find('d.0')).toMatchObject({
      kind: 'cannot-tell',
      reason: expect.stringContaining('Read Message History'),
    });
  });

  it('trusts the nonce for two minutes where it may not look', async () => {
    await post('d.0');
    stage.discord.state.forbid(stage.news, 'readMessageHistory');
    stage.pass({ seconds: 90 });
    expect(await find('d.0')).toEqual({ kind: 'absent' });
    expect((await post('d.0')).kind).toBe('posted');
    expect(texts(stage.news)).toHaveLength(1);
    stage.pass({ seconds: 31 });
    expect((await find('d.0')).kind).toBe('cannot-tell');
  });

  it('knows that an empty channel which it may read is empty', async () => {
    stage.pass({ hours: 1 });
    expect(await find('d.0')).toEqual({ kind: 'absent' });
  });

  it('computes the right from roles and overwrites, in threads too', async () => {
    const { state } = stage.discord;
    const thread = state.addChannel(stage.guild, 'talk', { type: 11, parentId: stage.news.id });
    const place: Place = { ...stage.place, id: thread.id };
    stage.pass({ hours: 1 });
    expect(await find('d.0', place)).toEqual({ kind: 'absent' });
    state.forbid(stage.news, 'readMessageHistory');
    expect((await find('d.0', place)).kind).toBe('cannot-tell');
    const reader = state.nextId();
    stage.guild.roles.set(reader, 8n);
    stage.guild.members.set(state.bot.id, [reader]);
    expect(await find('d.0', place)).toEqual({ kind: 'absent' });
  });

  it('waits when Discord asks for it or does not answer', async () => {
    stage.pass({ hours: 1 });
    stage.discord.faults.next('messages', { kind: 'rate-limited', seconds: 3 });
    const limited = await find('d.0');
    expect(limited).toMatchObject({ kind: 'cannot-tell' });
    if (limited.kind === 'cannot-tell') expect(limited.after?.total('seconds')).toBeGreaterThanOrEqual(3);
  });

  it('waits when Discord is in trouble', async () => {
    stage.discord.faults.next('messages', { kind: 'status', status: 503 });
    expect(await find('d.0')).toMatchObject({ kind: 'cannot-tell', after: expect.anything() });
  });

  it('finds by Discord’s time when the program’s was moved', async () => {
    const since = stage.now().add({ hours: 30 * 24 });
    await post('d.0');
    const moved = createDiscordPlatform({
      token: stage.discord.token,
      apiUrl: stage.discord.apiUrl,
      log: logTo([]),
      now: () => since.add({ minutes: 10 }),
    });
    expect(await moved.find(stage.place, 'd.0', since)).toMatchObject({ kind: 'found' });
  });

  it('finds a post when the program’s time jumped after it', async () => {
    await post('d.0');
    const jumped = createDiscordPlatform({
      token: stage.discord.token,
      apiUrl: stage.discord.apiUrl,
      log: logTo([]),
      now: () => Temporal.Instant.from(START).add({ hours: 100 }),
    });
    expect(await jumped.find(stage.place, 'd.0', Temporal.Instant.from(START))).toMatchObject({
      kind: 'found',
    });
  });
});

describe('Starting', () => {
  it('publishes the commands for everybody, and again only when they changed', async () => {
    await stage.platform.start(inbox, specs);
    const published = () => stage.discord.calls.filter(({ route }) => route === 'publish').length;
    expect(published()).toBe(1);
    expect(stage.discord.state.commands.get('global')).toMatchObject([{ name: 'digest', contexts: [0, 1] }]);
    const again = stage.open();
    await again.start(inbox, specs);
    expect(published()).toBe(1);
    await again.stop();
    const changed = stage.open();
    await changed.start(inbox, specs.slice(1));
    expect(published()).toBe(2);
    await changed.stop();
  });

  it('publishes where it may not see what is published', async () => {
    stage.discord.faults.next('commands', { kind: 'refused', status: 403, code: 50001 });
    await stage.platform.start(inbox, specs);
    expect(stage.platform.health()).toEqual({ ok: true });
    expect(stage.discord.state.commands.get('global')).toHaveLength(1);
  });

  it('publishes to one server when it is named', async () => {
    const platform = stage.open({ guildId: stage.guild.id });
    await platform.start(inbox, specs);
    expect([...stage.discord.state.commands.keys()]).toEqual([stage.guild.id]);
    await platform.stop();
  });

  it('asks to hear of servers and direct messages, and nothing else', async () => {
    await stage.platform.start(inbox, specs);
    expect(stage.discord.gateway.log.intents).toEqual([1 | 4096]);
    expect(stage.platform.health()).toEqual({ ok: true });
  });

  it('goes on in the background with a wrong token, and says so', async () => {
    const platform = stage.open({ token: 'wrong' });
    await platform.start(inbox, specs);
    expect(platform.health()).toEqual({ ok: false, reason: expect.stringContaining('DISCORD_TOKEN') });
    expect(stage.lines.join()).not.toContain('"wrong"');
    stage.discord.token = 'wrong';
    await until(() => platform.health().ok, 'a connection');
    await platform.stop();
  });

  it('goes on in the background when Discord is down', async () => {
    const platform = stage.open({ apiUrl: `http://127.0.0.1:${await unusedPort()}/api` });
    await platform.start(inbox, specs);
    expect(platform.health()).toEqual({ ok: false, reason: expect.stringContaining('cannot be reached') });
    await platform.stop();
  });

  it('says that the commands could not be published, and tries again', async () => {
    stage.discord.faults.next('publish', { kind: 'status', status: 500 });
    const started = stage.platform.start(inbox, specs);
    await until(() => stage.platform.health().reason?.includes('commands') === true, 'the fault');
    await started;
    expect(stage.platform.health()).toEqual({ ok: true });
  });
});

async function unusedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
