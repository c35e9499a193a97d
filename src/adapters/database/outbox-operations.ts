import type { Selectable, SelectQueryBuilder } from 'kysely';
import type { Delivery, OutboxRow } from '../../domain/delivery.ts';
import type { Part } from '../../domain/message.ts';
import type { OutboxStore } from '../../ports/store.ts';
import { dueHeads } from './due-parts.ts';
import { readJson, writeJson } from './json.ts';
import { remember } from './memory.ts';
import { OPEN, stateColumns, stateOf } from './part-state.ts';
import { placeColumns, placeOf } from './place-columns.ts';
import type { Queries } from './queries.ts';
import type { Tables } from './tables.ts';
import { chunks, given, instant } from './values.ts';

type JoinedRow = Selectable<Tables['parts']> & Selectable<Tables['deliveries']>;

export function outboxOperations(queries: Queries): OutboxStore {
  const { db } = queries;
  const rows = () =>
    db.selectFrom('parts').innerJoin('deliveries', 'deliveries.id', 'parts.delivery').selectAll();
  return {
    enqueue: (delivery) => enqueueAll(queries, [delivery]),
    enqueueAll: (deliveries) => enqueueAll(queries, deliveries),

    async dueParts(now, limit, platforms) {
      const due = await dueHeads(queries, now, limit, platforms);
      return due.map(outboxRow);
    },

    unknownParts: (now, limit, platforms) =>
      read(
        rows()
          .where('state', '=', 'unknown')
          .$if(platforms !== undefined, (due) => due.where('platform', 'in', platforms ?? []))
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

async function enqueueAll({ db }: Queries, deliveries: readonly Delivery[]): Promise<void> {
  for (const some of chunks(deliveries, 100)) {
    const rows = some.map(({ id, place, digest, subscription, createdAt }) => ({
      id,
      ...placeColumns(place),
      digest: digest ?? null,
      subscription: subscription ?? null,
      created_at: createdAt.epochMilliseconds,
    }));
    await db.insertInto('deliveries').values(rows).execute();
  }
  // At the hour many deliveries share their parts: each is written as JSON once.
  const written = new Map<Part, string>();
  const json = (part: Part): string => {
    const known = written.get(part) ?? writeJson(part);
    written.set(part, known);
    return known;
  };
  const parts = deliveries.flatMap(({ id, createdAt, parts: given }) =>
    given.map((part, position) => ({
      delivery: id,
      position,
      part: json(part),
      ...stateColumns({ state: 'pending', dueAt: createdAt, attempts: 0 }),
    })),
  );
  for (const some of chunks(parts, 100)) await db.insertInto('parts').values(some).execute();
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
