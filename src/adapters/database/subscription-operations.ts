import type { Selectable } from 'kysely';
import type { Schedule } from '../../domain/schedule.ts';
import type { Selection, Subscription } from '../../domain/subscription.ts';
import type { SubscriptionStore } from '../../ports/store.ts';
import { readJson, writeJson } from './json.ts';
import { toldBefore } from './memory.ts';
import { OPEN } from './part-state.ts';
import { placeColumns, placeOf } from './place-columns.ts';
import type { Queries } from './queries.ts';
import type { Tables } from './tables.ts';
import { chunks, given, givenInstant, instant, storable } from './values.ts';

type SubscriptionRow = Selectable<Tables['subscriptions']>;

export function subscriptionOperations(queries: Queries): SubscriptionStore {
  const { db } = queries;
  const inOrder = () => db.selectFrom('subscriptions').selectAll().orderBy('created_at').orderBy('id');
  return {
    putSubscription: (subscription) => putAll(queries, [subscription]),
    putSubscriptions: (subscriptions) => putAll(queries, subscriptions),

    async subscription(id) {
      const row = await db.selectFrom('subscriptions').selectAll().where('id', '=', id).executeTakeFirst();
      return row && subscriptionOf(row);
    },

    async subscriptionsOf(place) {
      const rows = await inOrder()
        .where('workspace', '=', place.workspace)
        .where('platform', '=', place.platform)
        .where('place_kind', '=', place.kind)
        .where('place_id', '=', place.id)
        .execute();
      return rows.map(subscriptionOf);
    },

    async subscriptionsOfWorkspace(workspace) {
      const rows = await inOrder().where('workspace', '=', workspace).execute();
      return rows.map(subscriptionOf);
    },

    async allSubscriptions() {
      return (await inOrder().execute()).map(subscriptionOf);
    },

    async removeSubscription(id) {
      await db.deleteFrom('subscriptions').where('id', '=', id).execute();
      for (const table of ['slots', 'told', 'told_articles'] as const) {
        await db.deleteFrom(table).where('subscription', '=', id).execute();
      }
    },

    async dueSubscriptions(now, limit, platforms) {
      const rows = await db
        .selectFrom('subscriptions')
        .selectAll()
        .where('next_slot', '<=', now.epochMilliseconds)
        .where('suspended', 'is', null)
        .$if(platforms !== undefined, (due) => due.where('platform', 'in', platforms ?? []))
        // One by one, by its index: at the hour there are as many open parts as subscriptions that are due.
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('deliveries')
                .innerJoin('parts', 'parts.delivery', 'deliveries.id')
                .select('parts.delivery')
                .whereRef('deliveries.subscription', '=', 'subscriptions.id')
                .where('parts.state', 'in', OPEN),
            ),
          ),
        )
        // By the index alone: at the hour all of them share a slot, and sorting them for each batch takes long.
        .orderBy('next_slot')
        .limit(limit)
        .execute();
      return rows.map(subscriptionOf);
    },

    async subscriptionsHandledAfter(moment, limit) {
      const rows = await inOrder()
        .where('handled_until', '>', moment.epochMilliseconds)
        .limit(limit)
        .execute();
      return rows.map(subscriptionOf);
    },

    async nextSlot() {
      // A suspended one is never due: its slot stays in the past and would hide those that come.
      const row = await db
        .selectFrom('subscriptions')
        .select((subscription) => subscription.fn.min('next_slot').as('earliest'))
        .where('suspended', 'is', null)
        .executeTakeFirst();
      return row?.earliest == null ? undefined : instant(row.earliest);
    },

    async told(id, stories) {
      return (await toldBefore(queries, [id], stories)).get(id) ?? [];
    },
    toldToEach: (ids, stories) => toldBefore(queries, ids, stories),
  };
}

async function putAll({ db }: Queries, subscriptions: readonly Subscription[]): Promise<void> {
  for (const some of chunks(subscriptions, 500)) {
    await db
      .insertInto('subscriptions')
      .values(some.map(rowOf))
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((put) => ({
          platform: put.ref('excluded.platform'),
          workspace: put.ref('excluded.workspace'),
          place_kind: put.ref('excluded.place_kind'),
          place_id: put.ref('excluded.place_id'),
          place_name: put.ref('excluded.place_name'),
          name: put.ref('excluded.name'),
          selection: put.ref('excluded.selection'),
          schedule: put.ref('excluded.schedule'),
          created_by: put.ref('excluded.created_by'),
          created_at: put.ref('excluded.created_at'),
          handled_until: put.ref('excluded.handled_until'),
          next_slot: put.ref('excluded.next_slot'),
          suspended: put.ref('excluded.suspended'),
          empty_in_a_row: put.ref('excluded.empty_in_a_row'),
          locale: put.ref('excluded.locale'),
        })),
      )
      .execute();
  }
}

export function subscriptionOf(row: SubscriptionRow): Subscription {
  return {
    id: row.id,
    place: placeOf(row),
    name: row.name,
    selection: readJson<Selection>(row.selection),
    schedule: readJson<Schedule>(row.schedule),
    createdBy: row.created_by,
    createdAt: instant(row.created_at),
    handledUntil: instant(row.handled_until),
    ...givenInstant('nextSlot', row.next_slot),
    ...given('suspended', row.suspended),
    emptyInARow: row.empty_in_a_row,
    locale: row.locale,
  };
}

function rowOf(subscription: Subscription): SubscriptionRow {
  return {
    id: subscription.id,
    ...placeColumns(subscription.place),
    name: storable(subscription.name),
    selection: writeJson(subscription.selection),
    schedule: writeJson(subscription.schedule),
    created_by: subscription.createdBy,
    created_at: subscription.createdAt.epochMilliseconds,
    handled_until: subscription.handledUntil.epochMilliseconds,
    next_slot: subscription.nextSlot?.epochMilliseconds ?? null,
    suspended: subscription.suspended === undefined ? null : storable(subscription.suspended),
    empty_in_a_row: subscription.emptyInARow,
    locale: subscription.locale,
  };
}
