import { LEASE, maySend, nextState, type PartEvent } from '../deliveries/next-state.ts';
import {
  type OutboxRow,
  type PartState,
  type PostOutcome,
  partKey,
  type Receipt,
} from '../domain/delivery.ts';
import { type PlatformName, placeKey } from '../domain/place.ts';
import type { StoreOperations } from '../ports/store.ts';
import { plainPart } from './plain-part.ts';
import { raceFor } from './race-for.ts';
import { tellMaker } from './tell-maker.ts';
import type { Tools } from './tools.ts';

const BATCH = 100;

/** Posts what the outbox holds, by the rule of delivery. */
export interface DeliveryLoop {
  /** For a process that has the store for itself: what is found `sending` was left by a dead one. */
  takeOver(): Promise<void>;
  /** One sweep: lapsed leases, look-ups, posts; returns how many parts were touched. */
  deliverDue(): Promise<number>;
}

export function createDeliveryLoop(tools: Tools): DeliveryLoop {
  const { store, platforms, log, now, random, rules } = tools;

  /** What is for a platform that is away waits, and holds up nothing of another one. */
  const connected = (): readonly PlatformName[] => [...platforms.keys()];

  /** Writes what an event makes of a row, and in the same transaction what follows from it; false: somebody was faster. */
  async function apply(row: OutboxRow, event: PartEvent): Promise<PartState | undefined> {
    const next = nextState(row.state, event, now());
    if (next === undefined) return undefined;
    const written = await store.transaction(async (operations) => {
      if (!(await operations.changePart(row, next))) return false;
      await follow(operations, row, next, event);
      return true;
    });
    if (written) report(row, next);
    return written ? next : undefined;
  }

  async function follow(
    operations: StoreOperations,
    row: OutboxRow,
    next: PartState,
    event: PartEvent,
  ): Promise<void> {
    if (row.subscription === undefined) return;
    if (next.state === 'posted') await rememberTold(operations, row, next.receipt, now());
    if (next.state === 'held' || next.state === 'failed') {
      const isGone = event.kind === 'outcome' && event.outcome.kind === 'gone';
      await giveBack(operations, tools, row, isGone ? next.reason : undefined);
    }
  }

  function report(row: OutboxRow, next: PartState): void {
    const fields = { delivery: row.delivery, part: row.index, place: placeKey(row.place), state: next.state };
    if (next.state === 'held' || next.state === 'failed')
      log.error('A part was not delivered', { ...fields, reason: next.reason });
    else log.debug('A part changed', fields);
  }

  async function post(row: OutboxRow): Promise<void> {
    const platform = platforms.get(row.place.platform)?.platform;
    if (platform === undefined) return;
    const sending = await apply(row, { kind: 'begin' });
    if (sending === undefined || !maySend(sending, now())) return;
    const key = partKey(row.delivery, row.index);
    const outcome = await answerInTime(platform.post(row.place, row.part, key));
    const settled = outcome.kind === 'rejected' ? await postPlainly(row, sending, outcome) : outcome;
    await apply({ ...row, state: sending }, { kind: 'outcome', outcome: settled, random: random() });
  }

  /** A part that the platform does not take as it was laid out is our bug: it goes as plain words, in the same attempt. */
  async function postPlainly(
    row: OutboxRow,
    sending: PartState,
    rejected: PostOutcome,
  ): Promise<PostOutcome> {
    const outlet = platforms.get(row.place.platform);
    const plain = outlet && plainPart(row.part, outlet.render);
    const reason = rejected.kind === 'rejected' ? rejected.reason : '';
    log.error('A platform rejected a part (this is a bug of news-digest): it is posted as plain text', {
      delivery: row.delivery,
      part: row.index,
      reason,
    });
    if (outlet === undefined || plain === undefined || !maySend(sending, now())) return rejected;
    return answerInTime(outlet.platform.post(row.place, plain, partKey(row.delivery, row.index)));
  }

  async function look(row: OutboxRow): Promise<void> {
    const platform = platforms.get(row.place.platform)?.platform;
    if (platform === undefined || row.state.state !== 'unknown') return;
    const key = partKey(row.delivery, row.index);
    const outcome = await raceFor(platform.find(row.place, key, row.state.sendingAt), LEASE, () => ({
      kind: 'cannot-tell' as const,
      reason: 'the platform did not answer in time',
      after: LEASE,
    }));
    await apply(row, { kind: 'looked', outcome });
  }

  async function each(
    rows: readonly OutboxRow[],
    work: (row: OutboxRow) => Promise<unknown>,
  ): Promise<number> {
    const waiting = [...rows];
    const worker = async (): Promise<void> => {
      for (let row = waiting.shift(); row !== undefined; row = waiting.shift()) {
        try {
          await work(row);
        } catch (error) {
          log.error('A delivery met a fault', { delivery: row.delivery, reason: String(error) });
        }
      }
    };
    await Promise.all(Array.from({ length: Math.min(rules.postsAtOnce, rows.length) }, worker));
    return rows.length;
  }

  /** Parts of one place follow each other: when one was posted, the next one is due in the same sweep. */
  async function postAll(): Promise<number> {
    let total = 0;
    for (;;) {
      const due = await store.dueParts(now(), BATCH, connected());
      if (due.length === 0) return total;
      total += await each(due, post);
    }
  }

  return {
    async takeOver() {
      if (!rules.alone) return;
      await each(await store.sendingParts(), (row) => apply(row, { kind: 'lapse' }));
    },
    async deliverDue() {
      const lapsed = await each(await store.lapsedParts(now(), BATCH), (row) =>
        apply(row, { kind: 'lapse' }),
      );
      const looked = await each(await store.unknownParts(now(), BATCH, connected()), look);
      return lapsed + looked + (await postAll());
    },
  };
}

/** An answer that comes after the lease counts for nothing any more: by then somebody may have looked. */
function answerInTime(answer: Promise<PostOutcome>): Promise<PostOutcome> {
  return raceFor(answer, LEASE, () => ({ kind: 'unknown', reason: 'the platform did not answer in time' }));
}

/** Told is what was posted: the stories that this part carried, with every article the digest knew of them. */
async function rememberTold(
  operations: StoreOperations,
  row: OutboxRow,
  receipt: Receipt,
  at: Temporal.Instant,
): Promise<void> {
  if (row.subscription === undefined || row.digest === undefined) return;
  const digest = await operations.digest(row.digest);
  const carried = new Set(row.part.stories);
  const told = (digest?.stories ?? [])
    .filter((story) => carried.has(story.story))
    .map((story) => ({
      story: story.story,
      articles: story.coverage.map((coverage) => coverage.article),
      toldAt: at,
      ...(receipt.link === undefined ? {} : { link: receipt.link }),
    }));
  if (told.length > 0) await operations.remember(row.subscription, told);
}

/** What was not told rides in the next digest: its news counts from where this one began. A place that is gone gets none. */
async function giveBack(
  operations: StoreOperations,
  tools: Tools,
  row: OutboxRow,
  gone: string | undefined,
): Promise<void> {
  if (row.subscription === undefined || row.digest === undefined) return;
  const subscription = await operations.lockSubscription(row.subscription);
  const digest = await operations.digest(row.digest);
  if (subscription === undefined || digest === undefined) return;
  const isEarlier = Temporal.Instant.compare(digest.since, subscription.handledUntil) < 0;
  await operations.putSubscription({
    ...subscription,
    ...(isEarlier ? { handledUntil: digest.since } : {}),
    ...(gone === undefined ? {} : { suspended: gone }),
  });
  if (gone !== undefined && subscription.suspended === undefined)
    await tellMaker(operations, tools, subscription, gone);
}
