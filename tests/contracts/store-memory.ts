import { describe, expect, test } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import { article, articleId, at, storyId, subscriptionId, tell } from './store-sample.ts';

const DAILY = subscriptionId('daily');

export function memoryContract(store: () => Store): void {
  describe('what was told', () => {
    const told = (story: string, minutes: number, articles: readonly string[], link?: string) => ({
      story: storyId(story),
      articles: articles.map(articleId),
      toldAt: at(minutes),
      ...(link === undefined ? {} : { link }),
    });
    const sorted = async (...stories: readonly string[]) =>
      (await store().told(DAILY, stories.map(storyId))).map((each) => ({
        ...each,
        articles: each.articles.toSorted(),
      }));
    const ids = (...names: readonly string[]) => names.map(articleId).toSorted();

    test('is remembered for each subscription by itself', async () => {
      await store().remember(DAILY, [
        told('harbour', 0, ['a'], 'https://slack.example/1'),
        told('fire', 1, []),
      ]);
      expect(await sorted('harbour')).toEqual([told('harbour', 0, ['a'], 'https://slack.example/1')]);
      expect(await sorted('harbour', 'fire', 'nobody')).toHaveLength(2);
      expect(await store().told(subscriptionId('other'), [storyId('harbour')])).toEqual([]);
      expect(await store().told(DAILY, [])).toEqual([]);
    });

    test('grows: the latest telling gives time and address', async () => {
      await store().remember(DAILY, [told('harbour', 5, ['a', 'b'], 'https://slack.example/5')]);
      await store().remember(DAILY, [told('harbour', 9, ['c', 'b'])]);
      await store().remember(DAILY, [told('harbour', 1, ['d'], 'https://slack.example/1')]);
      expect(await sorted('harbour')).toEqual([
        { story: storyId('harbour'), articles: ids('a', 'b', 'c', 'd'), toldAt: at(9) },
      ]);
    });

    test('follows stories that merge, asked for by a present or a former name', async () => {
      for (const name of ['one', 'two', 'three']) await tell(store(), name, article(name));
      await store().remember(DAILY, [
        told('one', 1, ['one']),
        told('two', 2, ['two'], 'https://slack.example/2'),
      ]);
      await store().mergeStories(storyId('one'), storyId('three'));
      expect(await sorted('three')).toEqual([told('three', 1, ['one'])]);
      await store().mergeStories(storyId('three'), storyId('two'));
      const all = { articles: ids('one', 'two'), toldAt: at(2), link: 'https://slack.example/2' };
      expect(await sorted('two', 'one', 'two')).toEqual([
        { story: storyId('two'), ...all },
        { story: storyId('one'), ...all },
      ]);
      await store().remember(DAILY, [told('one', 7, ['three'])]);
      expect(await sorted('two')).toEqual([
        { story: storyId('two'), articles: ids('one', 'two', 'three'), toldAt: at(7) },
      ]);
    });
  });
}
