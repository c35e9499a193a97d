import type { CreateTableBuilder, Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { Tables } from './tables.ts';

/**
 * Every migration, by name; names sort in order, and one that was released is never changed. They are imported
 * and not read from a folder, so that the built package needs no files beside it.
 */
function migrations(rowLocks: boolean): Record<string, Migration> {
  return {
    '001-first-tables': { up: (db) => makeFirstTables(db, rowLocks) },
    '002-tags-of-sources': { up: addTags },
  };
}

/** Brings the tables up to date. Safe when two processes do it at once: the second finds nothing to do. */
export async function migrate(db: Kysely<Tables>, rowLocks: boolean): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations(rowLocks) } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw inPlainWords(error);
}

function inPlainWords(error: unknown): unknown {
  const unknown = error instanceof Error && /migration (\S+) is missing$/.exec(error.message)?.[1];
  return unknown
    ? new Error(`it was made by a newer version of news-digest (${unknown}), which has to be installed again`)
    : error;
}

async function makeFirstTables(db: Kysely<Tables>, rowLocks: boolean): Promise<void> {
  await makeSources(db);
  await makeArticles(db, rowLocks);
  await makeSubscriptions(db);
  await makeDigests(db);
  await makeOutbox(db);
  await makeMemory(db);
}

async function makeSources({ schema }: Kysely<Tables>): Promise<void> {
  await schema
    .createTable('sources')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('address', 'text', (column) => column.notNull())
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('language', 'text')
    .addColumn('etag', 'text')
    .addColumn('last_modified', 'text')
    .addColumn('first_visit', 'bigint')
    .addColumn('last_success', 'bigint')
    .addColumn('fault_at', 'bigint')
    .addColumn('fault_message', 'text')
    .addColumn('failures', 'integer', (column) => column.notNull())
    .addColumn('next_visit', 'bigint', (column) => column.notNull())
    .addColumn('stopped', 'integer', (column) => column.notNull())
    .execute();
  await schema.createIndex('sources_due').on('sources').columns(['stopped', 'next_visit']).execute();
  await schema
    .createTable('source_shares')
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('workspace', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('source_shares_key', ['source', 'workspace'])
    .execute();
  await schema.createIndex('source_shares_workspace').on('source_shares').column('workspace').execute();
}

async function addTags({ schema }: Kysely<Tables>): Promise<void> {
  await schema.alterTable('sources').addColumn('tags', 'text').execute();
}

async function makeArticles({ schema }: Kysely<Tables>, rowLocks: boolean): Promise<void> {
  await withSequence(schema.createTable('articles'), rowLocks)
    .addColumn('id', 'text', (column) => column.notNull().unique())
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('link', 'text')
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('language', 'text')
    .addColumn('outlet', 'text', (column) => column.notNull())
    .addColumn('wire', 'text')
    .addColumn('published', 'bigint')
    .addColumn('fetched', 'bigint', (column) => column.notNull())
    .addColumn('counts_as_new', 'integer', (column) => column.notNull())
    .addColumn('tags', 'text', (column) => column.notNull())
    .addColumn('fingerprint', 'text', (column) => column.notNull())
    .addColumn('story', 'text')
    // Last, so that SQLite reads the columns before it without walking through a long text.
    .addColumn('text', 'text', (column) => column.notNull())
    .execute();
  // Both hold all that is asked for: without a look at the rows, which carry the texts, a day of 200 sources is 20 times
  // faster.
  await schema
    .createIndex('articles_seen')
    .on('articles')
    .columns(['source', 'fetched', 'counts_as_new', 'story'])
    .execute();
  await schema.createIndex('articles_age').on('articles').columns(['fetched', 'sequence']).execute();
  await schema.createIndex('articles_story').on('articles').columns(['story', 'source', 'fetched']).execute();
  await schema
    .createTable('stories')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .execute();
  await schema
    .createTable('story_aliases')
    .addColumn('alias', 'text', (column) => column.primaryKey())
    .addColumn('story', 'text', (column) => column.notNull())
    .execute();
  await schema.createIndex('story_aliases_story').on('story_aliases').column('story').execute();
}

function withSequence(table: CreateTableBuilder<'articles'>, rowLocks: boolean) {
  return rowLocks
    ? table.addColumn('sequence', 'bigserial', (column) => column.primaryKey())
    : table.addColumn('sequence', 'integer', (column) => column.primaryKey().autoIncrement());
}

async function makeSubscriptions({ schema }: Kysely<Tables>): Promise<void> {
  await withPlace(
    schema.createTable('subscriptions').addColumn('id', 'text', (column) => column.primaryKey()),
  )
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('selection', 'text', (column) => column.notNull())
    .addColumn('schedule', 'text', (column) => column.notNull())
    .addColumn('created_by', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('handled_until', 'bigint', (column) => column.notNull())
    .addColumn('next_slot', 'bigint')
    .addColumn('suspended', 'text')
    .addColumn('empty_in_a_row', 'integer', (column) => column.notNull())
    .addColumn('locale', 'text', (column) => column.notNull())
    .execute();
  await schema.createIndex('subscriptions_due').on('subscriptions').column('next_slot').execute();
  await schema
    .createIndex('subscriptions_place')
    .on('subscriptions')
    .columns(['workspace', 'platform', 'place_kind', 'place_id'])
    .execute();
  await schema
    .createTable('slots')
    .addColumn('subscription', 'text', (column) => column.notNull())
    .addColumn('slot', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('slots_key', ['subscription', 'slot'])
    .execute();
  await schema.createIndex('slots_age').on('slots').column('slot').execute();
}

function withPlace<Name extends string, Columns extends string>(table: CreateTableBuilder<Name, Columns>) {
  return table
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('workspace', 'text', (column) => column.notNull())
    .addColumn('place_kind', 'text', (column) => column.notNull())
    .addColumn('place_id', 'text', (column) => column.notNull())
    .addColumn('place_name', 'text');
}

async function makeDigests({ schema }: Kysely<Tables>): Promise<void> {
  await schema
    .createTable('digests')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('subscription', 'text')
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .execute();
  await schema.createIndex('digests_age').on('digests').column('at').execute();
  await schema
    .createTable('digest_articles')
    .addColumn('digest', 'text', (column) => column.notNull())
    .addColumn('article', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('digest_articles_key', ['digest', 'article'])
    .execute();
}

async function makeOutbox({ schema }: Kysely<Tables>): Promise<void> {
  await withPlace(schema.createTable('deliveries').addColumn('id', 'text', (column) => column.primaryKey()))
    .addColumn('digest', 'text')
    .addColumn('subscription', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  await schema
    .createIndex('deliveries_subscription')
    .on('deliveries')
    .columns(['subscription', 'created_at'])
    .execute();
  await schema.createIndex('deliveries_digest').on('deliveries').column('digest').execute();
  await schema.createIndex('deliveries_age').on('deliveries').column('created_at').execute();
  await schema
    .createTable('parts')
    .addColumn('delivery', 'text', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('due_at', 'bigint')
    .addColumn('sending_at', 'bigint')
    .addColumn('lease_until', 'bigint')
    .addColumn('lookups', 'integer')
    .addColumn('receipt', 'text')
    .addColumn('reason', 'text')
    .addColumn('part', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('parts_key', ['delivery', 'position'])
    .execute();
  await schema.createIndex('parts_due').on('parts').columns(['state', 'due_at']).execute();
}

async function makeMemory({ schema }: Kysely<Tables>): Promise<void> {
  await schema
    .createTable('told')
    .addColumn('subscription', 'text', (column) => column.notNull())
    .addColumn('story', 'text', (column) => column.notNull())
    .addColumn('told_at', 'bigint', (column) => column.notNull())
    .addColumn('link', 'text')
    .addPrimaryKeyConstraint('told_key', ['subscription', 'story'])
    .execute();
  await schema.createIndex('told_age').on('told').column('told_at').execute();
  await schema
    .createTable('told_articles')
    .addColumn('subscription', 'text', (column) => column.notNull())
    .addColumn('story', 'text', (column) => column.notNull())
    .addColumn('article', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('told_articles_key', ['subscription', 'story', 'article'])
    .execute();
  await schema.createIndex('told_articles_article').on('told_articles').column('article').execute();
  await schema
    .createTable('requests')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('seen_at', 'bigint', (column) => column.notNull())
    .execute();
  await schema.createIndex('requests_age').on('requests').column('seen_at').execute();
}
