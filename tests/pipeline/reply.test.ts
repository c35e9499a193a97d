import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Place } from '../../src/domain/place.ts';
import { ask } from '../world/asking.ts';
import { sampleItems } from '../world/sample-items.ts';
import { channel, createSmallWorld, type SmallWorld } from '../world/small-world.ts';

const HERE = channel('slack');
const DIRECT: Place = { platform: 'slack', workspace: 'T1', kind: 'person', id: 'U1', name: 'alice' };

let world: SmallWorld;
beforeEach(async () => {
  world = await createSmallWorld();
  await world.addFeed('Orm Herald', sampleItems(3));
  await world.pass({ minutes: 1 });
});
afterEach(() => world.close());

describe('the inbox', () => {
  it('answers the same request once, however often it comes', async () => {
    expect(await ask(world, HERE, 'help', { id: 'Ev1' })).toBeDefined();
    expect(await ask(world, HERE, 'help', { id: 'Ev1' })).toBeUndefined();
  });

  it('answers the buttons and the menu of a digest', async () => {
    const now = await ask(world, HERE, 'now');
    const controls = now?.message.blocks.find((block) => block.kind === 'controls');
    if (controls?.kind !== 'controls' || controls.menu === undefined) throw new Error('no controls');
    expect(controls.buttons.map((button) => button.label)).toEqual(['More', 'Sources']);
    const [more, sources] = await Promise.all(
      controls.buttons.map(({ action, value }) => ask(world, HERE, { kind: 'button', action, value })),
    );
    expect(more?.text).toContain('Lighthouse at Orm Point');
    expect(sources?.text).toContain('orm-herald');
    const { action, value, options } = controls.menu;
    const card = await ask(world, HERE, { kind: 'menu', action, value, chosen: options[1]?.value ?? '' });
    expect(card?.text).toContain(options[1]?.label);
    expect(card?.visibility).toBe('private');
  });

  it('says so when a digest is no longer kept', async () => {
    const heard = await ask(world, HERE, { kind: 'button', action: 'digest.more', value: 'long-ago' });
    expect(heard?.text).toBe('That digest is no longer kept.\nAsk for a new one: /digest now');
  });

  it('reads a direct message: a command, a link, a text, and what is none of these', async () => {
    const say = async (text: string) => (await ask(world, DIRECT, { kind: 'message', text }))?.text ?? '';
    expect(await say('subscribe daily 07:15')).toContain('Subscribed: you get');
    world.setFeed('Page', sampleItems(1));
    expect(await say('look: https://page.example/feed.xml!')).toContain('page.example · ');
    expect(
      await say(
        sampleItems(3)
          .map((item) => item.text)
          .join(' '),
      ),
    ).toContain('From your text');
    expect(await say('hello there')).toContain('I did not understand “hello there”. Try:');
  });

  it('lets a person ask only so often for what costs much, and says when to ask again', async () => {
    const answers: string[] = [];
    for (let turn = 0; turn < 6; turn++) answers.push((await ask(world, HERE, 'now'))?.text ?? '');
    expect(answers.slice(0, 5).join()).not.toContain('a lot within a minute');
    expect(answers[5]).toBe('That was a lot within a minute.\nAsk again in 12 seconds.');
    expect((await ask(world, HERE, 'help'))?.text).toContain('I read your sources');
    expect((await ask(world, HERE, 'now', { person: { id: 'U2' } }))?.text).toContain('News digest');
  });

  it('tells a person of our fault in two sentences with a note, and the log the rest', async () => {
    const heard = await ask(world, HERE, 'subscribe all when:daily 8', {
      get whyNotPost(): string {
        throw new Error('boom at /srv/secret.ts:3');
      },
    });
    expect(heard?.text).toMatch(
      /^This did not work, and it is my fault\.\nNothing was lost\. Note [A-Z0-9]{6} helps/,
    );
    expect(heard?.text).not.toContain('boom');
    const note = /Note (\w+)/.exec(heard?.text ?? '')?.[1] ?? 'none';
    expect(world.lines.find((line) => line.includes(note))).toContain('boom');
  });

  it('greets who installed the bot once', async () => {
    await world.pipeline.inbox.installed(DIRECT);
    await world.pipeline.inbox.installed(DIRECT);
    await world.pass({ minutes: 2 });
    expect(world.slack.posted.map((each) => each.place)).toEqual(['slack/T1/person/U1']);
    expect(world.slack.posted[0]?.part.text).toContain('News Digest is here');
  });

  it('completes sources, zones and times', async () => {
    const complete = (command: string, option: string, typed: string) =>
      world.pipeline.inbox.complete({
        platform: 'slack',
        place: HERE,
        person: { id: 'U1', name: 'alice', mayManage: true },
        command,
        option,
        typed,
      });
    expect((await complete('subscribe', 'source', '')).map((choice) => choice.value)).toEqual([
      'all',
      'Orm Herald',
    ]);
    expect((await complete('subscribe', 'zone', 'berl'))[0]).toEqual({
      label: 'Europe/Berlin (08:01 now)',
      value: 'Europe/Berlin',
    });
    expect((await complete('schedule', 'when', 'mon 9'))[0]).toEqual({
      label: 'on Monday at 09:00 (UTC)',
      value: 'mon 9',
    });
    expect(await complete('dance', 'x', '')).toEqual([]);
  });
});
