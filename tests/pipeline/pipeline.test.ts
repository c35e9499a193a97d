import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPipeline } from '../../src/pipeline/pipeline.ts';
import type { JobKind, Jobs } from '../../src/ports/jobs.ts';
import { ask } from '../world/asking.ts';
import { sampleItems } from '../world/sample-items.ts';
import { channel, createSmallWorld, type SmallWorld } from '../world/small-world.ts';

const HERE = channel('slack');

/** Jobs of which some other process may be the one that works: what was asked for waits until it is let go. */
function createWaitingJobs(): Jobs & { readonly waiting: Set<JobKind>; work(): Promise<void> } {
  const works = new Map<JobKind, (key: string) => Promise<void>>();
  const waiting = new Set<JobKind>();
  return {
    waiting,
    handle: (kind, work) => void works.set(kind, work),
    start: async () => {},
    hint: async (kind) => void waiting.add(kind),
    stop: async () => {},
    async work() {
      for (const kind of waiting) await works.get(kind)?.('due');
      waiting.clear();
    },
  };
}

describe('a hint', () => {
  let world: SmallWorld;
  let jobs: ReturnType<typeof createWaitingJobs>;
  beforeEach(async () => {
    world = await createSmallWorld();
    jobs = createWaitingJobs();
  });
  afterEach(() => world.close());

  const open = () => {
    const noPage = () => Promise.reject(new Error('no page is read here'));
    return createPipeline({ ...world.tools, jobs }, noPage);
  };

  it('to deliver is given with every digest, and posts what waits', async () => {
    await world.addFeed('Orm Herald', sampleItems(2));
    await world.subscribe(HERE, 'daily 07:00', { nextSlot: world.now() });
    const pipeline = open();
    await pipeline.beat();
    expect(jobs.waiting).toContain('deliver');
    await pipeline.stop();
  });

  it('to deliver welcomes without waiting for a beat', async () => {
    const pipeline = open();
    await pipeline.inbox.installed({ ...HERE, kind: 'person', id: 'U1' });
    expect(world.slack.posted).toHaveLength(0);
    await jobs.work();
    expect(world.slack.posted).toHaveLength(1);
    await pipeline.stop();
  });

  it('to collect is given with a source that was added, and reads what is due', async () => {
    await world.addFeed('Sorrel Gazette', sampleItems(2));
    world.setFeed('Third Paper', sampleItems(1, 4));
    const page = {
      address: 'https://third-paper.example/feed.xml',
      bytes: new Uint8Array(),
      contentType: 'text/html',
    };
    const pipeline = createPipeline({ ...world.tools, jobs }, () => Promise.resolve(page));
    await ask({ ...world, pipeline }, HERE, `sources add ${page.address}`);
    expect((await world.store.figures()).articles).toBe(1);
    await jobs.work();
    expect((await world.store.figures()).articles).toBe(3);
    await pipeline.stop();
  });
});
