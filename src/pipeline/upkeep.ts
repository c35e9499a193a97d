import type { Tools } from './tools.ts';

const BATCH = 500;
const EVERY = { hours: 1 };

/** Removes what is older than its time, a little at a time. */
export interface UpkeepLoop {
  pruneDue(): Promise<void>;
}

export function createUpkeepLoop({ store, now, rules, log }: Tools): UpkeepLoop {
  let next: Temporal.Instant | undefined;
  return {
    async pruneDue() {
      const at = now();
      if (next !== undefined && Temporal.Instant.compare(at, next) < 0) return;
      const { articleDays, deliveryDays, requestDays } = rules.retention;
      const daysAgo = (days: number): Temporal.Instant => at.subtract({ hours: 24 * days });
      const removed = await store.prune(
        {
          articlesBefore: daysAgo(articleDays),
          deliveriesBefore: daysAgo(deliveryDays),
          requestsBefore: daysAgo(requestDays),
        },
        BATCH,
      );
      if (removed > 0) log.info('Old rows were removed', { rows: removed });
      // A full batch means that more is waiting: the next beat goes on with it.
      next = removed >= BATCH ? at : at.add(EVERY);
    },
  };
}
