import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import { articleContract } from './store-articles.ts';
import { memoryContract } from './store-memory.ts';
import { outboxContract } from './store-outbox.ts';
import { pruneContract } from './store-prune.ts';
import { sourceContract } from './store-sources.ts';
import { storyContract } from './store-stories.ts';
import { subscriptionContract } from './store-subscriptions.ts';
import { transactionContract } from './store-transactions.ts';

/**
 * What every store does, whatever it is made of. `fresh` hands out an empty store for each test. How many of these
 * tests ran is printed, so that a run that skipped them all is noticed; none is a failure.
 */
export function storeContract(dialect: string, fresh: () => Promise<Store>): void {
  describe(`the store on ${dialect}`, () => {
    let store: Store | undefined;
    let ran = 0;
    const current = () => {
      if (store === undefined) throw new Error('no store is open');
      return store;
    };
    beforeEach(async () => {
      store = await fresh();
      ran++;
    });
    afterAll(() => {
      console.log(`store contract on ${dialect}: ${ran} tests ran`);
      expect(ran).toBeGreaterThan(0);
    });
    sourceContract(current);
    articleContract(current);
    storyContract(current);
    subscriptionContract(current);
    memoryContract(current);
    outboxContract(current);
    pruneContract(current);
    transactionContract(current);

    test('probe passes on a healthy store and leaves nothing behind', async () => {
      await current().probe();
      expect(await current().firstSeen('~probe', Temporal.Instant.fromEpochMilliseconds(0))).toBe(true);
    });
  });
}
