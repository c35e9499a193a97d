import { describe, expect, test } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import { article, articleId, at, put, sourceId, storyId, tell } from './store-sample.ts';

const HERALD = [sourceId('herald')];

export function storyContract(store: () => Store): void {
  describe('stories', () => {
    const seen = async (from: number, to: number, newOnly = false, limit = 9, sources = HERALD) => {
      const stories = await store().storiesSeen(sources, at(from), at(to), newOnly, limit);
      return stories.map(({ id, articles }) => [id, articles.map((each) => each.id)]);
    };
    const told = (story: string, ...articles: readonly string[]) => [storyId(story), articles.map(articleId)];

    test('have their articles in the order in which they happened', async () => {
      await tell(
        store(),
        'harbour',
        article('late', { published: at(-1) }),
        article('early', { published: at(-9) }),
        article('future', { published: at(99) }),
      );
      const story = await store().story(storyId('harbour'), HERALD);
      expect(story?.articles.map(({ id }) => id)).toEqual(['early', 'late', 'future'].map(articleId));
    });

    test('show only what these sources told', async () => {
      await tell(store(), 'harbour', article('open'), article('secret', { source: sourceId('secret') }));
      await tell(store(), 'hidden', article('hidden', { source: sourceId('secret') }));
      expect((await store().story(storyId('harbour'), HERALD))?.articles).toHaveLength(1);
      expect(await store().story(storyId('hidden'), HERALD)).toBeUndefined();
      expect(await store().story(storyId('harbour'), [])).toBeUndefined();
      expect(await store().story(storyId('nobody'), HERALD)).toBeUndefined();
      expect(await seen(0, 1)).toEqual([told('harbour', 'open')]);
      expect(await seen(0, 1, false, 9, [])).toEqual([]);
    });

    test('are seen when an article came in the window, with all that came before its end', async () => {
      await tell(store(), 'old', article('old', { fetched: at(-60) }));
      await tell(
        store(),
        'going on',
        article('first', { fetched: at(-50) }),
        article('second', { fetched: at(5) }),
      );
      await tell(store(), 'going on', article('after', { fetched: at(10) }));
      await tell(store(), 'fresh', article('fresh', { fetched: at(9) }));
      expect(await seen(0, 10)).toEqual([told('fresh', 'fresh'), told('going on', 'first', 'second')]);
      expect(await seen(0, 10, false, 1)).toEqual([told('fresh', 'fresh')]);
      expect(await seen(10, 11)).toEqual([told('going on', 'first', 'second', 'after')]);
    });

    test('of very many sources come newest first, each once', async () => {
      const sources = Array.from({ length: 120 }, (_, each) => sourceId(`source ${each}`));
      for (const [each, from] of sources.entries()) {
        const more = { source: from, fetched: at(each) };
        await tell(store(), `story ${each % 60}`, article(`article ${each}`, more));
      }
      const stories = await seen(0, 120, false, 3, sources);
      expect(stories.map(([id]) => id)).toEqual([59, 58, 57].map((each) => storyId(`story ${each}`)));
      expect(stories[0]?.[1]).toEqual(['article 59', 'article 119'].map(articleId));
    });

    test('of a first visit are seen, but not as new', async () => {
      await tell(store(), 'first visit', article('a', { countsAsNew: false }));
      await tell(store(), 'both', article('b', { countsAsNew: false }), article('c', { fetched: at(1) }));
      expect(await seen(0, 9, true)).toEqual([told('both', 'b', 'c')]);
      expect(await seen(0, 9)).toHaveLength(2);
    });

    test('that merge are found under either name', async () => {
      await tell(store(), 'one', article('a'));
      await tell(store(), 'two', article('b'));
      await tell(store(), 'three', article('c'));
      await store().mergeStories(storyId('one'), storyId('two'));
      await store().mergeStories(storyId('two'), storyId('three'));
      await store().mergeStories(storyId('one'), storyId('three'));
      for (const name of ['one', 'two', 'three']) {
        const story = await store().story(storyId(name), HERALD);
        expect(story?.id).toBe(storyId('three'));
        expect(story?.articles).toHaveLength(3);
      }
      expect((await store().figures()).stories).toBe(1);
    });

    test('under a former name take new articles for the present one', async () => {
      await tell(store(), 'one', article('a'));
      await tell(store(), 'two', article('b'));
      await store().mergeStories(storyId('one'), storyId('two'));
      await put(store(), article('c'));
      await store().assignStories([{ article: articleId('c'), story: storyId('one') }]);
      expect((await store().articles([articleId('c')]))[0]?.story).toBe(storyId('two'));
      expect(await seen(0, 1)).toEqual([told('two', 'a', 'b', 'c')]);
    });
  });
}
