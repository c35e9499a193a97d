import type { Receipt } from '../../domain/delivery.ts';
import type { Digest } from '../../domain/digest.ts';
import type { ArticleId, DigestId, SubscriptionId } from '../../domain/ids.ts';
import type { DigestStore } from '../../ports/store.ts';
import { readJson, writeJson } from './json.ts';
import type { Queries } from './queries.ts';
import { chunks, given } from './values.ts';

export function digestOperations(queries: Queries): DigestStore {
  const { db } = queries;
  return {
    async takeSlot(subscription, slot) {
      const taken = await db
        .insertInto('slots')
        .values({ subscription, slot: slot.epochMilliseconds })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return taken.numInsertedOrUpdatedRows === 1n;
    },

    async takeSlots(slots) {
      const free = new Set<SubscriptionId>();
      for (const some of chunks(slots, 500)) {
        const taken = await db
          .insertInto('slots')
          .values(some.map(({ subscription, slot }) => ({ subscription, slot: slot.epochMilliseconds })))
          .onConflict((conflict) => conflict.doNothing())
          .returning('subscription')
          .execute();
        for (const { subscription } of taken) free.add(subscription);
      }
      return free;
    },

    async putDigest(digest) {
      const { id } = digest;
      const rest = {
        subscription: digest.subscription ?? null,
        at: digest.at.epochMilliseconds,
        body: writeJson(digest),
      };
      await db
        .insertInto('digests')
        .values({ id, ...rest })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(rest))
        .execute();
      await db.deleteFrom('digest_articles').where('digest', '=', id).execute();
      for (const some of chunks(articlesOf(digest), 500)) {
        await db
          .insertInto('digest_articles')
          .values(some.map((article) => ({ digest: id, article })))
          .execute();
      }
    },

    digest: (id) => readDigest(queries, id),

    async lastPostedDigest(subscription) {
      const last = await db
        .selectFrom('deliveries')
        .innerJoin('parts', 'parts.delivery', 'deliveries.id')
        .innerJoin('digests', 'digests.id', 'deliveries.digest')
        .select(['digests.body', 'parts.receipt'])
        .where('deliveries.subscription', '=', subscription)
        .where('parts.state', '=', 'posted')
        .orderBy('deliveries.created_at', 'desc')
        .orderBy('digests.at', 'desc')
        .orderBy('parts.position')
        .limit(1)
        .executeTakeFirst();
      if (last === undefined) return undefined;
      const receipt = last.receipt === null ? undefined : readJson<Receipt>(last.receipt);
      return { digest: readJson<Digest>(last.body), ...given('link', receipt?.link) };
    },
  };
}

async function readDigest({ db }: Queries, id: DigestId): Promise<Digest | undefined> {
  const row = await db.selectFrom('digests').select('body').where('id', '=', id).executeTakeFirst();
  return row && readJson<Digest>(row.body);
}

function articlesOf({ stories }: Digest): readonly ArticleId[] {
  const quoted = stories.flatMap((story) => [
    ...story.sentences,
    ...story.long,
    ...(story.difference ? [story.difference] : []),
  ]);
  const listed = stories.flatMap(({ coverage }) => coverage);
  return [...new Set([...quoted, ...listed].map(({ article }) => article))];
}
