import type { RequestStore } from '../../ports/store.ts';
import type { Queries } from './queries.ts';

export function requestOperations({ db }: Queries): RequestStore {
  return {
    async firstSeen(request, now) {
      const seen = await db
        .insertInto('requests')
        .values({ id: request, seen_at: now.epochMilliseconds })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return seen.numInsertedOrUpdatedRows === 1n;
    },
  };
}
