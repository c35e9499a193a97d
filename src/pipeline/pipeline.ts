import type { Inbox } from '../ports/chat-platform.ts';
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

/** Slow sources must not delay a digest: a beat waits for its reading this long and lets it go on. */
const READING_PATIENCE_MS = 5_000;

export function createPipeline(tools: Tools, readPage: (address: string) => Promise<Body>): Pipeline {
  const { log } = tools;
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

  return {
    inbox: createInbox(tools, desk),
    takeOver: () => deliveries.takeOver(),
    async beat() {
      await read();
      await step('digest', () => digests.digestDue());
      await deliver();
      await step('upkeep', () => upkeep.pruneDue());
    },
    async stop() {
      await Promise.all([collector.stop(), reading, delivering]);
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
