import { digestMessage } from '../digests/to-message.ts';
import type { Delivery } from '../domain/delivery.ts';
import type { Digest } from '../domain/digest.ts';
import { idOf } from '../domain/ids.ts';
import type { Subscription } from '../domain/subscription.ts';
import { nextSlot, plan } from '../schedules/plan.ts';
import type { Composer } from './compose.ts';
import type { Tools } from './tools.ts';

const BATCH = 50;
/** A slot that is later than this was missed while the bot was not running. */
const LATE_MINUTES = 10;
/** Articles written by another process at the moment of the last digest are looked at again (they are not told twice). */
const OVERLAP = { minutes: 10 };
/** A clock that goes back by less is made good by the overlap. */
const BACKWARDS = { minutes: 1 };
/** After so many empty digests in a row nothing is said. */
const EMPTY_SAID = 1;

/** Makes the digests that are due. */
export interface DigestLoop {
  /** Composes and enqueues everything that is due; returns how many subscriptions were handled. */
  digestDue(): Promise<number>;
}

export function createDigestLoop(tools: Tools, composer: Composer): DigestLoop {
  const { store, log, now, platforms } = tools;
  /** The latest instant that this process has seen. */
  let latest: Temporal.Instant | undefined;

  async function handle(subscription: Subscription): Promise<void> {
    const at = now();
    const due = dueSlots(subscription, at);
    if (due === undefined) return;
    const digest = await composer.compose(orderFor(subscription, due, at));
    const outcome = await commit(subscription, digest, due.slot, at);
    log.info('A slot was handled', { subscription: subscription.id, slot: due.slot.toString(), outcome });
  }

  /** Slot, digest and delivery in one transaction; whoever takes the slot first has it. */
  function commit(seen: Subscription, digest: Digest, slot: Temporal.Instant, at: Temporal.Instant) {
    const delivery = deliveryOf(seen, digest, at);
    return store.transaction(async (operations) => {
      const current = await operations.lockSubscription(seen.id);
      if (current === undefined || !sameWish(current, seen)) return 'changed meanwhile';
      const taken = await operations.takeSlot(seen.id, slot);
      const next = nextSlot(current.schedule, at);
      const { nextSlot: _, ...kept } = current;
      await operations.putSubscription({
        ...kept,
        ...(next === undefined ? {} : { nextSlot: next }),
        ...(taken
          ? { handledUntil: at, emptyInARow: digest.stories.length > 0 ? 0 : current.emptyInARow + 1 }
          : {}),
      });
      if (!taken) return 'taken by another';
      await operations.putDigest(digest);
      if (delivery === undefined) return 'nothing to say';
      await operations.enqueue(delivery);
      return 'enqueued';
    });
  }

  function deliveryOf(
    subscription: Subscription,
    digest: Digest,
    at: Temporal.Instant,
  ): Delivery | undefined {
    const { place, selection } = subscription;
    const isSilent = selection.whenEmpty === 'silent' || subscription.emptyInARow >= EMPTY_SAID;
    if (digest.stories.length === 0 && isSilent && !digest.nothingReadable) return undefined;
    const outlet = platforms.get(place.platform);
    if (outlet === undefined) return undefined;
    const message = digestMessage(digest, { style: selection.style, place: place.kind });
    return {
      id: idOf('delivery', digest.id),
      place,
      digest: digest.id,
      subscription: subscription.id,
      createdAt: at,
      parts: outlet.render(message),
    };
  }

  /**
   * After a clock that went back, what comes now would be older than what was handled, and never be told: it counts
   * from now on. The slots that were handled stay so.
   */
  async function noticeClock(at: Temporal.Instant): Promise<void> {
    if (latest !== undefined && Temporal.Instant.compare(at, latest.subtract(BACKWARDS)) >= 0) {
      latest = Temporal.Instant.compare(at, latest) > 0 ? at : latest;
      return;
    }
    for (;;) {
      const ahead = await store.subscriptionsHandledAfter(at, BATCH);
      for (const { id } of ahead) {
        await store.transaction(async (operations) => {
          const current = await operations.lockSubscription(id);
          if (current !== undefined) await operations.putSubscription({ ...current, handledUntil: at });
        });
      }
      if (ahead.length < BATCH) break;
    }
    latest = at;
  }

  return {
    async digestDue() {
      await noticeClock(now());
      const due = await store.dueSubscriptions(now(), BATCH);
      // A place whose platform is not connected now keeps its slots: they become one catch-up digest.
      const reachable = due.filter((subscription) => platforms.has(subscription.place.platform));
      for (const subscription of reachable) {
        try {
          await handle(subscription);
        } catch (error) {
          log.error('A digest could not be made', { subscription: subscription.id, reason: String(error) });
        }
      }
      return reachable.length;
    },
  };
}

interface Due {
  /** The last slot that is due: the one that this digest stands at. */
  readonly slot: Temporal.Instant;
  /** Slots that were missed while the bot was not running, this one included; absent when it is on time. */
  readonly missed?: readonly Temporal.Instant[];
}

/** Which slots of a subscription are due: all of them become one digest. */
export function dueSlots(subscription: Subscription, now: Temporal.Instant): Due | undefined {
  const { nextSlot: first, schedule } = subscription;
  if (first === undefined) return undefined;
  const slots = plan(schedule, first.subtract({ milliseconds: 1 }), now);
  // A schedule that was changed no longer has the slot that was stored: then only the stored one counts.
  const [earliest = first] = slots;
  const slot = slots[slots.length - 1] ?? first;
  const isLate = now.since(earliest).total('minutes') >= LATE_MINUTES;
  return isLate ? { slot, missed: slots.length > 0 ? slots : [first] } : { slot };
}

function orderFor(subscription: Subscription, due: Due, at: Temporal.Instant) {
  const { selection, schedule, handledUntil, createdAt } = subscription;
  const early = handledUntil.subtract(OVERLAP);
  const next = nextSlot(schedule, at);
  return {
    title: subscription.name,
    workspace: subscription.place.workspace,
    selection,
    locale: subscription.locale,
    zone: schedule.zone,
    at: due.missed === undefined ? due.slot : at,
    until: at,
    since: handledUntil,
    from: Temporal.Instant.compare(early, createdAt) < 0 ? createdAt : early,
    newOnly: true,
    subscription,
    key: subscription.id,
    ...(due.missed === undefined ? {} : { missed: due.missed }),
    ...(next === undefined ? {} : { next }),
  };
}

/** Whether nothing that the digest was made of has changed since it was composed. */
function sameWish(current: Subscription, seen: Subscription): boolean {
  const wish = ({ nextSlot: slot, handledUntil, suspended, selection, schedule }: Subscription) =>
    JSON.stringify([slot, handledUntil, suspended, selection, schedule]);
  return wish(current) === wish(seen);
}
