import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSlackPlatform, type SlackPlatform } from '../../../src/adapters/slack/platform.ts';
import { renderSlack } from '../../../src/adapters/slack/render.ts';
import { SCOPES } from '../../../src/adapters/slack/scopes.ts';
import type { Part } from '../../../src/domain/message.ts';
import type { Place } from '../../../src/domain/place.ts';
import type { Inbox } from '../../../src/ports/chat-platform.ts';
import { chatPlatformContract } from '../../contracts/chat-platform.ts';
import type { Fault } from '../../world/slack/faults.ts';
import { createSlackWorld, type SlackWorld } from '../../world/slack/slack-world.ts';
import { TEAM } from '../../world/slack/workspace.ts';

const nobody: Inbox = {
  handle: async () => undefined,
  complete: async () => [],
  installed: async () => undefined,
  visibility: () => 'private',
};
const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const place: Place = { platform: 'slack', workspace: TEAM, kind: 'channel', id: 'CNEWS', name: 'news' };
const person: Place = { platform: 'slack', workspace: TEAM, kind: 'person', id: 'UADA', name: 'ada' };

function part(text: string): Part {
  const [only] = renderSlack({
    title: 'Title',
    locale: 'en',
    blocks: [{ kind: 'line', content: [{ kind: 'text', text }] }],
  });
  if (only === undefined) throw new Error('no part');
  return only;
}

let worlds: SlackWorld[] = [];
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close();
});

async function openWorld(): Promise<SlackWorld> {
  const world = await createSlackWorld({ scopes: SCOPES.map(({ scope }) => scope) });
  const ada = world.workspace.addUser('ada');
  world.workspace.invite(world.workspace.addChannel('news', [ada]));
  worlds.push(world);
  return world;
}

const platformOf = (world: Pick<SlackWorld, 'apiUrl' | 'tokens'>, more: object = {}): SlackPlatform =>
  createSlackPlatform({
    botToken: world.tokens.bot,
    appToken: world.tokens.app,
    apiUrl: world.apiUrl,
    log: silent,
    now: () => Temporal.Now.instant(),
    ...more,
  });

chatPlatformContract('Slack', async () => {
  const world = await openWorld();
  const platform = platformOf(world);
  await platform.start(nobody, []);
  return {
    platform,
    place,
    unknownPlace: { ...place, id: 'CGONE' },
    now: () => Temporal.Now.instant(),
    part,
    texts: async ({ id }) =>
      world.workspace.messages.filter(({ channel }) => channel === id).map(({ text }) => text),
  };
});

describe('what a post becomes when something is wrong', () => {
  let world: SlackWorld;
  let platform: SlackPlatform;
  beforeEach(async () => {
    world = await openWorld();
    platform = platformOf(world, { appToken: undefined, signingSecret: 'a secret' });
    await platform.start(nobody, []);
    return () => platform.stop();
  });

  const posts = (fault: Fault, to = place) => {
    world.faults.next('chat.postMessage', fault);
    return platform.post(to, part('One'), 'delivery.0');
  };

  it('is unknown where it may have been stored', async () => {
    for (const fault of [
      { kind: 'cut' },
      { kind: 'drop-answer' },
      { kind: 'status', status: 500 },
      { kind: 'done-but', status: 503 },
      { kind: 'refused', error: 'fatal_error' },
    ] as const) {
      expect(await posts(fault), fault.kind).toMatchObject({ kind: 'unknown' });
    }
  });

  it('is made once: the client repeats nothing by itself', async () => {
    await posts({ kind: 'drop-answer' });
    await posts({ kind: 'done-but', status: 500 });
    await posts({ kind: 'rate-limited', seconds: 1 });
    expect(world.calls.filter(({ method }) => method === 'chat.postMessage')).toHaveLength(3);
    expect(world.workspace.messages).toHaveLength(2);
  });

  it('waits where Slack, or the operator, needs time', async () => {
    expect(await posts({ kind: 'rate-limited', seconds: 40 })).toMatchObject({
      kind: 'retry',
      after: Temporal.Duration.from({ seconds: 40 }),
    });
    for (const error of [
      'invalid_auth',
      'token_revoked',
      'account_inactive',
      'missing_scope',
      'service_unavailable',
    ]) {
      expect(await posts({ kind: 'refused', error }), error).toMatchObject({ kind: 'retry' });
    }
  });

  it('is gone where nobody can post any more, with a sentence', async () => {
    expect(await posts({ kind: 'refused', error: 'is_archived' })).toEqual({
      kind: 'gone',
      reason: '#news is archived.',
    });
    expect(await posts({ kind: 'refused', error: 'not_in_channel' })).toMatchObject({
      kind: 'gone',
      reason: expect.stringContaining('/invite'),
    });
  });

  it('is rejected where the message itself is wrong', async () => {
    const long = { ...part('One'), payload: { text: 'x'.repeat(40_001) } };
    expect(await platform.post(place, long, 'delivery.0')).toMatchObject({ kind: 'rejected' });
  });

  it('of a person goes to their direct message, and is found there', async () => {
    const outcome = await platform.post(person, part('One'), 'delivery.0');
    expect(outcome).toMatchObject({ kind: 'posted', receipt: { channel: 'DUADA' } });
    expect(await platform.find(person, 'delivery.0', Temporal.Now.instant())).toMatchObject({
      kind: 'found',
    });
  });

  it('has not been sent when the direct message could not be opened', async () => {
    world.faults.next('conversations.open', { kind: 'drop-answer' });
    expect(await platform.post(person, part('One'), 'delivery.0')).toMatchObject({ kind: 'retry' });
    world.workspace.addUser('gone', { deleted: true });
    const gone = { ...person, id: 'UGONE', name: 'gone' };
    expect(await platform.post(gone, part('One'), 'delivery.0')).toEqual({
      kind: 'gone',
      reason: '@gone has left this workspace.',
    });
  });

  it('links to where it stands', async () => {
    const outcome = await platform.post(place, part('One'), 'delivery.0');
    expect(outcome).toMatchObject({
      receipt: { link: expect.stringMatching(/^https:\/\/world\.slack\.com\/archives\/CNEWS\/p\d{16}$/) },
    });
  });
});

describe('looking for a post', () => {
  let world: SlackWorld;
  let platform: SlackPlatform;
  beforeEach(async () => {
    world = await openWorld();
    platform = platformOf(world, { appToken: undefined, signingSecret: 'a secret' });
    await platform.start(nobody, []);
    return () => platform.stop();
  });
  const find = () => platform.find(place, 'delivery.0', Temporal.Now.instant());
  const chatter = (count: number) => {
    for (let at = 0; at < count; at += 1) {
      world.workspace.append({ channel: 'CNEWS', user: 'UADA', text: 'chatter', blocks: [] });
    }
  };

  it('makes one call in a quiet channel', async () => {
    await platform.post(place, part('One'), 'delivery.0');
    chatter(10);
    expect(await find()).toMatchObject({ kind: 'found' });
    expect(world.calls.filter(({ method }) => method === 'conversations.history')).toHaveLength(1);
  });

  it('turns pages in a busy one, and cannot tell after the fourth', async () => {
    await platform.post(place, part('One'), 'delivery.0');
    chatter(40);
    expect(await find()).toMatchObject({ kind: 'found' });
    chatter(40);
    expect(await find()).toMatchObject({ kind: 'cannot-tell', reason: expect.stringContaining('#news') });
  });

  it('takes nobody else’s message for its own', async () => {
    const metadata = { event_type: 'news_digest_part', event_payload: { key: 'delivery.0' } };
    world.workspace.append({ channel: 'CNEWS', user: 'UADA', text: 'mine', blocks: [], metadata });
    expect(await find()).toEqual({ kind: 'absent' });
  });

  it('cannot tell, rather than saying absent, when it may not look', async () => {
    world.faults.next('conversations.history', { kind: 'rate-limited', seconds: 60 });
    expect(await find()).toMatchObject({
      kind: 'cannot-tell',
      after: Temporal.Duration.from({ seconds: 60 }),
    });
    for (const fault of [{ kind: 'cut' }, { kind: 'status', status: 500 }] as const) {
      world.faults.next('conversations.history', fault);
      expect(await find()).toMatchObject({ kind: 'cannot-tell', after: expect.anything() });
    }
    world.scopes.delete('channels:history');
    const outcome = await find();
    expect(outcome).toEqual({
      kind: 'cannot-tell',
      reason: 'I cannot look whether it was posted: the app lacks the scope channels:history.',
    });
    world.scopes.add('channels:history');
    world.workspace.channels.get('CNEWS')?.members.clear();
    expect(await find()).toMatchObject({
      kind: 'cannot-tell',
      reason: expect.stringContaining('not_in_channel'),
    });
  });
});

describe('the connection', () => {
  it('is well when it has a token that Slack takes, and a socket', async () => {
    const platform = platformOf(await openWorld());
    expect(platform.health()).toMatchObject({ ok: false });
    await platform.start(nobody, []);
    expect(platform.health()).toEqual({ ok: true });
    await platform.stop();
  });

  it('is not called well before Slack has answered', async () => {
    const world = await openWorld();
    world.faults.next('auth.test', { kind: 'slow', milliseconds: 500 });
    const platform = platformOf(world);
    const started = platform.start(nobody, []);
    await expect.poll(() => platform.health().reason).toBe('Slack has not answered yet.');
    await started;
    expect(platform.health()).toEqual({ ok: true });
    await platform.stop();
  });

  it('says what is wrong with a token, and comes back when it is mended', async () => {
    const world = await openWorld();
    const { bot } = world.tokens;
    world.tokens.bot = 'xoxb-another';
    const platform = platformOf({ ...world, tokens: { ...world.tokens, bot } });
    await platform.start(nobody, []);
    expect(platform.health()).toEqual({
      ok: false,
      reason: expect.stringMatching(
        /^Slack does not know the bot token \(invalid_auth\): copy SLACK_BOT_TOKEN/,
      ),
    });
    expect(await platform.post(place, part('One'), 'delivery.0')).toMatchObject({ kind: 'retry' });
    world.tokens.bot = bot;
    await expect.poll(() => platform.health().ok, { timeout: 5_000 }).toBe(true);
    await platform.stop();
  });

  it('notices a token that is revoked while it runs', async () => {
    const world = await openWorld();
    const platform = platformOf(world);
    await platform.start(nobody, []);
    world.tokens.bot = 'xoxb-another';
    await platform.post(place, part('One'), 'delivery.0');
    await expect.poll(() => platform.health().reason, { timeout: 5_000 }).toContain('SLACK_BOT_TOKEN');
    await platform.stop();
  });

  it('says what is wrong with the app token', async () => {
    const world = await openWorld();
    const platform = platformOf(world, { appToken: 'xapp-another' });
    await platform.start(nobody, []);
    expect(platform.health().reason).toContain('SLACK_APP_TOKEN (invalid_auth)');
    await platform.stop();
  });

  it('does not wait for a Slack that is down, and posts nothing meanwhile', async () => {
    const world = await openWorld();
    await world.close();
    worlds = [];
    const platform = platformOf(world);
    await platform.start(nobody, []);
    expect(platform.health()).toMatchObject({
      ok: false,
      reason: expect.stringContaining('cannot be reached'),
    });
    expect(await platform.post(place, part('One'), 'delivery.0')).toMatchObject({ kind: 'retry' });
    expect(await platform.find(place, 'delivery.0', Temporal.Now.instant())).toMatchObject({
      kind: 'cannot-tell',
    });
    await platform.stop();
  });
});
