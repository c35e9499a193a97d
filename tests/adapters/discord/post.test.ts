import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Place } from '../../../src/domain/place.ts';
import { textOf } from '../../world/discord/person.ts';
import type { Channel } from '../../world/discord/state.ts';
import { samplePart } from './sample-parts.ts';
import { START, type Stage, setStage, unusedPort } from './stage.ts';

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

  it('whose second step is refused can be said otherwise, in the same message', async () => {
    stage.discord.faults.next('edit message', { kind: 'refused', status: 400, code: 50035 });
    expect(await post('d.0', stage.person)).toMatchObject({ kind: 'rejected' });
    expect(await post('d.0', stage.person, samplePart('Plain words', false))).toMatchObject({
      kind: 'posted',
    });
    expect(texts()).toEqual(['Plain words']);
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
