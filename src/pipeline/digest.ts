import { digestMessage } from '../digests/to-message.ts';
import type { Delivery } from '../domain/delivery.ts';
import type { Digest } from '../domain/digest.ts';
import { idOf } from '../domain/ids.ts';
import type { Part } from '../domain/message.ts';
import type { Subscription } from '../domain/subscription.ts';
import { nextSlot, plan } from '../schedules/plan.ts';
import type { Composer } from './compose.ts';
import { type Composed, createSharing, type Sharing, type SubscriptionOrder } from './share-digests.ts';
import type { Tools } from './tools.ts';

const BATCH = 250;
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

  /** Digests of a batch of subscriptions; one that meets a fault does not keep the others from theirs. */
  async function handleAll(
    due: readonly Subscription[],
    at: Temporal.Instant,
    sharing: Sharing,
  ): Promise<number> {
    const wanted = due.flatMap((subscription) => planned(subscription, at));
    try {
      const until = await lookedUntil(at);
      const composed = await sharing.composeAll(wanted.map(({ order }) => order));
      const ready = wanted.flatMap((want) => {
        const digest = composed.get(want.subscription.id);
        return digest === undefined
          ? []
          : [{ ...want, composed: digest, ...deliveryOf(want.subscription, digest, at) }];
      });
      return await commit(ready, until);
    } catch (error) {
      if (due.length > 1) return await oneByOne(due, at, sharing);
      log.error('A digest could not be made', { subscription: due[0]?.id, reason: String(error) });
      return 0;
    }
  }

  async function oneByOne(
    due: readonly Subscription[],
    at: Temporal.Instant,
    sharing: Sharing,
  ): Promise<number> {
    let handled = 0;
    for (const subscription of due) handled += await handleAll([subscription], at, sharing);
    return handled;
  }

  function planned(subscription: Subscription, at: Temporal.Instant): readonly Wanted[] {
    const due = dueSlots(subscription, at);
    if (due === undefined) return [];
    return [{ subscription, slot: due.slot, order: orderFor(subscription, due, at) }];
  }

  /** Slots, digests and deliveries in one transaction; whoever takes a slot first has it. Returns how many were handled. */
  async function commit(ready: readonly Ready[], until: Temporal.Instant): Promise<number> {
    const outcomes = await store.transaction(async (operations) => {
      const current = await operations.lockSubscriptions(ready.map(({ subscription }) => subscription.id));
      const same = ready.filter(({ subscription }) => {
        const now = current.get(subscription.id);
        return now !== undefined && sameWish(now, subscription);
      });
      const free = await operations.takeSlots(
        same.map(({ subscription, slot }) => ({ subscription: subscription.id, slot })),
      );
      await operations.putSubscriptions(
        same.map(({ subscription, order, composed }) =>
          afterSlot(current.get(subscription.id) ?? subscription, {
            until,
            next: order.next,
            digest: free.has(subscription.id) ? composed.digest : undefined,
          }),
        ),
      );
      const taken = same.filter(({ subscription }) => free.has(subscription.id));
      for (const digest of new Set(taken.map(({ composed }) => composed.digest)))
        await operations.putDigest(digest);
      await operations.enqueueAll(taken.flatMap(({ delivery }) => delivery ?? []));
      return { same: same.length, taken };
    });
    for (const { subscription, slot, delivery } of outcomes.taken) {
      const outcome = delivery === undefined ? 'nothing to say' : 'enqueued';
      log.info('A slot was handled', { subscription: subscription.id, slot: slot.toString(), outcome });
    }
    return outcomes.same;
  }

  const rendered = new WeakMap<Digest, Map<string, readonly Part[]>>();

  function partsFor(digest: Digest, { place, selection }: Subscription): readonly Part[] | undefined {
    const outlet = platforms.get(place.platform);
    if (outlet === undefined) return undefined;
    const forms = rendered.get(digest) ?? new Map<string, readonly Part[]>();
    rendered.set(digest, forms);
    const form = `${place.platform} ${place.kind} ${selection.style}`;
    const parts =
      forms.get(form) ?? outlet.render(digestMessage(digest, { style: selection.style, place: place.kind }));
    forms.set(form, parts);
    return parts;
  }

  function deliveryOf(
    subscription: Subscription,
    { digest, shown }: Composed,
    at: Temporal.Instant,
  ): { readonly delivery?: Delivery } {
    const { place, selection } = subscription;
    const isSilent = selection.whenEmpty === 'silent' || subscription.emptyInARow >= EMPTY_SAID;
    if (digest.stories.length === 0 && isSilent && !digest.nothingReadable) return {};
    if (isHeld(subscription, digest)) return {};
    const parts = partsFor(shown, subscription);
    if (parts === undefined) return {};
    const id = idOf<'delivery'>('delivery', digest.id, subscription.id);
    return {
      delivery: { id, place, digest: digest.id, subscription: subscription.id, createdAt: at, parts },
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

  /** An article that is in no story yet was not looked at: it has to be new for the next digest too. */
  async function lookedUntil(at: Temporal.Instant): Promise<Temporal.Instant> {
    const [waiting] = await store.ungroupedArticles(1);
    const before = waiting?.article.fetched.subtract({ milliseconds: 1 }) ?? at;
    return Temporal.Instant.compare(before, at) < 0 ? before : at;
  }

  return {
    async digestDue() {
      const at = now();
      await noticeClock(at);
      const sharing = createSharing(store, composer);
      // A place whose platform is not connected now keeps its slots: they become one catch-up digest.
      const connected = [...platforms.keys()];
      for (let total = 0; ; ) {
        const due = await store.dueSubscriptions(at, BATCH, connected);
        const handled = due.length === 0 ? 0 : await handleAll(due, at, sharing);
        total += handled;
        if (handled === 0 || due.length < BATCH) return total;
      }
    },
  };
}

interface Wanted {
  readonly subscription: Subscription;
  readonly slot: Temporal.Instant;
  readonly order: SubscriptionOrder;
}

interface Ready extends Wanted {
  readonly composed: Composed;
  /** Absent when there is nothing to say. */
  readonly delivery?: Delivery;
}

/** Too few stories for a digest: its slot is over, and they are new for the next one. */
function isHeld({ selection }: Pick<Subscription, 'selection'>, { stories }: Digest): boolean {
  return stories.length > 0 && stories.length < (selection.holdBelow ?? 0);
}

/** A subscription after its slot; without a digest the slot was somebody else's. */
function afterSlot(
  { nextSlot: _, ...kept }: Subscription,
  {
    until,
    next,
    digest,
  }: { until: Temporal.Instant; next: Temporal.Instant | undefined; digest: Digest | undefined },
): Subscription {
  const handled =
    digest === undefined || isHeld(kept, digest)
      ? {}
      : { handledUntil: until, emptyInARow: digest.stories.length > 0 ? 0 : kept.emptyInARow + 1 };
  return { ...kept, ...handled, ...(next === undefined ? {} : { nextSlot: next }) };
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

function orderFor(subscription: Subscription, due: Due, at: Temporal.Instant): SubscriptionOrder {
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
