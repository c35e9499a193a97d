import { describe, expect, test } from 'vitest';
import type { DigestId } from '../../src/domain/ids.ts';
import type { Store } from '../../src/ports/store.ts';
import {
  article,
  articleId,
  at,
  delivery,
  digest,
  put,
  sourceId,
  storyId,
  subscriptionId,
  tell,
} from './store-sample.ts';

const DAILY = subscriptionId('daily');

export function pruneContract(store: () => Store): void {
  describe('prune', () => {
    const prune = (minutes: number, limit = 100) =>
      store().prune(
        { articlesBefore: at(minutes), deliveriesBefore: at(minutes), requestsBefore: at(minutes) },
        limit,
      );
    const left = async (...names: readonly string[]) =>
      (await store().articles(names.map(articleId))).map((each) => each.article.id);
    const queue = async (name: string, made: DigestId) => {
      const sent = delivery(name, { digest: made, subscription: DAILY });
      await store().enqueue(sent);
      return async () => {
        for (const row of await store().parts(sent.id)) {
          await store().changePart(row, { state: 'held', reason: 'Cannot be known.', attempts: 1 });
        }
      };
    };

    test('takes what is old, articles with their stories, and keeps the rest', async () => {
      await tell(store(), 'old', article('old', { fetched: at(-1) }));
      await tell(store(), 'both', article('older', { fetched: at(-2) }), article('young'));
      await put(store(), article('loose', { fetched: at(-3) }));
      await store().firstSeen('old request', at(-1));
      await store().takeSlot(DAILY, at(-1));
      expect(await prune(0)).toBe(6);
      expect(await left('old', 'older', 'young', 'loose')).toEqual([articleId('young')]);
      expect(await store().story(storyId('old'), [sourceId('herald')])).toBeUndefined();
      expect((await store().figures()).stories).toBe(1);
      expect(await store().firstSeen('old request', at(0))).toBe(true);
      expect(await prune(0)).toBe(0);
    });

    test('takes the oldest first, and not more than asked for', async () => {
      for (const each of [1, 2, 3]) await put(store(), article(`a${each}`, { fetched: at(-each) }));
      expect(await prune(0, 2)).toBe(2);
      expect(await left('a1', 'a2', 'a3')).toEqual([articleId('a1')]);
    });

    test('keeps the articles of a digest on its way, and the delivery itself', async () => {
      await tell(
        store(),
        'harbour',
        article('needed', { fetched: at(-60) }),
        article('not', { fetched: at(-60) }),
      );
      const made = digest('d', ['needed'], { at: at(-60) });
      await store().putDigest(made);
      const settle = await queue('d', made.id);
      expect(await prune(1)).toBe(1);
      expect(await left('needed', 'not')).toEqual([articleId('needed')]);
      expect(await store().digest(made.id)).toEqual(made);
      await settle();
      // delivery, digest, article and story
      expect(await prune(1)).toBe(4);
      expect(await store().digest(made.id)).toBeUndefined();
      expect((await store().figures()).held).toBe(0);
    });

    test('keeps the articles of what was told not long ago', async () => {
      await tell(
        store(),
        'harbour',
        article('told', { fetched: at(-60) }),
        article('untold', { fetched: at(-60) }),
      );
      await store().remember(DAILY, [
        { story: storyId('harbour'), articles: [articleId('told')], toldAt: at(0) },
      ]);
      expect(await prune(0)).toBe(1);
      expect(await left('told', 'untold')).toEqual([articleId('told')]);
      expect(await prune(1)).toBe(3);
      expect(await store().told(DAILY, [storyId('harbour')])).toEqual([]);
    });

    test('keeps the memory of a story that goes on, also under its former name', async () => {
      await tell(store(), 'one', article('old', { fetched: at(-60) }));
      await tell(store(), 'two', article('new', { fetched: at(30) }));
      await store().remember(DAILY, [
        { story: storyId('one'), articles: [articleId('old')], toldAt: at(-50) },
      ]);
      await store().mergeStories(storyId('one'), storyId('two'));
      expect(await prune(0)).toBe(0);
      expect(await store().told(DAILY, [storyId('two')])).toHaveLength(1);
      expect(await left('old')).toHaveLength(1);
    });
  });
}
