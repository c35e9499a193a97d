import { describe, expect, test } from 'vitest';
import { idOf } from '../../src/domain/ids.ts';
import type { Store } from '../../src/ports/store.ts';
import { at, delivery, digest, part, place, sourceId, subscription, subscriptionId } from './store-sample.ts';

export function subscriptionContract(store: () => Store): void {
  describe('subscriptions', () => {
    const due = async (minutes: number, limit = 9) =>
      (await store().dueSubscriptions(at(minutes), limit)).map(({ name }) => name);

    test('come back as they were put, and as they were changed', async () => {
      const daily = subscription('daily', { suspended: 'The channel was deleted.' });
      await store().putSubscription(daily);
      expect(await store().subscription(daily.id)).toEqual(daily);
      const { nextSlot: _, suspended: __, ...rest } = daily;
      const changed = {
        ...rest,
        place: place('C9', { name: 'news' }),
        selection: { ...rest.selection, sources: [sourceId('herald')] },
        emptyInARow: 3,
      };
      await store().putSubscription(changed);
      expect(await store().subscription(daily.id)).toEqual(changed);
    });

    test('are listed by place and by workspace, oldest first', async () => {
      await store().putSubscription(subscription('b', { createdAt: at(2) }));
      await store().putSubscription(
        subscription('a', { createdAt: at(1), place: place('C1', { name: 'news' }) }),
      );
      await store().putSubscription(subscription('person', { place: place('C1', { kind: 'person' }) }));
      await store().putSubscription(subscription('other', { place: place('C1', { workspace: 'T2' }) }));
      const names = (found: readonly { name: string }[]) => found.map(({ name }) => name);
      expect(names(await store().subscriptionsOf(place('C1')))).toEqual(['a', 'b']);
      expect(names(await store().subscriptionsOfWorkspace('T2'))).toEqual(['other']);
      expect(await store().allSubscriptions()).toHaveLength(4);
    });

    test('are due from their slot on, longest due first, unless suspended', async () => {
      await store().putSubscription(subscription('second', { nextSlot: at(2) }));
      await store().putSubscription(subscription('first', { nextSlot: at(1) }));
      await store().putSubscription(subscription('gone', { nextSlot: at(0), suspended: 'gone' }));
      const { nextSlot: _, ...never } = subscription('never');
      await store().putSubscription(never);
      expect(await due(0)).toEqual([]);
      expect(await due(1)).toEqual(['first']);
      expect(await due(2)).toEqual(['first', 'second']);
      expect(await due(2, 1)).toEqual(['first']);
      expect(await store().dueSubscriptions(at(2), 9, ['discord'])).toEqual([]);
      expect(await store().dueSubscriptions(at(2), 9, ['discord', 'slack'])).toHaveLength(2);
      expect(await store().nextSlot()).toEqual(at(1));
    });

    test('that were handled up to a later instant are found', async () => {
      await store().putSubscription(subscription('early', { handledUntil: at(1) }));
      await store().putSubscription(subscription('late', { handledUntil: at(3), createdAt: at(1) }));
      await store().putSubscription(subscription('latest', { handledUntil: at(4), createdAt: at(2) }));
      const names = async (minutes: number, limit: number) =>
        (await store().subscriptionsHandledAfter(at(minutes), limit)).map(({ name }) => name);
      expect(await names(1, 9)).toEqual(['late', 'latest']);
      expect(await names(1, 1)).toEqual(['late']);
      expect(await names(4, 9)).toEqual([]);
    });

    test('have no next slot when none is scheduled', async () => {
      expect(await store().nextSlot()).toBeUndefined();
    });

    test('wait while a delivery of theirs is not settled', async () => {
      const daily = subscription('daily', { nextSlot: at(0) });
      await store().putSubscription(daily);
      const sent = delivery('d', { subscription: daily.id, parts: [part('1'), part('2')] });
      await store().enqueue(sent);
      const settle = async (index: number) => {
        const row = (await store().parts(sent.id))[index];
        if (row === undefined) throw new Error('no such part');
        await store().changePart(row, { state: 'failed', reason: 'gone', attempts: 1 });
      };
      expect(await due(0)).toEqual([]);
      await settle(0);
      expect(await due(0)).toEqual([]);
      await settle(1);
      expect(await due(0)).toEqual(['daily']);
    });

    test('that are removed take their slots and memories along', async () => {
      const daily = subscription('daily');
      const told = [{ story: idOf<'story'>('s'), articles: [idOf<'article'>('a')], toldAt: at(0) }];
      await store().putSubscription(daily);
      await store().takeSlot(daily.id, at(0));
      await store().remember(daily.id, told);
      await store().removeSubscription(daily.id);
      expect(await store().subscription(daily.id)).toBeUndefined();
      expect(await store().told(daily.id, [idOf<'story'>('s')])).toEqual([]);
      expect(await store().takeSlot(daily.id, at(0))).toBe(true);
    });

    test('are put and held many at once', async () => {
      await store().putSubscription(subscription('a', { name: 'before' }));
      await store().putSubscriptions([subscription('a'), subscription('b')]);
      const held = await store().transaction((inside) =>
        inside.lockSubscriptions(['b', 'a', 'nobody'].map(subscriptionId)),
      );
      expect([...held.keys()].toSorted()).toEqual(['a', 'b'].map(subscriptionId).toSorted());
      expect(held.get(subscriptionId('a'))).toEqual(subscription('a'));
    });

    test('are told what each was told, many at once', async () => {
      const memory = (minutes: number, ...articles: readonly string[]) => ({
        story: idOf<'story'>('s'),
        articles: articles.map((each) => idOf<'article'>(each)),
        toldAt: at(minutes),
      });
      await store().remember(subscriptionId('a'), [memory(1, 'x')]);
      await store().remember(subscriptionId('b'), [memory(2, 'y')]);
      const told = await store().toldToEach(['a', 'b', 'c'].map(subscriptionId), [idOf<'story'>('s')]);
      expect(told.get(subscriptionId('a'))).toEqual([memory(1, 'x')]);
      expect(told.get(subscriptionId('b'))).toEqual([memory(2, 'y')]);
      expect(told.has(subscriptionId('c'))).toBe(false);
    });

    test('take many slots at once, those that are free', async () => {
      await store().takeSlot(subscriptionId('a'), at(0));
      const wanted = ['a', 'b', 'c'].map((name) => ({ subscription: subscriptionId(name), slot: at(0) }));
      const free = await store().takeSlots(wanted);
      expect([...free].toSorted()).toEqual(['b', 'c'].map(subscriptionId).toSorted());
      expect((await store().takeSlots(wanted)).size).toBe(0);
    });

    test('take each slot once', async () => {
      expect(await store().takeSlot(subscriptionId('daily'), at(0))).toBe(true);
      expect(await store().takeSlot(subscriptionId('daily'), at(0))).toBe(false);
      expect(await store().takeSlot(subscriptionId('daily'), at(1))).toBe(true);
      expect(await store().takeSlot(subscriptionId('other'), at(0))).toBe(true);
    });
  });

  describe('digests', () => {
    test('come back as they were put, instants and all', async () => {
      const { subscription: _, catchUp: __, next: ___, ...asked } = digest('asked', []);
      for (const each of [digest('full', ['a', 'b']), { ...asked, stories: [] }]) {
        await store().putDigest(each);
        expect(await store().digest(each.id)).toEqual(each);
      }
      expect(await store().digest(idOf<'digest'>('nobody'))).toBeUndefined();
    });

    test('that were posted last are found with the address of their first message', async () => {
      const daily = subscriptionId('daily');
      for (const [minutes, name] of [
        [0, 'first'],
        [60, 'second'],
        [120, 'third'],
      ] as const) {
        const made = digest(name, [], { at: at(minutes) });
        await store().putDigest(made);
        const parts = [part('1'), part('2')];
        await store().enqueue(
          delivery(name, { digest: made.id, subscription: daily, createdAt: at(minutes), parts }),
        );
      }
      expect(await store().lastPostedDigest(daily)).toBeUndefined();
      for (const name of ['second', 'first']) {
        for (const row of (await store().parts(idOf<'delivery'>(name))).toReversed()) {
          const receipt = { channel: 'C1', message: '1', link: `https://slack.example/${name}/${row.index}` };
          await store().changePart(row, { state: 'posted', receipt, attempts: 1 });
        }
      }
      const last = await store().lastPostedDigest(daily);
      expect(last?.digest).toEqual(digest('second', [], { at: at(60) }));
      expect(last?.link).toBe('https://slack.example/second/0');
      expect(await store().lastPostedDigest(subscriptionId('other'))).toBeUndefined();
    });
  });

  test('a request is seen for the first time once', async () => {
    expect(await store().firstSeen('r1', at(0))).toBe(true);
    expect(await store().firstSeen('r1', at(1))).toBe(false);
    expect(await store().firstSeen('r2', at(1))).toBe(true);
  });
}
