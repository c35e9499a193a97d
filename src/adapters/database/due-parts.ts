import type { PlatformName } from '../../domain/place.ts';
import { OPEN } from './part-state.ts';
import type { Queries } from './queries.ts';

/**
 * Pending and due: the first open part of each delivery, of the oldest delivery of each place. An older delivery that
 * waits or is being sent keeps its turn, so that two digests never mix in one place; one that is unknown does not,
 * for it may take long until somebody can tell.
 */
export function dueHeads(
  { db }: Queries,
  now: Temporal.Instant,
  limit: number,
  platforms?: readonly PlatformName[],
) {
  return db
    .with('heads', (with_) =>
      with_
        .selectFrom('parts')
        .select((part) => ['delivery', part.fn.min('position').as('position')])
        .where('state', 'in', OPEN)
        .groupBy('delivery'),
    )
    .with('turns', (with_) =>
      with_
        .selectFrom('heads')
        .innerJoin('parts', (join) =>
          join.onRef('parts.delivery', '=', 'heads.delivery').onRef('parts.position', '=', 'heads.position'),
        )
        .innerJoin('deliveries', 'deliveries.id', 'parts.delivery')
        .selectAll(['parts', 'deliveries'])
        .select((row) =>
          row.fn
            .agg<number>('row_number')
            .over((over) =>
              over
                .partitionBy(['platform', 'workspace', 'place_kind', 'place_id'])
                .orderBy('created_at')
                .orderBy('deliveries.id'),
            )
            .as('turn'),
        )
        .where('state', '!=', 'unknown'),
    )
    .selectFrom('turns')
    .selectAll()
    .where('turn', '=', 1)
    .where('state', '=', 'pending')
    .where('due_at', '<=', now.epochMilliseconds)
    .$if(platforms !== undefined, (due) => due.where('platform', 'in', platforms ?? []))
    .orderBy('due_at')
    .orderBy('delivery')
    .limit(limit)
    .execute();
}
