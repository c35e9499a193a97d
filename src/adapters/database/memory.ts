import type { ArticleId, StoryId, SubscriptionId } from '../../domain/ids.ts';
import type { Told } from '../../ports/store.ts';
import type { Queries } from './queries.ts';
import { allNames, presentNames } from './story-names.ts';
import { chunks, given, instant } from './values.ts';

interface ToldRow {
  readonly story: StoryId;
  readonly told_at: number;
  readonly link: string | null;
}

/** What a subscription was told of these stories: one memory for each, also where several became one story. */
export async function toldBefore(
  queries: Queries,
  subscription: SubscriptionId,
  stories: readonly StoryId[],
): Promise<readonly Told[]> {
  const present = await presentNames(queries, stories);
  const names = await allNames(queries, [...new Set(stories.map(present))]);
  const rows = await readTold(queries, subscription, [...names.keys()]);
  const articles = await readToldArticles(
    queries,
    subscription,
    rows.map(({ story }) => story),
  );
  const rowsOf = Map.groupBy(rows, ({ story }) => names.get(story) ?? story);
  return [...new Set(stories)].flatMap((asked) => combine(asked, rowsOf.get(present(asked)), articles));
}

/** Adds to the memory; the latest telling gives the time and the address. */
export async function remember(
  queries: Queries,
  subscription: SubscriptionId,
  told: readonly Told[],
): Promise<void> {
  const { db } = queries;
  const present = await presentNames(
    queries,
    told.map(({ story }) => story),
  );
  for (const { story: name, articles, toldAt, link } of told) {
    const story = present(name);
    const latest = { told_at: toldAt.epochMilliseconds, link: link ?? null };
    await db
      .insertInto('told')
      .values({ subscription, story, ...latest })
      .onConflict((conflict) =>
        conflict
          .columns(['subscription', 'story'])
          .doUpdateSet(latest)
          .where('told.told_at', '<=', latest.told_at),
      )
      .execute();
    for (const some of chunks([...new Set(articles)], 500)) {
      await db
        .insertInto('told_articles')
        .values(some.map((article) => ({ subscription, story, article })))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
  }
}

async function readTold({ db }: Queries, subscription: SubscriptionId, stories: readonly StoryId[]) {
  const rows: ToldRow[] = [];
  for (const some of chunks(stories, 500)) {
    const found = await db
      .selectFrom('told')
      .select(['story', 'told_at', 'link'])
      .where('subscription', '=', subscription)
      .where('story', 'in', some)
      .execute();
    rows.push(...found);
  }
  return rows;
}

async function readToldArticles(
  { db }: Queries,
  subscription: SubscriptionId,
  stories: readonly StoryId[],
): Promise<ReadonlyMap<StoryId, readonly ArticleId[]>> {
  const rows: { readonly story: StoryId; readonly article: ArticleId }[] = [];
  for (const some of chunks(stories, 500)) {
    const found = await db
      .selectFrom('told_articles')
      .select(['story', 'article'])
      .where('subscription', '=', subscription)
      .where('story', 'in', some)
      .orderBy('article')
      .execute();
    rows.push(...found);
  }
  const byStory = Map.groupBy(rows, ({ story }) => story);
  return new Map([...byStory].map(([story, of]) => [story, of.map(({ article }) => article)]));
}

function combine(
  story: StoryId,
  rows: readonly ToldRow[] | undefined,
  articles: ReadonlyMap<StoryId, readonly ArticleId[]>,
): readonly Told[] {
  const latest = rows?.toSorted((a, b) => b.told_at - a.told_at)[0];
  if (rows === undefined || latest === undefined) return [];
  const known = new Set(rows.flatMap((row) => articles.get(row.story) ?? []));
  return [{ story, articles: [...known], toldAt: instant(latest.told_at), ...given('link', latest.link) }];
}
