import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { idOf } from '../../src/domain/ids.ts';
import { createCollector } from '../../src/pipeline/collect.ts';
import { createComposer } from '../../src/pipeline/compose.ts';
import { createDigestLoop } from '../../src/pipeline/digest.ts';
import { sampleItems } from '../world/sample-items.ts';
import { channel, createSmallWorld, type SmallWorld } from '../world/small-world.ts';

let world: SmallWorld;
beforeEach(async () => {
  world = await createSmallWorld();
});
afterEach(() => world.close());

const texts = () => world.slack.posted.map((each) => each.part.text);

/** A feed that was read before, and a channel that gets a digest at eight. */
async function subscribed(): Promise<void> {
  await world.addFeed('Orm Herald', sampleItems(1));
  await world.pass({ minutes: 1 });
  await world.subscribe(channel('slack'), 'daily 08:00');
}

describe('scheduled digests', () => {
  it('carry what came since, at their minute, and nothing that was there before', async () => {
    await subscribed();
    world.setFeed('Orm Herald', sampleItems(3));
    await world.pass({ minutes: 58 });
    expect(texts()).toEqual([]);
    await world.pass({ minutes: 2 });
    expect(texts()).toHaveLength(1);
    expect(texts()[0]).toContain('Velden bakery wins national rye prize');
    expect(texts()[0]).toContain('Glacier lake above Hess drains overnight');
    expect(texts()[0]).not.toContain('Lighthouse');
  });

  it('say an empty day once and are then silent', async () => {
    await subscribed();
    await world.pass({ hours: 49 });
    expect(texts()).toHaveLength(1);
    expect(texts()[0]).toMatch(/^No news since/);
  });

  it('do not repeat a story that was told', async () => {
    await subscribed();
    world.setFeed('Orm Herald', sampleItems(2));
    await world.pass({ hours: 1 });
    world.setFeed('Orm Herald', sampleItems(3));
    await world.pass({ hours: 24 });
    expect(texts()).toHaveLength(2);
    expect(texts()[1]).toContain('Glacier lake');
    expect(texts()[1]).not.toContain('Velden bakery');
  });

  it('become one catch-up digest after downtime', async () => {
    await subscribed();
    world.setFeed('Orm Herald', sampleItems(2));
    await world.jump('2026-11-27T09:12:00Z');
    await world.pass({ minutes: 5 });
    expect(texts()).toHaveLength(1);
    expect(texts()[0]).toContain('Catch-up for Tuesday 07:01 to Friday 09:12.');
    expect(texts()[0]).toContain('Velden bakery');
  });

  it('are not made again when the clock goes back', async () => {
    await subscribed();
    world.setFeed('Orm Herald', sampleItems(2));
    await world.pass({ hours: 1 });
    await world.jump('2026-11-24T07:30:00Z');
    await world.pass({ hours: 1 });
    expect(texts()).toHaveLength(1);
  });

  it('say that nothing could be read rather than that nothing happened', async () => {
    await subscribed();
    world.setFeed('Orm Herald', 'broken');
    await world.store.expediteSource((await world.store.allSources())[0]?.source.id as never, world.now());
    await world.pass({ hours: 1 });
    expect(texts()).toHaveLength(1);
    expect(texts()[0]).toMatch(/^No source could be read/);
  });

  it('of one platform do not wait for another that is away', async () => {
    await subscribed();
    await world.subscribe({ ...channel('discord'), workspace: 'G1' }, 'daily 08:00');
    world.setFeed('Orm Herald', sampleItems(2));
    world.discord.failNext('refuse-for-now', 'refuse-for-now');
    await world.pass({ hours: 1 });
    expect(texts()).toHaveLength(1);
    await world.pass({ minutes: 5 });
    expect(world.discord.posted).toHaveLength(1);
  });
});

describe('sight', () => {
  it('keeps a private feed out of another workspace, even as a number', async () => {
    await world.addFeed('Open Times', sampleItems(1));
    await world.addFeed('Secret Letter', sampleItems(1), 'T1');
    await world.pass({ minutes: 1 });
    await world.subscribe(channel('slack', 'T1'), 'daily 08:00');
    await world.subscribe(channel('slack', 'T2'), 'daily 08:00');
    const shared = sampleItems(1, 1)[0];
    if (shared === undefined) throw new Error('no sample');
    world.setFeed('Open Times', [shared]);
    world.setFeed('Secret Letter', [
      { ...shared, text: `${shared.text} The secret oven burns peat.` },
      ...sampleItems(1, 2),
    ]);
    await world.pass({ hours: 1 });
    const [inside, outside] = ['slack/T1/channel/C1', 'slack/T2/channel/C1'].map((place) =>
      world.slack.posted.find((each) => each.place === place),
    );
    expect(inside?.part.text).toContain('Glacier lake');
    expect(inside?.part.text).toContain('2 stories out of');
    expect(outside?.part.text).toContain('1 story out of 1 article from 1 source');
    expect(JSON.stringify(outside?.part)).not.toMatch(/secret|peat|Glacier/i);
  });
});

describe('a digest with few stories', () => {
  it('is held where that was asked for, and its stories go into the next one', async () => {
    await world.addFeed('Orm Herald', sampleItems(1));
    await world.pass({ minutes: 1 });
    const subscription = await world.subscribe(channel('slack'), 'daily 08:00');
    const selection = { ...subscription.selection, holdBelow: 2 };
    await world.store.putSubscription({ ...subscription, selection });
    world.setFeed('Orm Herald', sampleItems(2));
    await world.pass({ hours: 2 });
    expect(texts()).toEqual([]);
    world.setFeed('Orm Herald', sampleItems(3));
    await world.pass({ hours: 24 });
    expect(texts()).toHaveLength(1);
    expect(texts()[0]).toContain('Velden bakery');
    expect(texts()[0]).toContain('Glacier lake');
  });
});

describe('an article that is in no story yet', () => {
  it('is for the next digest, however long grouping takes', async () => {
    await subscribed();
    await world.jump('2026-11-24T07:10:00Z');
    const [late] = sampleItems(1, 2);
    if (late === undefined) throw new Error('no sample');
    const article = {
      id: idOf<'article'>('late'),
      source: (await world.store.allSources())[0]?.source.id ?? idOf<'source'>('none'),
      ...late,
      language: 'en',
      outlet: 'Orm Herald',
      fetched: world.now(),
      countsAsNew: true,
      tags: [],
    };
    await world.store.putArticles([{ article, fingerprint: 'late' }]);
    const later = { ...world.tools, now: () => Temporal.Instant.from('2026-11-24T08:00:00Z') };
    await createDigestLoop(later, createComposer(later)).digestDue();
    await world.jump('2026-11-24T08:01:00Z');
    await world.jump('2026-11-25T08:00:00Z');
    expect(texts().at(-1)).toContain('Glacier lake');
  });
});

describe('a clock that went back', () => {
  it('loses nothing of what comes until it has caught up', async () => {
    await subscribed();
    await world.jump('2026-12-04T09:00:00Z');
    await world.jump('2026-11-24T09:30:00Z');
    world.setFeed('Orm Herald', sampleItems(2));
    await world.pass({ hours: 2 });
    await world.jump('2026-12-05T08:00:00Z');
    await world.pass({ minutes: 20 });
    expect(texts().at(-1)).toContain('Velden bakery');
  });
});

describe('an article of a source that answers late', () => {
  it('arrives when it is stored, so that a digest made meanwhile does not pass it by', async () => {
    await subscribed();
    let at = Temporal.Instant.from('2026-11-24T07:40:00Z');
    world.setFeed('Orm Herald', sampleItems(2));
    const reader = {
      read: async (...asked: Parameters<typeof world.tools.reader.read>) => {
        const outcome = await world.tools.reader.read(...asked);
        at = Temporal.Instant.from('2026-11-24T08:05:00Z');
        return outcome;
      },
    };
    const tools = { ...world.tools, reader, now: () => at };
    const [source] = await world.store.allSources();
    if (source === undefined) throw new Error('no source');
    await world.store.expediteSource(source.source.id, at);
    await createCollector(tools).collect(source.source.id);
    const [waiting] = await world.store.ungroupedArticles(1);
    expect(String(waiting?.article.fetched)).toBe('2026-11-24T08:05:00Z');
  });
});
