import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { partKey } from '../../src/domain/delivery.ts';
import { sampleItems } from '../world/sample-items.ts';
import { channel, createSmallWorld, type SmallWorld } from '../world/small-world.ts';

let world: SmallWorld;
beforeEach(async () => {
  world = await createSmallWorld();
  await world.addFeed('Orm Herald', []);
  await world.pass({ minutes: 1 });
  await world.subscribe(channel('slack'), 'daily 08:00');
  world.setFeed('Orm Herald', sampleItems(2));
});
afterEach(() => world.close());

const posted = () => world.slack.posted;

describe('the rule of delivery', () => {
  it('tries again what was refused for now', async () => {
    world.slack.failNext('refuse-for-now');
    await world.jump('2026-11-24T08:00:00Z');
    expect(posted()).toHaveLength(0);
    await world.jump('2026-11-24T08:00:29Z');
    expect(posted()).toHaveLength(0);
    await world.jump('2026-11-24T08:00:31Z');
    expect(posted()).toHaveLength(1);
  });

  it('finds what was posted although the answer was lost, and posts it once', async () => {
    world.slack.failNext('store-and-lose-answer');
    await world.pass({ hours: 2 });
    expect(posted()).toHaveLength(1);
    expect(await world.store.figures()).toMatchObject({ posted: 1, waiting: 0, held: 0 });
  });

  it('posts again what is not there', async () => {
    world.slack.failNext('lose-both');
    await world.pass({ hours: 2 });
    expect(posted()).toHaveLength(1);
  });

  it('holds what nobody can look for, and its stories ride in the next digest', async () => {
    world.slack.canLook = false;
    world.slack.failNext('lose-both');
    await world.pass({ hours: 2 });
    expect(posted()).toHaveLength(0);
    expect(await world.store.figures()).toMatchObject({ held: 1 });
    await world.pass({ hours: 24 });
    expect(posted()).toHaveLength(1);
    expect(posted()[0]?.part.text).toContain('Lighthouse at Orm Point');
  });

  it('takes over what a process left in the middle of a post, without doubling it', async () => {
    await world.pass({ hours: 1 });
    const [row] = await world.store.parts((await firstDelivery()) as never);
    if (row === undefined) throw new Error('nothing was enqueued');
    const at = world.now();
    const sending = {
      state: 'sending',
      attempt: 1,
      sendingAt: at,
      leaseUntil: at.add({ seconds: 60 }),
    } as const;
    await world.store.changePart(row, sending);
    await world.restart();
    await world.pass({ minutes: 3 });
    expect(posted()).toHaveLength(1);
    expect(await world.store.figures()).toMatchObject({ posted: 1, waiting: 0 });
  });

  it('suspends a subscription whose place is gone, and tells whoever made it, once', async () => {
    world.slack.failNext('gone');
    await world.pass({ hours: 50 });
    const [subscription] = await world.store.allSubscriptions();
    expect(subscription?.suspended).toBe('The channel was deleted.');
    expect(posted().map(({ place }) => place)).toEqual(['slack/T1/person/U1']);
    expect(posted()[0]?.part.text).toContain('“News digest” in #news has stopped: The channel was deleted.');
  });

  it('tells nobody by a message that messages do not reach them', async () => {
    const person = { platform: 'slack', workspace: 'T1', kind: 'person', id: 'U2' } as const;
    await world.subscribe(person, 'daily 07:30', { createdBy: 'U2' });
    world.slack.failNext('gone');
    await world.pass({ minutes: 40 });
    expect(posted()).toHaveLength(0);
  });

  it('posts a part that is rejected as plain text, and calls it a bug', async () => {
    world.slack.failNext('reject');
    await world.pass({ hours: 2 });
    expect(posted()).toHaveLength(1);
    expect(posted()[0]?.part.text).toContain('Velden bakery');
    expect(world.lines.join()).toContain('this is a bug of news-digest');
    await world.pass({ hours: 24 });
    expect(posted().filter(({ part }) => part.text.includes('Velden bakery'))).toHaveLength(1);
  });

  it('gives the stories of a part that is rejected even so to the next digest', async () => {
    world.slack.failNext('reject', 'reject');
    await world.pass({ hours: 26 });
    expect(posted()).toHaveLength(1);
    expect(posted()[0]?.part.text).toContain('Velden bakery');
  });

  it('does not let one place that fails hold up another', async () => {
    await world.subscribe(channel('slack', 'T1', 'C2'), 'daily 08:00');
    world.slack.failNext('refuse-for-now');
    await world.jump('2026-11-24T08:00:00Z');
    expect(posted()).toHaveLength(1);
  });
});

async function firstDelivery(): Promise<string> {
  const key = posted()[0]?.key ?? '';
  const delivery = key.slice(0, key.lastIndexOf('.'));
  expect(partKey(delivery as never, 0)).toBe(key);
  return delivery;
}
