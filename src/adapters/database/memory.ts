import type { ArticleId, StoryId, SubscriptionId } from '../../domain/ids.ts';
import type { Told } from '../../ports/store.ts';
import type { Queries } from './queries.ts';
import { allNames, presentNames } from './story-names.ts';
import { chunks, given, instant } from './values.ts';

interface ToldRow {
  readonly subscription: SubscriptionId;
  readonly story: StoryId;
  readonly told_at: number;
  readonly link: string | null;
}

/** What each subscription was told of these stories: one memory for each, also where several became one story. */
export async function toldBefore(
  queries: Queries,
  subscriptions: readonly SubscriptionId[],
  stories: readonly StoryId[],
): Promise<ReadonlyMap<SubscriptionId, readonly Told[]>> {
  const present = await presentNames(queries, stories);
  const names = await allNames(queries, [...new Set(stories.map(present))]);
  const rows = await readTold(queries, subscriptions, [...names.keys()]);
  const told = [...new Set(rows.map(({ subscription }) => subscription))];
  const articles = await readToldArticles(queries, told, [...new Set(rows.map(({ story }) => story))]);
  const rowsOf = Map.groupBy(rows, ({ subscription }) => subscription);
  const memories = told.map((subscription) => {
    const byStory = Map.groupBy(rowsOf.get(subscription) ?? [], ({ story }) => names.get(story) ?? story);
    const combined = [...new Set(stories)].flatMap((asked) =>
      combine(asked, byStory.get(present(asked)), articles),
    );
    return [subscription, combined] as const;
  });
  return new Map(memories);
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

async function readTold(
  { db }: Queries,
  subscriptions: readonly SubscriptionId[],
  stories: readonly StoryId[],
) {
  const rows: ToldRow[] = [];
  for (const some of chunks(subscriptions, 500)) {
    for (const names of chunks(stories, 500)) {
      const found = await db
        .selectFrom('told')
        .select(['subscription', 'story', 'told_at', 'link'])
        .where('subscription', 'in', some)
        .where('story', 'in', names)
        .execute();
      rows.push(...found);
    }
  }
  return rows;
}

/** The articles that each subscription was told of each story, by both names. */
async function readToldArticles(
  { db }: Queries,
  subscriptions: readonly SubscriptionId[],
  stories: readonly StoryId[],
): Promise<ReadonlyMap<string, readonly ArticleId[]>> {
  const known = new Map<string, ArticleId[]>();
  for (const some of chunks(subscriptions, 500)) {
    for (const names of chunks(stories, 500)) {
      const rows = await db
        .selectFrom('told_articles')
        .selectAll()
        .where('subscription', 'in', some)
        .where('story', 'in', names)
        .orderBy('article')
        .execute();
      for (const row of rows) {
        const articles = known.get(keyOf(row));
        if (articles === undefined) known.set(keyOf(row), [row.article]);
        else articles.push(row.article);
      }
    }
  }
  return known;
}

function keyOf({ subscription, story }: { subscription: SubscriptionId; story: StoryId }): string {
  return `${subscription} ${story}`;
}

function combine(
  story: StoryId,
  rows: readonly ToldRow[] | undefined,
  articles: ReadonlyMap<string, readonly ArticleId[]>,
): readonly Told[] {
  const latest = rows?.toSorted((a, b) => b.told_at - a.told_at)[0];
  if (rows === undefined || latest === undefined) return [];
  const known = new Set(rows.flatMap((row) => articles.get(keyOf(row)) ?? []));
  return [{ story, articles: [...known], toldAt: instant(latest.told_at), ...given('link', latest.link) }];
}
