import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleItems } from '../world/sample-items.ts';
import { httpBody } from '../world/slack/app-connection.ts';
import type { Fault } from '../world/slack/faults.ts';
import type { WorldPerson } from '../world/slack/person.ts';
import { signedHeaders } from '../world/slack/sign.ts';
import { createSlackHarness, SIGNING_SECRET, type SlackHarness } from '../world/slack/slack-harness.ts';
import { BOT_USER, type Channel, type Message } from '../world/slack/workspace.ts';

let harness: SlackHarness;
let news: Channel;
let ada: WorldPerson;

/** A workspace with the channel #news, the bot in it, and Ada. */
async function open(options: Parameters<typeof createSlackHarness>[0] = {}): Promise<void> {
  harness = await createSlackHarness(options);
  const { workspace } = harness.slack;
  const user = workspace.addUser('ada');
  news = workspace.addChannel('news', [user]);
  workspace.invite(news);
  ada = harness.slack.person(user, harness.way);
  await harness.small.addFeed('Orm Herald', []);
  await harness.small.pass({ minutes: 1 });
  harness.small.setFeed('Orm Herald', sampleItems(3));
  await harness.small.pass({ minutes: 35 });
}

const texts = (messages: readonly Message[]): string[] => messages.map(({ text }) => text);
const posted = (): readonly Message[] =>
  harness.slack.workspace.messages.filter(
    ({ channel, user, onlyFor }) => channel === news.id && user === BOT_USER && onlyFor === undefined,
  );
/** Lets a beat run until nothing is under way any more. */
const beat = (): Promise<void> => harness.small.pass({ seconds: 1 });

async function subscribe(): Promise<void> {
  await ada.command('/digest subscribe all when:daily 08:00 zone:UTC', news);
  expect(texts(await ada.awaits(1, news))[0]).toContain('Subscribed');
}

afterEach(() => harness.close());

describe('a person at Slack, by Socket Mode', () => {
  beforeEach(() => open());

  it('is answered privately, after an acknowledgement, whatever command it is', async () => {
    const lines = [
      'help',
      'now',
      'preview',
      'sources',
      'subscribe all when:daily 08:00',
      'schedule News digest when:daily 09:00',
      'unsubscribe News digest',
      'summarize A lamp was carried up the tower on Tuesday. The lens was ground in Dalby. Ships had steered by a buoy since March.',
    ];
    for (const [index, line] of lines.entries()) {
      const sent = await ada.command(`/digest ${line}`, news);
      expect(sent.acknowledged, line).toBe(true);
      const seen = await ada.awaits(index + 1, news);
      expect(seen[index]?.onlyFor, line).toBe('UADA');
      expect(seen[index]?.text, line).not.toMatch(/did not understand|my fault/);
    }
    expect(posted()).toEqual([]);
  });

  it('gets the digest at once, opens it with its buttons, and one story with its menu', async () => {
    await ada.command('/digest now', news);
    const [digest] = await ada.awaits(1, news);
    if (digest === undefined) throw new Error('no digest');
    expect(digest.text).toContain('Lighthouse at Orm Point');
    await ada.press(digest, 'More');
    await ada.press(digest, 'Sources');
    await ada.awaits(3, news);
    await ada.choose(digest, 'Velden bakery wins national rye prize');
    const seen = texts(await ada.awaits(4, news));
    expect(seen[1]).toContain('Ships had steered by a buoy');
    expect(seen[3]).toContain('A jury of nine tasted 140 loaves');
    expect(seen[0]).toBe(digest.text);
  });

  it('subscribes a channel, which gets its digest at its minute', async () => {
    await subscribe();
    await harness.small.jump('2026-11-24T07:59:59Z');
    expect(posted()).toEqual([]);
    await harness.small.jump('2026-11-24T08:00:00Z');
    expect(texts(posted())).toEqual([expect.stringContaining('Lighthouse at Orm Point')]);
    expect(posted()[0]?.metadata?.event_type).toBe('news_digest_part');
    await ada.press(posted()[0] as Message, 'More');
    await ada.awaits(3, news);
    expect(posted()).toHaveLength(1);
  });

  it('reads words of a source as words, which alarm nobody and unfold nothing', async () => {
    await subscribe();
    harness.small.setFeed('Orm Herald', [
      {
        title: '*Bells* ring at Orm',
        text: 'The bells rang at noon, said &lt;@U1&gt; of the choir. They rang for an hour.',
        link: 'https://samples.example/bells',
      },
    ]);
    await harness.small.pass({ hours: 25 });
    expect(posted()[1]?.text).toMatch(/\*Bells\* ring at Orm\n.*said &lt;@U1&gt; of the choir/);
    expect(JSON.stringify(posted()[1]?.blocks)).toContain('said <@U1> of the choir');
    const post = harness.slack.calls.findLast(({ method }) => method === 'chat.postMessage');
    expect(post?.args).toMatchObject({ unfurl_links: 'false', unfurl_media: 'false', parse: 'none' });
    expect(post?.args).not.toHaveProperty('link_names');
  });

  it('subscribes in a direct message and gets a digest of their own there', async () => {
    await ada.write('subscribe all when:daily 09:00');
    expect(texts(await ada.awaits(1))[0]).toContain('Subscribed');
    // Berlin, as Slack says of Ada.
    await harness.small.jump('2026-11-24T08:00:00Z');
    expect(texts(await ada.awaits(2))[1]).toContain('Lighthouse at Orm Point');
    expect(posted()).toEqual([]);
  });

  it('gets a text summarized that they send, and examples for what is not understood', async () => {
    await ada.write(
      `${'The keepers carried the repaired lamp up 212 steps on Tuesday morning. The lens was ground in a workshop in Dalby by two sisters. Ships had steered by a buoy since the storm of March. '.repeat(2)}`,
    );
    await ada.write('gibberish & <more>');
    const seen = texts(await ada.awaits(2)).join('\n');
    expect(seen).toContain('212 steps');
    expect(seen).toContain('gibberish &amp; &lt;more&gt;');
  });

  it('is answered privately in the channel where they mention the bot', async () => {
    await ada.mention('sources', news);
    const [answer] = await ada.awaits(1, news);
    expect(answer).toMatchObject({ onlyFor: 'UADA', text: expect.stringContaining('source') });
  });

  it('is acknowledged before anything is asked or computed', async () => {
    harness.slack.faults.next('users.info', { kind: 'slow', milliseconds: 300 });
    expect(await ada.command('/digest sources', news)).toMatchObject({ acknowledged: true });
    expect(ada.sees(news)).toEqual([]);
    await ada.awaits(1, news);
  });

  it('is answered by another way when the address for answers has run out', async () => {
    harness.slack.faults.next('respond', { kind: 'status', status: 404 });
    await ada.command('/digest sources', news);
    expect((await ada.awaits(1, news))[0]?.onlyFor).toBe('UADA');
    expect(harness.slack.calls.at(-1)?.method).toBe('chat.postEphemeral');
  });

  it('is greeted once when they open the app for the first time', async () => {
    await ada.openHome();
    await ada.openHome();
    await beat();
    await beat();
    expect(texts(await ada.awaits(1))).toEqual([expect.stringContaining('News Digest')]);
  });

  it('is answered once when Slack delivers twice', async () => {
    const command = await ada.command('/digest sources', news);
    const message = await ada.write('sources');
    await ada.awaits(1, news);
    await ada.awaits(1);
    await ada.again(command);
    await ada.again(message);
    await ada.command('/digest help', news);
    await ada.awaits(2, news);
    expect(ada.sees(news)).toHaveLength(2);
    expect(ada.sees()).toHaveLength(1);
  });

  it('hears nothing of what bots write, and of edits', async () => {
    await ada.write('sources', { bot_id: 'B0OTHER' });
    await ada.write('sources', { subtype: 'message_changed' });
    await ada.write('sources', { user: BOT_USER });
    await ada.write('help');
    expect(await ada.awaits(1)).toHaveLength(1);
  });

  it('goes on after Slack moved its connections, without a gap', async () => {
    const { sockets } = harness.slack;
    const isOpen = (count: number) => expect.poll(() => sockets.open, { timeout: 5_000 }).toBe(count);
    await isOpen(2);
    const before = sockets.opened;
    sockets.sendDisconnect('warning', 'oldest');
    expect(await ada.command('/digest sources', news)).toMatchObject({ acknowledged: true });
    await ada.awaits(1, news);
    await expect.poll(() => sockets.opened, { timeout: 5_000 }).toBe(before + 1);
    await isOpen(2);
    sockets.cutAll();
    await expect.poll(() => sockets.opened, { timeout: 5_000 }).toBe(before + 3);
    await isOpen(2);
    await ada.command('/digest sources', news);
    await ada.awaits(2, news);
    expect(harness.platform.health()).toEqual({ ok: true });
  });
});

describe('who may do what', () => {
  beforeEach(() => open());

  it('lets no guest and no stranger of the channel subscribe it', async () => {
    const { workspace } = harness.slack;
    const guest = workspace.addUser('gus', { guest: 'multi-channel' });
    workspace.invite(news, guest.id);
    const outsider = workspace.addUser('otto');
    for (const user of [guest, outsider]) {
      const person = harness.slack.person(user);
      await person.command('/digest subscribe all when:daily 08:00', news);
      expect(texts(await person.awaits(1, news))[0]).toContain('Only people who manage');
    }
  });

  it('says how to be invited where the bot may not post', async () => {
    const { workspace } = harness.slack;
    for (const kind of ['public', 'private'] as const) {
      const channel = workspace.addChannel(`${kind}-talk`, [ada.user], { kind });
      await ada.command('/digest subscribe all when:daily 08:00', channel);
      expect(texts(await ada.awaits(1, channel))[0]).toMatch(/I may not post in .*\n.*\/invite @newsdigest/);
    }
  });

  it('suspends a digest whose channel was archived', async () => {
    await subscribe();
    news.archived = true;
    await harness.small.jump('2026-11-24T08:00:00Z');
    const [subscription] = await harness.small.store.allSubscriptions();
    expect(subscription?.suspended).toBe('#news is archived.');
  });
});

describe('a post whose answer is lost', () => {
  it('is found again, and not doubled', async () => {
    await open();
    await subscribe();
    harness.slack.faults.next('chat.postMessage', { kind: 'drop-answer' });
    await harness.small.jump('2026-11-24T08:00:00Z');
    expect(posted()).toHaveLength(1);
    await harness.restart();
    await harness.small.pass({ hours: 1 });
    expect(posted()).toHaveLength(1);
    expect(await harness.small.store.figures()).toMatchObject({ posted: 1, waiting: 0, held: 0 });
  });

  it('is posted again when it was never stored', async () => {
    await open();
    await subscribe();
    harness.slack.faults.next('chat.postMessage', { kind: 'cut' });
    harness.slack.faults.next('chat.postMessage', { kind: 'status', status: 500 });
    await harness.small.jump('2026-11-24T08:00:00Z');
    expect(posted()).toHaveLength(0);
    await harness.small.pass({ hours: 1 });
    expect(posted()).toHaveLength(1);
  });

  it('is held when the history may not be read, and its stories ride in the next digest', async () => {
    await open({ without: ['channels:history'] });
    await subscribe();
    harness.slack.faults.next('chat.postMessage', { kind: 'done-but', status: 502 });
    await harness.small.jump('2026-11-24T08:00:00Z');
    await harness.small.pass({ hours: 1 });
    expect(await harness.small.store.figures()).toMatchObject({ posted: 0, held: 1 });
    const [row] = await harness.small.store.troubledParts(harness.small.now(), 10);
    expect(row?.state).toMatchObject({ reason: expect.stringContaining('channels:history') });
    await harness.small.jump('2026-11-25T08:00:00Z');
    expect(posted()).toHaveLength(2);
    expect(posted()[1]?.text).toContain('Lighthouse at Orm Point');
  });

  it('waits as long as Slack asks', async () => {
    await open();
    await subscribe();
    harness.slack.faults.next('chat.postMessage', { kind: 'rate-limited', seconds: 40 });
    await harness.small.jump('2026-11-24T08:00:00Z');
    await harness.small.jump('2026-11-24T08:00:39Z');
    expect(posted()).toHaveLength(0);
    await harness.small.jump('2026-11-24T08:00:50Z');
    expect(posted()).toHaveLength(1);
  });
});

describe('a digest', () => {
  const faults: fc.Arbitrary<Fault> = fc.constantFrom(
    { kind: 'cut' },
    { kind: 'drop-answer' },
    { kind: 'done-but', status: 500 },
    { kind: 'status', status: 503 },
    { kind: 'rate-limited', seconds: 1 },
    { kind: 'refused', error: 'fatal_error' },
    { kind: 'refused', error: 'service_unavailable' },
    { kind: 'refused', error: 'invalid_auth' },
  );

  it('is posted once, whatever goes wrong on the way, and with looking', async () => {
    await fc.assert(
      fc
        .asyncProperty(
          fc.array(faults, { maxLength: 5 }),
          fc.array(faults, { maxLength: 3 }),
          async (posts, looks) => {
            await open({ mode: 'http' });
            await subscribe();
            for (const fault of posts) harness.slack.faults.next('chat.postMessage', fault);
            for (const fault of looks) harness.slack.faults.next('conversations.history', fault);
            await harness.small.jump('2026-11-24T08:00:00Z');
            await harness.small.pass({ hours: 5 });
            expect(posted()).toHaveLength(1);
          },
        )
        .afterEach(() => harness.close()),
      { numRuns: 12 },
    );
  });
});

describe('by HTTP', () => {
  beforeEach(() => open({ mode: 'http' }));

  it('answers commands, buttons and messages that Slack has signed', async () => {
    expect(await ada.command('/digest now', news)).toMatchObject({ acknowledged: true });
    const [digest] = await ada.awaits(1, news);
    expect(await ada.press(digest as Message, 'More')).toMatchObject({ acknowledged: true });
    expect(await ada.write('sources')).toMatchObject({ acknowledged: true });
    await ada.awaits(2, news);
    await ada.awaits(1);
  });

  it('refuses what is not signed, signed with another secret, changed, or of another time', async () => {
    const { payload } = await ada.command('/digest help', news);
    await ada.awaits(1, news);
    const { type, text } = httpBody('slash_commands', { ...payload, trigger_id: 'another' });
    const now = Temporal.Now.instant();
    const attempt = async (headers: Record<string, string>, body = text): Promise<number> => {
      const all = { 'content-type': type, ...headers };
      return (await fetch(harness.eventsUrl, { method: 'POST', headers: all, body })).status;
    };
    const good = signedHeaders(SIGNING_SECRET, text, now);
    expect(await attempt({})).toBe(401);
    expect(await attempt(signedHeaders('another secret', text, now))).toBe(401);
    expect(await attempt(good, `${text}&more=1`)).toBe(401);
    expect(await attempt(signedHeaders(SIGNING_SECRET, text, now.subtract({ minutes: 6 })))).toBe(401);
    expect(await attempt(signedHeaders(SIGNING_SECRET, text, now.add({ minutes: 6 })))).toBe(401);
    expect(await attempt({ ...good, 'x-slack-signature': 'v0=' })).toBe(401);
    expect(ada.sees(news)).toHaveLength(1);
    expect(await attempt({ ...good, 'content-type': `${type};charset=UTF-8` })).toBe(200);
    await ada.awaits(2, news);
    // Played back within the five minutes, it is the same request.
    expect(await attempt(good)).toBe(200);
    await ada.command('/digest help', news);
    expect(await ada.awaits(3, news)).toHaveLength(3);
  });

  it('answers the challenge that Slack checks the address with', async () => {
    const text = JSON.stringify({ type: 'url_verification', challenge: 'word' });
    const headers = signedHeaders(SIGNING_SECRET, text, Temporal.Now.instant());
    const response = await fetch(harness.eventsUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: text,
    });
    expect(await response.json()).toEqual({ challenge: 'word' });
  });
});
