import type { Insertable, Selectable } from 'kysely';
import type { Article } from '../../domain/article.ts';
import type { ArticleStore, KnownArticle, StoredArticle } from '../../ports/store.ts';
import { readJson, writeJson } from './json.ts';
import { holdGrouping } from './locks.ts';
import type { Queries } from './queries.ts';
import type { Tables } from './tables.ts';
import { chunks, given, givenInstant, instant, storable } from './values.ts';

type ArticleRow = Selectable<Tables['articles']>;

/** Articles a statement: with texts of the usual 2 to 5 KB it stays within a few milliseconds. */
const AT_ONCE = 50;

export function articleOperations(queries: Queries): ArticleStore {
  const { db } = queries;
  return {
    async knownArticles(ids) {
      const known: KnownArticle[] = [];
      for (const some of chunks(ids, 500)) {
        known.push(
          ...(await db
            .selectFrom('articles')
            .select(['id', 'fingerprint'])
            .where('id', 'in', some)
            .execute()),
        );
      }
      return known;
    },

    async putArticles(articles) {
      // So that the order of sequences is the order of commits: a reader that asks for what came after a sequence
      // would otherwise miss what another worker wrote under a smaller one and committed later.
      await holdGrouping(queries);
      const rows = new Map(
        articles.map(({ article, fingerprint }) => [article.id, rowOf(article, fingerprint)]),
      );
      for (const some of chunks([...rows.values()], AT_ONCE)) await upsert(queries, some);
    },

    async articles(ids) {
      const found = new Map<string, StoredArticle>();
      for (const some of chunks(ids, AT_ONCE)) {
        const rows = await db.selectFrom('articles').selectAll().where('id', 'in', some).execute();
        for (const row of rows) found.set(row.id, storedArticle(row));
      }
      return [...new Set(ids)].flatMap((id) => found.get(id) ?? []);
    },

    async ungroupedArticles(limit) {
      const rows = await db
        .selectFrom('articles')
        .select('sequence')
        .where('story', 'is', null)
        .orderBy('sequence')
        .limit(limit)
        .execute();
      return readArticles(queries, rows);
    },

    async groupedArticles(since, after, limit) {
      const begin = after > 0 ? after : await lastBefore(queries, since);
      const rows = await db
        .selectFrom('articles')
        .select('sequence')
        .where('story', 'is not', null)
        .where('fetched', '>=', since.epochMilliseconds)
        .where('sequence', '>', begin)
        .orderBy('sequence')
        .limit(limit)
        .execute();
      return readArticles(queries, rows);
    },

    async countArticles(sources, from, to, newOnly) {
      if (sources.length === 0) return { articles: 0, sources: 0 };
      const { count, countAll } = db.fn;
      return db
        .selectFrom('articles')
        .select([countAll<number>().as('articles'), count<number>('source').distinct().as('sources')])
        .where('source', 'in', sources)
        .where('fetched', '>=', from.epochMilliseconds)
        .where('fetched', '<', to.epochMilliseconds)
        .$if(newOnly, (query) => query.where('counts_as_new', '=', 1))
        .executeTakeFirstOrThrow();
    },
  };
}

/** A sequence below all that were fetched since then: from 0 on, years of older rows would be walked through. */
async function lastBefore({ db }: Queries, since: Temporal.Instant): Promise<number> {
  const row = await db
    .selectFrom('articles')
    .select((article) => article.fn.min('sequence').as('first'))
    .where('fetched', '>=', since.epochMilliseconds)
    .executeTakeFirst();
  return (row?.first ?? 1) - 1;
}

/** The articles of these sequences, a few at a time, in order of arrival. */
export async function readArticles(
  { db }: Queries,
  wanted: readonly { readonly sequence: number }[],
): Promise<readonly StoredArticle[]> {
  const read: StoredArticle[] = [];
  for (const some of chunks(wanted, AT_ONCE)) {
    const sequences = some.map(({ sequence }) => sequence);
    const rows = await db
      .selectFrom('articles')
      .selectAll()
      .where('sequence', 'in', sequences)
      .orderBy('sequence')
      .execute();
    read.push(...rows.map(storedArticle));
  }
  return read;
}

async function upsert({ db }: Queries, rows: readonly Insertable<Tables['articles']>[]): Promise<void> {
  await db
    .insertInto('articles')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((old) => ({
        source: old.ref('excluded.source'),
        link: old.ref('excluded.link'),
        title: old.ref('excluded.title'),
        text: old.ref('excluded.text'),
        language: old.ref('excluded.language'),
        outlet: old.ref('excluded.outlet'),
        wire: old.ref('excluded.wire'),
        published: old.ref('excluded.published'),
        fetched: old.ref('excluded.fetched'),
        tags: old.ref('excluded.tags'),
        fingerprint: old.ref('excluded.fingerprint'),
      })),
    )
    .execute();
}

function rowOf(article: Article, fingerprint: string): Insertable<Tables['articles']> {
  return {
    id: article.id,
    source: article.source,
    link: article.link ?? null,
    title: storable(article.title),
    text: storable(article.text),
    language: article.language ?? null,
    outlet: storable(article.outlet),
    wire: article.wire === undefined ? null : storable(article.wire),
    published: article.published?.epochMilliseconds ?? null,
    fetched: article.fetched.epochMilliseconds,
    counts_as_new: Number(article.countsAsNew),
    tags: writeJson(article.tags),
    fingerprint,
  };
}

function storedArticle(row: ArticleRow): StoredArticle {
  return { article: articleOf(row), sequence: row.sequence, ...given('story', row.story) };
}

function articleOf(row: ArticleRow): Article {
  return {
    id: row.id,
    source: row.source,
    ...given('link', row.link),
    title: row.title,
    text: row.text,
    ...given('language', row.language),
    outlet: row.outlet,
    ...given('wire', row.wire),
    ...givenInstant('published', row.published),
    fetched: instant(row.fetched),
    countsAsNew: row.counts_as_new === 1,
    tags: readJson<readonly string[]>(row.tags),
  };
}
