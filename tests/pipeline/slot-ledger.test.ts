import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idOf } from '../../src/domain/ids.ts';
import type { PlatformName } from '../../src/domain/place.ts';
import type { Subscription } from '../../src/domain/subscription.ts';
import { createComposer } from '../../src/pipeline/compose.ts';
import { createDigestLoop } from '../../src/pipeline/digest.ts';
import type { Outlet, Tools } from '../../src/pipeline/tools.ts';
import type { Store } from '../../src/ports/store.ts';
import { createMemoryPlatform } from '../world/memory-platform.ts';
import { createMemoryStore } from '../world/memory-store.ts';

/** One moment at which processes look for what is due. */
interface Look {
  /** Minutes since the moment before; below zero when the clock went back. */
  readonly minutes: number;
  readonly who: 'one' | 'other' | 'both';
  /** Killed before its transaction was committed, or after it without knowing. */
  readonly killed: 'no' | 'before' | 'after';
}

const BEGIN = Temporal.Instant.from('2027-03-26T00:00:00Z');
const ZONE = 'Europe/Berlin';
const TIMES = ['02:30', '08:30', '19:00'];

const anyLook = fc.record<Look>({
  minutes: fc.oneof(
    fc.integer({ min: 1, max: 30 }),
    fc.integer({ min: 30, max: 3000 }),
    fc.integer({ min: -2000, max: -1 }),
  ),
  who: fc.constantFrom('one', 'other', 'both'),
  killed: fc.constantFrom('no', 'no', 'before', 'after'),
});

/** Slow and obvious: walks through every minute and looks at the clock on the wall. */
function slotsBetween(after: Temporal.Instant, until: Temporal.Instant): string[] {
  const slots: string[] = [];
  let before = after.toZonedDateTimeISO(ZONE).toPlainDateTime();
  const seen = new Set<string>();
  for (
    let at = after.add({ minutes: 1 });
    Temporal.Instant.compare(at, until) <= 0;
    at = at.add({ minutes: 1 })
  ) {
    const local = at.toZonedDateTimeISO(ZONE).toPlainDateTime();
    for (const time of TIMES) {
      const wall = local.toPlainDate().toPlainDateTime(Temporal.PlainTime.from(time));
      // Reached, or jumped over by the spring change; once a day.
      const isReached =
        Temporal.PlainDateTime.compare(before, wall) < 0 && Temporal.PlainDateTime.compare(local, wall) >= 0;
      if (isReached && !seen.has(wall.toString())) {
        seen.add(wall.toString());
        slots.push(at.toString());
      }
    }
    before = local;
  }
  return slots;
}

describe('the slot ledger', () => {
  it('handles each slot once and makes one catch-up, in every history of looks, kills and clock jumps', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyLook, { minLength: 1, maxLength: 12 }), async (looks) => {
        const store = createMemoryStore();
        await store.putSubscription(subscription());
        let now = BEGIN;
        let handledTo = BEGIN;
        const handled: string[] = [];
        const loops = [0, 1].map(() => {
          const hands = createHands(store);
          const tools = toolsOn(
            hands.store,
            () => now,
            (slot) => handled.push(slot),
          );
          return { hands, loop: createDigestLoop(tools, createComposer(tools)) };
        });
        for (const { minutes, who, killed } of looks) {
          now = now.add({ minutes });
          const before = handled.length;
          const chosen = who === 'both' ? loops : loops.slice(who === 'one' ? 0 : 1).slice(0, 1);
          for (const { hands } of chosen) hands.killed = killed;
          await Promise.all(chosen.map(({ loop }) => loop.digestDue().catch(() => 0)));
          const expected = killed === 'before' ? [] : slotsBetween(handledTo, now).slice(-1);
          // A process that was killed after the commit says nothing any more; the ledger knows.
          const known = killed === 'after' ? await lastTaken(store, expected) : handled.slice(before);
          expect(known).toEqual(expected);
          if (expected.length > 0) handledTo = now;
        }
      }),
      { numRuns: 60 },
    );
  });
});

/** A slot of the ledger can be seen by trying to take it. */
async function lastTaken(store: Store, slots: readonly string[]): Promise<string[]> {
  const [slot] = slots;
  if (slot === undefined) return [];
  return (await store.takeSlot(subscription().id, Temporal.Instant.from(slot))) ? [] : [slot];
}

function createHands(store: Store) {
  const hands = {
    killed: 'no' as Look['killed'],
    store: {
      ...store,
      async transaction(work) {
        if (hands.killed === 'before') throw new Error('killed');
        const result = await store.transaction(work);
        if (hands.killed === 'after') throw new Error('killed');
        return result;
      },
    } satisfies Store as Store,
  };
  return hands;
}

function subscription(): Subscription {
  return {
    id: idOf('subscription', 'ledger'),
    place: { platform: 'slack', workspace: 'T1', kind: 'channel', id: 'C1' },
    name: 'News digest',
    selection: { sources: 'all', count: 6, style: 'short', muted: [], whenEmpty: 'silent' },
    schedule: { rule: { kind: 'days', days: [1, 2, 3, 4, 5, 6, 7], times: TIMES }, zone: ZONE },
    createdBy: 'U1',
    createdAt: BEGIN,
    handledUntil: BEGIN,
    nextSlot: Temporal.Instant.from('2027-03-26T01:30:00Z'),
    emptyInARow: 0,
    locale: 'en',
  };
}

function toolsOn(store: Store, now: () => Temporal.Instant, handled: (slot: string) => void): Tools {
  const nothing = () => undefined;
  const slack: Outlet = { platform: createMemoryPlatform('slack'), render: () => [] };
  return {
    store,
    reader: { read: () => Promise.reject(new Error('nothing is read')) },
    platforms: new Map<PlatformName, Outlet>([['slack', slack]]),
    jobs: {
      handle: nothing,
      start: async () => undefined,
      hint: async () => undefined,
      stop: async () => undefined,
    },
    log: {
      debug: nothing,
      warn: nothing,
      error: nothing,
      info: (message, fields) => {
        if (message === 'A slot was handled') handled(String(fields?.['slot']));
      },
    },
    now,
    random: () => 0,
    rules: {
      sourcesAtOnce: 1,
      postsAtOnce: 1,
      requestsPerMinute: 5,
      retention: { articleDays: 30, deliveryDays: 30, requestDays: 2 },
      defaults: { zone: ZONE, schedule: 'daily 08:00', stories: 6, locale: 'en' },
      alone: false,
    },
  };
}
