import { articleTime } from '../../domain/article.ts';
import type { SourceId, StoryId } from '../../domain/ids.ts';
import type { Story } from '../../domain/story.ts';
import type { StoredArticle, StoryStore } from '../../ports/store.ts';
import { readArticles } from './article-operations.ts';
import type { Queries } from './queries.ts';
import { presentNames } from './story-names.ts';
import { chunks } from './values.ts';

export function storyOperations(queries: Queries): StoryStore {
  const { db } = queries;
  return {
    async assignStories(pairs) {
      const present = await presentNames(
        queries,
        pairs.map(({ story }) => story),
      );
      const articlesOf = Map.groupBy(pairs, ({ story }) => present(story));
      for (const some of chunks([...articlesOf.keys()], 500)) {
        const rows = some.map((id) => ({ id }));
        await db
          .insertInto('stories')
          .values(rows)
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      }
      for (const [story, members] of articlesOf) {
        const ids = members.map(({ article }) => article);
        for (const some of chunks(ids, 500)) {
          await db.updateTable('articles').set({ story }).where('id', 'in', some).execute();
        }
      }
    },

    async mergeStories(from, into) {
      const present = await presentNames(queries, [from, into]);
      const [alias, story] = [present(from), present(into)];
      if (alias === story) return;
      await db.updateTable('articles').set({ story }).where('story', '=', alias).execute();
      await db.updateTable('story_aliases').set({ story }).where('story', '=', alias).execute();
      await db.insertInto('story_aliases').values({ alias, story }).execute();
      await db.deleteFrom('stories').where('id', '=', alias).execute();
      await db
        .insertInto('stories')
        .values({ id: story })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },

    async story(id, sources) {
      const present = (await presentNames(queries, [id]))(id);
      return (await readStories(queries, [present], sources))[0];
    },

    async storiesSeen(sources, from, to, newOnly, limit) {
      const seen = await newestStories(queries, { sources, from, to, newOnly, limit });
      return readStories(queries, seen, sources, to);
    },
  };
}

interface Window {
  readonly sources: readonly SourceId[];
  readonly from: Temporal.Instant;
  readonly to: Temporal.Instant;
  readonly newOnly: boolean;
  readonly limit: number;
}

/**
 * The ids, newest first. A few sources at a time, so that no statement takes long: what is among the newest of all is
 * among the newest of the sources that its newest article came from.
 */
async function newestStories({ db }: Queries, window: Window): Promise<readonly StoryId[]> {
  const newest: { readonly story: StoryId; readonly fetched: number; readonly sequence: number }[] = [];
  for (const sources of chunks(window.sources, 50)) {
    const rows = await db
      .selectFrom('articles')
      .select((article) => [
        'story',
        article.fn.max('fetched').as('fetched'),
        article.fn.max('sequence').as('sequence'),
      ])
      .$narrowType<{ story: StoryId }>()
      .where('source', 'in', sources)
      .where('fetched', '>=', window.from.epochMilliseconds)
      .where('fetched', '<', window.to.epochMilliseconds)
      .where('story', 'is not', null)
      .$if(window.newOnly, (articles) => articles.where('counts_as_new', '=', 1))
      .groupBy('story')
      .orderBy('fetched', 'desc')
      .orderBy('sequence', 'desc')
      .limit(window.limit)
      .execute();
    newest.push(...rows);
  }
  newest.sort((a, b) => b.fetched - a.fetched || b.sequence - a.sequence);
  return [...new Set(newest.map(({ story }) => story))].slice(0, window.limit);
}

/** These stories, in this order, with what these sources brought of them; one without any is left out. */
async function readStories(
  queries: Queries,
  ids: readonly StoryId[],
  sources: readonly SourceId[],
  to?: Temporal.Instant,
): Promise<readonly Story[]> {
  const found: StoredArticle[] = [];
  for (const some of sources.length === 0 ? [] : chunks(ids, 100)) {
    const rows = await queries.db
      .selectFrom('articles')
      .select('sequence')
      .where('story', 'in', some)
      .where('source', 'in', sources)
      .$if(to !== undefined, (articles) => articles.where('fetched', '<', to?.epochMilliseconds ?? 0))
      .execute();
    found.push(...(await readArticles(queries, rows)));
  }
  const articlesOf = Map.groupBy(found, ({ story }) => story);
  return ids.flatMap((id) => storyOf(id, articlesOf.get(id)));
}

function storyOf(id: StoryId, members: readonly StoredArticle[] | undefined): readonly Story[] {
  if (members === undefined) return [];
  const inTimeOrder = members.toSorted(
    (a, b) =>
      Temporal.Instant.compare(articleTime(a.article), articleTime(b.article)) || a.sequence - b.sequence,
  );
  return [{ id, articles: inTimeOrder.map(({ article }) => article) }];
}
