import type { ArticleId, DeliveryId, DigestId, StoryId } from '../../domain/ids.ts';
import type { Retention } from '../../ports/store.ts';
import { OPEN } from './part-state.ts';
import type { Queries } from './queries.ts';
import { chunks } from './values.ts';

/** Rows deleted by one statement. */
const AT_ONCE = 200;

/** Outbox before digests, memories before articles: what goes first frees what comes after. */
export async function prune(queries: Queries, retention: Retention, limit: number): Promise<number> {
  const articlesBefore = retention.articlesBefore.epochMilliseconds;
  const deliveriesBefore = retention.deliveriesBefore.epochMilliseconds;
  const removed = [
    await pruneDeliveries(queries, deliveriesBefore, limit),
    await pruneDigests(queries, deliveriesBefore, limit),
    await pruneSlots(queries, deliveriesBefore, limit),
    await pruneMemories(queries, articlesBefore, limit),
    await pruneArticles(queries, articlesBefore, limit),
    await pruneRequests(queries, retention.requestsBefore.epochMilliseconds, limit),
  ];
  return removed.reduce((sum, rows) => sum + rows, 0);
}

async function pruneDeliveries({ db }: Queries, before: number, limit: number): Promise<number> {
  const old = await db
    .selectFrom('deliveries')
    .select('id')
    .where('created_at', '<', before)
    .where('id', 'not in', (open) => open.selectFrom('parts').select('delivery').where('state', 'in', OPEN))
    .orderBy('created_at')
    .limit(limit)
    .execute();
  for (const ids of chunks<DeliveryId>(idsOf(old), AT_ONCE)) {
    await db.deleteFrom('parts').where('delivery', 'in', ids).execute();
    await db.deleteFrom('deliveries').where('id', 'in', ids).execute();
  }
  return old.length;
}

async function pruneDigests({ db }: Queries, before: number, limit: number): Promise<number> {
  const old = await db
    .selectFrom('digests')
    .select('id')
    .where('at', '<', before)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('deliveries').select('id').whereRef('deliveries.digest', '=', 'digests.id'))),
    )
    .orderBy('at')
    .limit(limit)
    .execute();
  for (const ids of chunks<DigestId>(idsOf(old), AT_ONCE)) {
    await db.deleteFrom('digest_articles').where('digest', 'in', ids).execute();
    await db.deleteFrom('digests').where('id', 'in', ids).execute();
  }
  return old.length;
}

/** A slot that old is never asked for again: its subscription was handled up to a later one. */
async function pruneSlots({ db }: Queries, before: number, limit: number): Promise<number> {
  const old = await db
    .selectFrom('slots')
    .selectAll()
    .where('slot', '<', before)
    .orderBy('slot')
    .limit(limit)
    .execute();
  for (const { subscription, slot } of old) {
    await db.deleteFrom('slots').where('subscription', '=', subscription).where('slot', '=', slot).execute();
  }
  return old.length;
}

/** A memory goes when it is old and nothing newer is known of its story: that story cannot come up again. */
async function pruneMemories({ db }: Queries, before: number, limit: number): Promise<number> {
  const old = await db
    .selectFrom('told')
    .leftJoin('story_aliases', 'story_aliases.alias', 'told.story')
    .select(['told.subscription', 'told.story'])
    .where('told_at', '<', before)
    .where(({ not, exists, selectFrom, fn }) =>
      not(
        exists(
          selectFrom('articles')
            .select('articles.id')
            .where('articles.story', '=', fn.coalesce('story_aliases.story', 'told.story'))
            .where('articles.fetched', '>=', before),
        ),
      ),
    )
    .orderBy('told_at')
    .limit(limit)
    .execute();
  for (const { subscription, story } of old) {
    for (const table of ['told_articles', 'told'] as const) {
      await db
        .deleteFrom(table)
        .where('subscription', '=', subscription)
        .where('story', '=', story)
        .execute();
    }
  }
  return old.length;
}

async function pruneArticles(queries: Queries, before: number, limit: number): Promise<number> {
  const { db } = queries;
  const old = await db
    .selectFrom('articles')
    .select(['id', 'story'])
    .where('fetched', '<', before)
    .where('id', 'not in', (needed) =>
      needed
        .selectFrom('parts')
        .innerJoin('deliveries', 'deliveries.id', 'parts.delivery')
        .innerJoin('digest_articles', 'digest_articles.digest', 'deliveries.digest')
        .select('digest_articles.article')
        .where('parts.state', 'in', OPEN),
    )
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('told_articles').select('article').whereRef('article', '=', 'articles.id'))),
    )
    .orderBy('fetched')
    .orderBy('sequence')
    .limit(limit)
    .execute();
  for (const ids of chunks<ArticleId>(idsOf(old), AT_ONCE)) {
    await db.deleteFrom('articles').where('id', 'in', ids).execute();
  }
  const stories = new Set(old.flatMap(({ story }) => story ?? []));
  return old.length + (await removeEmpty(queries, [...stories]));
}

/** Stories of which no article is left, and their former names. */
async function removeEmpty({ db }: Queries, stories: readonly StoryId[]): Promise<number> {
  let removed = 0;
  for (const some of chunks(stories, AT_ONCE)) {
    const left = await db
      .selectFrom('articles')
      .select('story')
      .distinct()
      .where('story', 'in', some)
      .execute();
    const alive = new Set(left.map(({ story }) => story));
    const empty = some.filter((story) => !alive.has(story));
    if (empty.length === 0) continue;
    await db.deleteFrom('story_aliases').where('story', 'in', empty).execute();
    await db.deleteFrom('stories').where('id', 'in', empty).execute();
    removed += empty.length;
  }
  return removed;
}

async function pruneRequests({ db }: Queries, before: number, limit: number): Promise<number> {
  const old = await db
    .selectFrom('requests')
    // Who was greeted is remembered for good.
    .where('id', 'not like', 'installed %')
    .select('id')
    .where('seen_at', '<', before)
    .orderBy('seen_at')
    .limit(limit)
    .execute();
  for (const ids of chunks<string>(idsOf(old), AT_ONCE)) {
    await db.deleteFrom('requests').where('id', 'in', ids).execute();
  }
  return old.length;
}

function idsOf<Id>(rows: readonly { readonly id: Id }[]): readonly Id[] {
  return rows.map(({ id }) => id);
}
