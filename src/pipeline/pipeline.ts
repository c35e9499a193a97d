import type { Desk } from '../commands/desk.ts';
import type { Inbox } from '../ports/chat-platform.ts';
import type { Jobs } from '../ports/jobs.ts';
import type { Body } from '../ports/source-reader.ts';
import { createCollector } from './collect.ts';
import { createComposer } from './compose.ts';
import { createDeliveryLoop } from './deliver.ts';
import { createDesk } from './desk.ts';
import { createDigestLoop } from './digest.ts';
import { createStoryGrouping } from './group.ts';
import { createInbox } from './reply.ts';
import type { Tools } from './tools.ts';
import { createUpkeepLoop } from './upkeep.ts';

/** The loops, joined. */
export interface Pipeline {
  readonly inbox: Inbox;
  /** Settles what a process left behind that died in the middle of a post. */
  takeOver(): Promise<void>;
  /** One beat: whatever is due is read, grouped, composed and posted. */
  beat(): Promise<void>;
  /** Waits for the reading that still goes on. */
  stop(): Promise<void>;
}

/** The key of a hint to look at everything that is due: the rows say what that is. */
const DUE = 'due';

/** Slow sources must not delay a digest: a beat waits for its reading this long and lets it go on. */
const READING_PATIENCE_MS = 5_000;

export function createPipeline(tools: Tools, readPage: (address: string) => Promise<Body>): Pipeline {
  const { log, jobs } = tools;
  const collector = createCollector(tools);
  const grouping = createStoryGrouping(tools);
  const composer = createComposer(tools);
  const digests = createDigestLoop(tools, composer);
  const deliveries = createDeliveryLoop(tools);
  const upkeep = createUpkeepLoop(tools);
  const desk = createDesk(tools, { collector, composer, grouping, readPage });
  let reading: Promise<unknown> | undefined;
  let delivering: Promise<unknown> | undefined;

  /** One step that fails is logged and stops no other. */
  async function step(name: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      log.error('A step of the beat failed', { step: name, reason: String(error) });
    }
  }

  async function read(): Promise<void> {
    reading ??= step('collect', () => collector.collectDue()).finally(() => {
      reading = undefined;
    });
    await waitAtMost(reading, READING_PATIENCE_MS);
    await step('group', () => grouping.groupWaiting());
  }

  /** A platform that hangs must not hold the beat: the sweep goes on beside it, and only one runs at a time. */
  async function deliver(): Promise<void> {
    delivering ??= step('deliver', () => deliveries.deliverDue()).finally(() => {
      delivering = undefined;
    });
    await waitAtMost(delivering, READING_PATIENCE_MS);
  }

  async function digest(): Promise<void> {
    if ((await digests.digestDue()) > 0) await jobs.hint('deliver', DUE);
  }

  const inbox = createInbox(tools, hinting(desk, jobs));
  jobs.handle('collect', read);
  jobs.handle('deliver', deliver);
  return {
    inbox: {
      ...inbox,
      async installed(by) {
        await inbox.installed(by);
        await jobs.hint('deliver', DUE);
      },
    },
    takeOver: () => deliveries.takeOver(),
    async beat() {
      await read();
      await step('digest', digest);
      await deliver();
      await step('upkeep', () => upkeep.pruneDue());
    },
    async stop() {
      await Promise.all([collector.stop(), reading, delivering]);
    },
  };
}

/** A source that was added, and what waits beside it, need not wait for the next beat of whoever reads. */
function hinting(desk: Desk, jobs: Jobs): Desk {
  return {
    ...desk,
    async addSource(place, address) {
      const outcome = await desk.addSource(place, address);
      if (outcome.kind === 'added') await jobs.hint('collect', DUE);
      return outcome;
    },
  };
}

async function waitAtMost(work: Promise<unknown>, milliseconds: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([work, late]);
  clearTimeout(timer);
}
