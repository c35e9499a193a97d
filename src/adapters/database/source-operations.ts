import type { Selectable } from 'kysely';
import type { SourceId } from '../../domain/ids.ts';
import type { Source, SourceState } from '../../domain/source.ts';
import type { SourceStore } from '../../ports/store.ts';
import { readJson, writeJson } from './json.ts';
import type { Queries } from './queries.ts';
import type { Tables } from './tables.ts';
import { given, givenInstant, instant, storable } from './values.ts';

/** Stands for every workspace; no workspace has an empty id. */
const EVERYBODY = '';
const byTitle = new Intl.Collator('en');

export function sourceOperations({ db, rowLocks }: Queries): SourceStore {
  return {
    async putSource(source, now) {
      const named = {
        kind: source.kind,
        title: storable(source.title),
        language: source.language ?? null,
        tags: tagsColumn(source),
      };
      await db
        .insertInto('sources')
        .values({
          id: source.id,
          address: source.address,
          ...named,
          failures: 0,
          next_visit: now.epochMilliseconds,
          stopped: 0,
        })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(named))
        .execute();
    },

    async source(id) {
      const row = await db.selectFrom('sources').selectAll().where('id', '=', id).executeTakeFirst();
      return row && stateOf(row);
    },

    async dueSources(now, limit) {
      const rows = await db
        .selectFrom('sources')
        .selectAll()
        .where('stopped', '=', 0)
        .where('next_visit', '<=', now.epochMilliseconds)
        .where('id', 'in', (shares) => shares.selectFrom('source_shares').select('source'))
        .orderBy('next_visit')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(stateOf);
    },

    async claimSource(id, now, until) {
      const taken = await db
        .updateTable('sources')
        .set({ next_visit: until.epochMilliseconds })
        .where('id', 'in', (sources) =>
          sources
            .selectFrom('sources')
            .select('id')
            .where('id', '=', id)
            .where('stopped', '=', 0)
            .where('next_visit', '<=', now.epochMilliseconds)
            .$if(rowLocks, (free) => free.forUpdate().skipLocked()),
        )
        .executeTakeFirst();
      return taken.numUpdatedRows === 1n;
    },

    async saveSourceState(state) {
      await db.updateTable('sources').set(columnsOf(state)).where('id', '=', state.source.id).execute();
    },

    async shareSource(source, workspace = EVERYBODY) {
      await db
        .insertInto('source_shares')
        .values({ source, workspace })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },

    async unshareSource(source, workspace = EVERYBODY) {
      await db
        .deleteFrom('source_shares')
        .where('source', '=', source)
        .where('workspace', '=', workspace)
        .execute();
    },

    async sharesOf(source) {
      const rows = await db
        .selectFrom('source_shares')
        .select('workspace')
        .where('source', '=', source)
        .orderBy('workspace')
        .execute();
      return rows.map(({ workspace }) => (workspace === EVERYBODY ? undefined : workspace));
    },

    async sourcesOf(workspace) {
      const rows = await db
        .selectFrom('sources')
        .selectAll()
        .where('id', 'in', (shares) =>
          shares
            .selectFrom('source_shares')
            .select('source')
            .where('workspace', 'in', [EVERYBODY, workspace]),
        )
        .execute();
      return rows.map(stateOf).sort(inOrderOfTitle);
    },

    async allSources() {
      const rows = await db
        .selectFrom('sources')
        .selectAll()
        .where('id', 'in', (shares) => shares.selectFrom('source_shares').select('source'))
        .execute();
      return rows.map(stateOf).sort(inOrderOfTitle);
    },

    async expediteSource(id, now) {
      await db
        .updateTable('sources')
        .set({ next_visit: now.epochMilliseconds })
        .where('id', '=', id)
        .where('next_visit', '>', now.epochMilliseconds)
        .execute();
    },
  };
}

function tagsColumn({ tags }: Source): string | null {
  return tags === undefined ? null : storable(writeJson(tags));
}

function columnsOf(state: SourceState): Omit<Selectable<Tables['sources']>, 'id'> {
  const { source, validators, lastFault } = state;
  return {
    kind: source.kind,
    address: source.address,
    title: storable(source.title),
    language: source.language ?? null,
    tags: tagsColumn(source),
    etag: validators.etag ?? null,
    last_modified: validators.lastModified ?? null,
    first_visit: state.firstVisit?.epochMilliseconds ?? null,
    last_success: state.lastSuccess?.epochMilliseconds ?? null,
    fault_at: lastFault?.at.epochMilliseconds ?? null,
    fault_message: lastFault === undefined ? null : storable(lastFault.message),
    failures: state.failures,
    next_visit: state.nextVisit.epochMilliseconds,
    stopped: Number(state.stopped),
  };
}

function stateOf(row: Selectable<Tables['sources']>): SourceState {
  return {
    source: {
      id: row.id,
      kind: row.kind,
      address: row.address,
      title: row.title,
      ...given('language', row.language),
      ...given('tags', row.tags === null ? null : readJson<readonly string[]>(row.tags)),
    },
    validators: { ...given('etag', row.etag), ...given('lastModified', row.last_modified) },
    ...givenInstant('firstVisit', row.first_visit),
    ...givenInstant('lastSuccess', row.last_success),
    ...given('lastFault', row.fault_at === null ? null : faultOf(row.fault_at, row.fault_message)),
    failures: row.failures,
    nextVisit: instant(row.next_visit),
    stopped: row.stopped === 1,
  };
}

function faultOf(at: number, message: string | null) {
  return { at: instant(at), message: message ?? '' };
}

function inOrderOfTitle(a: SourceState, b: SourceState): number {
  return byTitle.compare(a.source.title, b.source.title) || compareIds(a.source.id, b.source.id);
}

function compareIds(a: SourceId, b: SourceId): number {
  return a < b ? -1 : Number(a > b);
}
