import { sql } from 'kysely';
import type { SubscriptionId } from '../../domain/ids.ts';
import type { Subscription } from '../../domain/subscription.ts';
import type { StoreOperations } from '../../ports/store.ts';
import type { Queries } from './queries.ts';
import { subscriptionOf } from './subscription-operations.ts';
import { chunks } from './values.ts';

/** Any number that no other program on the same database uses for its advisory locks. */
const GROUPING = 7_263_915_404_118;

type Locks = Pick<StoreOperations, 'lockGrouping' | 'lockSubscription' | 'lockSubscriptions'>;

export function lockOperations(queries: Queries): Locks {
  const { db, rowLocks } = queries;
  return {
    async lockGrouping() {
      needTransaction(queries, 'lockGrouping');
      await holdGrouping(queries);
    },

    async lockSubscription(id) {
      needTransaction(queries, 'lockSubscription');
      const row = await db
        .selectFrom('subscriptions')
        .selectAll()
        .where('id', '=', id)
        .$if(rowLocks, (held) => held.forUpdate())
        .executeTakeFirst();
      return row && subscriptionOf(row);
    },

    async lockSubscriptions(ids) {
      needTransaction(queries, 'lockSubscriptions');
      const held = new Map<SubscriptionId, Subscription>();
      // In one order, so that two workers never wait for each other.
      for (const some of chunks(ids.toSorted(), 500)) {
        const rows = await db
          .selectFrom('subscriptions')
          .selectAll()
          .where('id', 'in', some)
          .orderBy('id')
          .$if(rowLocks, (each) => each.forUpdate())
          .execute();
        for (const row of rows) held.set(row.id, subscriptionOf(row));
      }
      return held;
    },
  };
}

/** One worker at a time, until the transaction ends. On SQLite every transaction is alone anyway. */
export async function holdGrouping({ db, rowLocks }: Queries): Promise<void> {
  if (rowLocks) await sql`select pg_advisory_xact_lock(${sql.lit(GROUPING)})`.execute(db);
}

function needTransaction({ inTransaction }: Queries, name: string): void {
  if (!inTransaction)
    throw new Error(`${name} holds nothing outside a transaction: call it on what transaction() hands you.`);
}
