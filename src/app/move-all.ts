import type { Moved } from '../config/move-file.ts';
import type { Store } from '../ports/store.ts';
import { nextSlot } from '../schedules/plan.ts';

/** Every source with who may use it, and every subscription. */
export async function exportAll(store: Store): Promise<Moved> {
  const sources = [];
  for (const { source } of await store.allSources()) {
    sources.push({ source, workspaces: await store.sharesOf(source.id) });
  }
  return { sources, subscriptions: await store.allSubscriptions() };
}

/**
 * Puts them into a store: what is there already under the same id is replaced, everything else stays. Digests begin
 * with the next slot: nothing of the time in between is caught up.
 */
export async function importAll(store: Store, moved: Moved, now: Temporal.Instant): Promise<void> {
  for (const { source, workspaces } of moved.sources) {
    await store.transaction(async (operations) => {
      await operations.putSource(source, now);
      for (const workspace of workspaces) await operations.shareSource(source.id, workspace);
    });
  }
  for (const subscription of moved.subscriptions) {
    const next = nextSlot(subscription.schedule, now);
    const { nextSlot: _, ...rest } = subscription;
    await store.putSubscription({
      ...rest,
      handledUntil: now,
      ...(next === undefined ? {} : { nextSlot: next }),
    });
  }
}
