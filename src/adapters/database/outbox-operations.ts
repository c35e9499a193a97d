import type { Selectable, SelectQueryBuilder } from 'kysely';
import type { OutboxRow } from '../../domain/delivery.ts';
import type { Part } from '../../domain/message.ts';
import type { OutboxStore } from '../../ports/store.ts';
import { dueHeads } from './due-parts.ts';
import { readJson, writeJson } from './json.ts';
import { remember } from './memory.ts';
import { OPEN, stateColumns, stateOf } from './part-state.ts';
import { placeColumns, placeOf } from './place-columns.ts';
import type { Queries } from './queries.ts';
import type { Tables } from './tables.ts';
import { given, instant } from './values.ts';

type JoinedRow = Selectable<Tables['parts']> & Selectable<Tables['deliveries']>;

export function outboxOperations(queries: Queries): OutboxStore {
  const { db } = queries;
  const rows = () =>
    db.selectFrom('parts').innerJoin('deliveries', 'deliveries.id', 'parts.delivery').selectAll();
  return {
    async enqueue({ id, place, digest, subscription, createdAt, parts }) {
      await db
        .insertInto('deliveries')
        .values({
          id,
          ...placeColumns(place),
          digest: digest ?? null,
          subscription: subscription ?? null,
          created_at: createdAt.epochMilliseconds,
        })
        .execute();
      for (const [position, part] of parts.entries()) {
        const waiting = stateColumns({ state: 'pending', dueAt: createdAt, attempts: 0 });
        await db
          .insertInto('parts')
          .values({ delivery: id, position, part: writeJson(part), ...waiting })
          .execute();
      }
    },

    async dueParts(now, limit) {
      const due = await dueHeads(queries, now, limit);
      return due.map(outboxRow);
    },

    unknownParts: (now, limit) =>
      read(
        rows()
          .where('state', '=', 'unknown')
          .where('due_at', '<=', now.epochMilliseconds)
          .orderBy('due_at')
          .limit(limit),
      ),

    lapsedParts: (now, limit) =>
      read(
        rows()
          .where('state', '=', 'sending')
          .where('lease_until', '<', now.epochMilliseconds)
          .orderBy('lease_until')
          .limit(limit),
      ),

    sendingParts: () => read(rows().where('state', '=', 'sending').orderBy('sending_at')),

    async changePart({ delivery, index, state }, next) {
      const before = stateColumns(state);
      const changed = await db
        .updateTable('parts')
        .set(stateColumns(next))
        .where('delivery', '=', delivery)
        .where('position', '=', index)
        .where('state', '=', before.state)
        .where('attempts', '=', before.attempts)
        .where('due_at', 'is not distinct from', before.due_at)
        .where('sending_at', 'is not distinct from', before.sending_at)
        .where('lease_until', 'is not distinct from', before.lease_until)
        .where('lookups', 'is not distinct from', before.lookups)
        .executeTakeFirst();
      return changed.numUpdatedRows === 1n;
    },

    parts: (delivery) => read(rows().where('delivery', '=', delivery).orderBy('position')),

    troubledParts: (before, limit) =>
      read(
        rows()
          .where((part) =>
            part.or([
              part('state', 'in', ['held', 'failed']),
              part.and([part('state', 'in', OPEN), part('created_at', '<', before.epochMilliseconds)]),
            ]),
          )
          .orderBy('created_at', 'desc')
          .orderBy('delivery')
          .orderBy('position')
          .limit(limit),
      ),

    remember: (subscription, told) => remember(queries, subscription, told),
  };
}

async function read<Joined extends JoinedRow>(
  query: SelectQueryBuilder<Tables, 'parts' | 'deliveries', Joined>,
): Promise<readonly OutboxRow[]> {
  return (await query.execute()).map(outboxRow);
}

function outboxRow(row: JoinedRow): OutboxRow {
  return {
    delivery: row.delivery,
    index: row.position,
    place: placeOf(row),
    ...given('subscription', row.subscription),
    ...given('digest', row.digest),
    createdAt: instant(row.created_at),
    part: readJson<Part>(row.part),
    state: stateOf(row),
  };
}
