import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import { article, articleId, at, put, sourceId, storyId, tell } from './store-sample.ts';

export function articleContract(store: () => Store): void {
  describe('articles', () => {
    test('come back as they were put, in the order asked for', async () => {
      const bare = {
        id: articleId('bare'),
        source: sourceId('folder'),
        title: 'Bare',
        text: '',
        outlet: 'Folder',
        fetched: at(1),
        countsAsNew: false,
        tags: [],
      };
      const full = article('full', { wire: 'AP' });
      await put(store(), full, bare);
      const read = await store().articles([bare.id, articleId('nobody'), full.id, bare.id]);
      expect(read.map((stored) => stored.article)).toEqual([bare, full]);
      expect(read.every((stored) => !('story' in stored))).toBe(true);
    });

    test('are known by their fingerprint', async () => {
      await put(store(), article('one'));
      const known = await store().knownArticles([articleId('one'), articleId('two')]);
      expect(known).toEqual([{ id: articleId('one'), fingerprint: `print of ${articleId('one')}` }]);
      expect(await store().knownArticles([])).toEqual([]);
    });

    test('that are put again keep sequence, story and whether they count as new', async () => {
      await tell(store(), 'harbour', article('one'), article('two'));
      const changed = article('one', { title: 'Changed', fetched: at(7), countsAsNew: false, tags: [] });
      await put(store(), changed, changed);
      const [one, two] = await store().articles([articleId('one'), articleId('two')]);
      expect(one?.article).toEqual({ ...changed, countsAsNew: true });
      expect(one?.story).toBe(storyId('harbour'));
      expect(one?.sequence).toBeLessThan(two?.sequence ?? 0);
    });

    test('are handed to grouping in order of arrival', async () => {
      await put(store(), article('b', { fetched: at(2) }), article('a', { fetched: at(1) }));
      await put(store(), article('c', { fetched: at(0) }));
      const ids = async (limit: number) =>
        (await store().ungroupedArticles(limit)).map((each) => each.article.id);
      expect(await ids(9)).toEqual(['b', 'a', 'c'].map(articleId));
      expect(await ids(2)).toEqual(['b', 'a'].map(articleId));
      await store().assignStories([{ article: articleId('b'), story: storyId('harbour') }]);
      expect(await ids(9)).toEqual(['a', 'c'].map(articleId));
    });

    test('that are grouped are read on from a sequence, if they are recent', async () => {
      await tell(store(), 'old', article('old', { fetched: at(-60) }));
      await tell(store(), 'harbour', article('one'), article('two', { fetched: at(1) }));
      await put(store(), article('loose'));
      const all = await store().groupedArticles(at(0), 0, 9);
      expect(all.map((each) => each.article.id)).toEqual(['one', 'two'].map(articleId));
      expect(all[0]?.story).toBe(storyId('harbour'));
      const after = await store().groupedArticles(at(0), all[0]?.sequence ?? 0, 9);
      expect(after.map((each) => each.article.id)).toEqual([articleId('two')]);
      expect(await store().groupedArticles(at(0), 0, 1)).toHaveLength(1);
    });

    test('are counted for these sources only, from one instant to before another', async () => {
      const gazette = { source: sourceId('gazette') };
      await put(store(), article('a'), article('b', { fetched: at(10) }), article('c', { fetched: at(9) }));
      await put(
        store(),
        article('d', { ...gazette, fetched: at(3) }),
        article('e', { source: sourceId('secret') }),
      );
      const sources = [sourceId('herald'), sourceId('gazette'), sourceId('quiet')];
      expect(await store().countArticles(sources, at(0), at(10), false)).toEqual({ articles: 3, sources: 2 });
      expect(await store().countArticles([], at(0), at(10), false)).toEqual({ articles: 0, sources: 0 });
    });

    test('in thousands go in and out', async () => {
      const many = Array.from({ length: 1_200 }, (_, each) => article(`many ${each}`));
      await put(store(), ...many);
      const ids = many.map(({ id }) => id);
      expect(await store().knownArticles(ids)).toHaveLength(1_200);
      expect((await store().articles(ids)).map((each) => each.article.id)).toEqual(ids);
    });

    test('keep any text at its length, so that offsets stay true', async () => {
      // Any units at all: halves of pairs and U+0000 among them.
      const units = fc.array(
        fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.constantFrom(0, 0xd800, 0xdfff)),
      );
      const anything = units.map((each) => String.fromCharCode(...each));
      await fc.assert(
        fc.asyncProperty(anything, fc.array(anything), async (text, tags) => {
          await put(store(), article('odd', { text, title: text, tags }));
          const [read] = await store().articles([articleId('odd')]);
          expect(read?.article.text).toBe(text.toWellFormed().replaceAll('\u0000', '\ufffd'));
          expect(read?.article.text).toHaveLength(text.length);
          expect(read?.article.tags).toEqual(tags);
        }),
        { numRuns: 15 },
      );
    });
  });
}
