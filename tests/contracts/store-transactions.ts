import { describe, expect, test } from 'vitest';
import type { Store, StoreOperations } from '../../src/ports/store.ts';
import {
  article,
  articleId,
  at,
  put,
  source,
  sourceId,
  subscription,
  subscriptionId,
} from './store-sample.ts';

export function transactionContract(store: () => Store): void {
  describe('a transaction', () => {
    test('keeps all or nothing', async () => {
      const broken = store().transaction(async (inside) => {
        await inside.putSource(source('herald'), at(0));
        await put({ putArticles: inside.putArticles }, article('one'));
        throw new Error('broken on purpose');
      });
      await expect(broken).rejects.toThrow('broken on purpose');
      expect(await store().source(sourceId('herald'))).toBeUndefined();
      expect(await store().articles([articleId('one')])).toEqual([]);
      const kept = await store().transaction(async (inside) => {
        await inside.putSource(source('herald'), at(0));
        return inside.source(sourceId('herald'));
      });
      expect(kept?.source).toEqual(source('herald'));
      expect(await store().source(sourceId('herald'))).toEqual(kept);
    });

    test('refuses the outer store inside, at once and in one sentence', async () => {
      const outer = (use: (outer: Store) => Promise<unknown>) =>
        store().transaction(async () => use(store())) as Promise<unknown>;
      const refused = /inside its own transaction.*use the operations that transaction\(\) hands/;
      await expect(outer((each) => each.figures())).rejects.toThrow(refused);
      await expect(outer((each) => each.putSource(source('herald'), at(0)))).rejects.toThrow(refused);
      await expect(outer((each) => each.transaction(async () => 1))).rejects.toThrow(refused);
    });

    test('does not refuse the outer store to what it left behind', async () => {
      const later = Promise.withResolvers<unknown>();
      await store().transaction(async () => {
        setTimeout(() => later.resolve(store().figures()), 1);
      });
      expect(await later.promise).toMatchObject({ sources: 0 });
    });

    test('cannot be used when it is over', async () => {
      const left = await store().transaction(
        async (inside): Promise<{ inside: StoreOperations }> => ({ inside }),
      );
      await expect(left.inside.figures()).rejects.toThrow();
    });

    test('holds a subscription, one transaction after the other', async () => {
      await store().putSubscription(subscription('daily'));
      const count = () =>
        store().transaction(async (inside) => {
          await inside.lockGrouping();
          const held = await inside.lockSubscription(subscriptionId('daily'));
          if (held === undefined) throw new Error('not there');
          await inside.putSubscription({ ...held, emptyInARow: held.emptyInARow + 1 });
        });
      await Promise.all(Array.from({ length: 50 }, count));
      expect((await store().subscription(subscriptionId('daily')))?.emptyInARow).toBe(50);
    });

    test('is needed by what holds until its end', async () => {
      await expect(store().lockGrouping()).rejects.toThrow('outside a transaction');
      await expect(store().lockSubscription(subscriptionId('daily'))).rejects.toThrow(
        'outside a transaction',
      );
    });
  });
}
