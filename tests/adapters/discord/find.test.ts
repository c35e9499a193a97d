import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDiscordPlatform } from '../../../src/adapters/discord/platform.ts';
import type { Place } from '../../../src/domain/place.ts';
import { textOf } from '../../world/discord/person.ts';
import type { Channel } from '../../world/discord/state.ts';
import { samplePart } from './sample-parts.ts';
import { logTo, START, type Stage, setStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(async () => {
  expect(stage.discord.misshapen).toEqual([]);
  await stage.platform.stop();
  await stage.discord.close();
});

const texts = (channel?: Channel): readonly string[] =>
  stage.discord.person(stage.alice).sees(channel).map(textOf);
const post = (key = 'd.0', place = stage.place, part = samplePart('One')) =>
  stage.platform.post(place, part, key);
const find = (key = 'd.0', place = stage.place, since = Temporal.Instant.from(START)) =>
  stage.platform.find(place, key, since);

/** Others talk in the channel. */
function say(count: number): void {
  const { state } = stage.discord;
  const word = { channel: stage.news, author: stage.alice, content: 'hm', components: [], flags: 0 };
  for (let each = 0; each < count; each += 1) {
    state.messages.push({ ...word, id: state.nextId(), thinking: false, edits: 0 });
  }
}

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

  it('looks no further than a post can have taken, where the clocks agree', async () => {
    const since = Temporal.Now.instant();
    const platform = createDiscordPlatform({
      token: stage.discord.token,
      apiUrl: stage.discord.apiUrl,
      log: logTo([]),
      now: () => Temporal.Now.instant(),
    });
    say(150);
    stage.discord.pass({ minutes: 10 });
    say(1_100);
    expect(await platform.find(stage.place, 'other.0', since)).toEqual({ kind: 'absent' });
    expect(stage.discord.calls.filter(({ route }) => route === 'messages')).toHaveLength(2);
  });

  it('looks at the latest messages too, should the times not fit', async () => {
    await post('d.0');
    const ahead = createDiscordPlatform({
      token: stage.discord.token,
      apiUrl: stage.discord.apiUrl,
      log: logTo([]),
      now: () => Temporal.Now.instant(),
    });
    const since = Temporal.Now.instant().add({ hours: 5 });
    stage.discord.pass({ hours: -5 });
    expect(await ahead.find(stage.place, 'd.0', since)).toMatchObject({ kind: 'found' });
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
