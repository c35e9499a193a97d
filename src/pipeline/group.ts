import type { Article } from '../domain/article.ts';
import type { ArticleId, StoryId } from '../domain/ids.ts';
import type { StoredArticle, StoreOperations } from '../ports/store.ts';
import { createGrouper, type GroupArticle } from '../stories/group.ts';
import type { Tools } from './tools.ts';

/** Articles older than this are no longer joined by new ones (the window, and a day for late ones). */
const REACH = { hours: 96 };
const BATCH = 200;

/** Puts articles into stories, in order of arrival; other processes may do the same on the same store. */
export interface StoryGrouping {
  /** Groups everything that waits; returns how many articles. */
  groupWaiting(): Promise<number>;
}

export function createStoryGrouping({ store, now }: Pick<Tools, 'store' | 'now'>): StoryGrouping {
  const grouper = createGrouper();
  let known = -1;

  /** What is in the store and not yet in memory: everything at the first call, later what others have grouped. */
  async function catchUp(operations: StoreOperations): Promise<void> {
    const since = now().subtract(REACH);
    for (;;) {
      const batch = await operations.groupedArticles(since, known, BATCH);
      for (const { article, story, sequence } of batch) {
        if (story !== undefined) grouper.restore(toGroup(article), story);
        known = Math.max(known, sequence);
      }
      if (batch.length < BATCH) return;
    }
  }

  function decide(waiting: readonly StoredArticle[]) {
    const grouped = grouper.addAll(waiting.map(({ article }) => toGroup(article)));
    const pairs = waiting.map(({ article }, index) => ({
      article: article.id,
      story: (grouped[index]?.story ?? article.id) as string as StoryId,
    }));
    const merges = grouped
      .flatMap((each) => each.merges)
      .map(({ from, into }) => ({ from: from as StoryId, into: into as StoryId }));
    const moves = grouped
      .flatMap((each) => each.moves)
      .map(({ article, story }) => ({
        article: article as ArticleId,
        story: grouper.resolve(story) as StoryId,
      }));
    return { pairs, merges, moves };
  }

  const groupBatch = (): Promise<number> =>
    store.transaction(async (operations) => {
      await operations.lockGrouping();
      await catchUp(operations);
      grouper.forget(now().subtract(REACH));
      const waiting = await operations.ungroupedArticles(BATCH);
      const { pairs, merges, moves } = decide(waiting);
      await operations.assignStories([...pairs, ...moves]);
      for (const { from, into } of merges) await operations.mergeStories(from, into);
      known = waiting.reduce((last, { sequence }) => Math.max(last, sequence), known);
      return waiting.length;
    });

  return {
    async groupWaiting() {
      let total = 0;
      for (;;) {
        const count = await groupBatch();
        total += count;
        if (count < BATCH) return total;
      }
    },
  };
}

function toGroup(article: Article): GroupArticle {
  const { id, title, text, published, outlet, language } = article;
  return {
    id,
    title,
    text,
    outlet,
    ...(published === undefined ? {} : { published }),
    ...(language === undefined ? {} : { language }),
  };
}
