import type { PartState } from '../../domain/delivery.ts';
import type { Upkeep } from '../../ports/store.ts';
import { prune } from './prune.ts';
import type { Queries } from './queries.ts';
import type { Tables } from './tables.ts';

export function upkeepOperations(queries: Queries): Upkeep {
  const { db } = queries;
  return {
    prune: (retention, limit) => prune(queries, retention, limit),

    async figures() {
      const parts = await partsByState(queries);
      const inState = (...states: readonly PartState['state'][]) =>
        states.reduce((sum, state) => sum + (parts.get(state) ?? 0), 0);
      return {
        sources: await countRows(queries, 'sources'),
        articles: await countRows(queries, 'articles'),
        stories: await countRows(queries, 'stories'),
        subscriptions: await countRows(queries, 'subscriptions'),
        digests: await countRows(queries, 'digests'),
        posted: inState('posted'),
        waiting: inState('pending', 'sending', 'unknown'),
        held: inState('held'),
        failed: inState('failed'),
      };
    },

    async probe() {
      // A row that is written and taken away again: reading alone would not notice a full or read-only disk.
      const id = '~probe';
      await db
        .insertInto('requests')
        .values({ id, seen_at: 0 })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ seen_at: 0 }))
        .execute();
      await db.deleteFrom('requests').where('id', '=', id).execute();
    },
  };
}

async function countRows({ db }: Queries, table: keyof Tables): Promise<number> {
  const row = await db
    .selectFrom(table)
    .select((rows) => rows.fn.countAll<number>().as('rows'))
    .executeTakeFirstOrThrow();
  return row.rows;
}

async function partsByState({ db }: Queries): Promise<ReadonlyMap<PartState['state'], number>> {
  const rows = await db
    .selectFrom('parts')
    .select((parts) => ['state', parts.fn.countAll<number>().as('rows')])
    .groupBy('state')
    .execute();
  return new Map(rows.map((row) => [row.state, row.rows]));
}
