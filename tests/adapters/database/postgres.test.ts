import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPostgresStore } from '../../../src/adapters/database/open-store.ts';
import type { Store } from '../../../src/ports/store.ts';
import { storeContract } from '../../contracts/store.ts';
import { at, source, sourceId, subscription, subscriptionId } from '../../contracts/store-sample.ts';
import { noPostgres, startPostgres, type TestPostgres } from '../../world/postgres.ts';

if (noPostgres !== undefined) console.log(noPostgres);

describe.skipIf(noPostgres !== undefined)('PostgreSQL', () => {
  let server: TestPostgres;
  let url: string;
  let store: Store;

  beforeAll(async () => {
    server = await startPostgres();
    url = await server.freshDatabase();
    store = await openPostgresStore(url);
  });
  afterAll(async () => {
    await store?.close();
    await server?.stop();
  });
  const emptied = async () => {
    await ask(url, EMPTY_ALL);
    return store;
  };

  storeContract('PostgreSQL', emptied);

  test('opens an empty database from several processes at once', async () => {
    const empty = await server.freshDatabase();
    const stores = await Promise.all([1, 2, 3, 4].map(() => openPostgresStore(empty)));
    for (const each of stores) {
      await each.probe();
      await each.close();
    }
  });

  test('eight connections claim each of 200 sources once', async () => {
    await emptied();
    const names = Array.from({ length: 200 }, (_, each) => `source ${each}`);
    for (const name of names) {
      await store.putSource(source(name), at(0));
      await store.shareSource(sourceId(name), undefined);
    }
    const workers = await Promise.all(Array.from({ length: 8 }, () => openPostgresStore(url)));
    const claims = workers.map(async (worker) => {
      const mine: string[] = [];
      for (
        let due = await worker.dueSources(at(0), 20);
        due.length > 0;
        due = await worker.dueSources(at(0), 20)
      ) {
        for (const { source: each } of due) {
          if (await worker.claimSource(each.id, at(0), at(5))) mine.push(each.title);
        }
      }
      return mine;
    });
    const claimed = (await Promise.all(claims)).flat();
    expect(claimed.toSorted()).toEqual(names.toSorted());
    await Promise.all(workers.map((worker) => worker.close()));
  });

  test('two processes that read and then write lose nothing in 1,000 transactions', async () => {
    await emptied();
    await store.putSubscription(subscription('daily'));
    const worker = new URL('count-in-store.ts', import.meta.url).pathname;
    const runs = [1, 2].map(() => spawn(process.execPath, [worker, url, '500'], { stdio: 'inherit' }));
    const codes = await Promise.all(runs.map(async (run) => (await once(run, 'exit'))[0]));
    expect(codes).toEqual([0, 0]);
    expect((await store.subscription(subscriptionId('daily')))?.emptyInARow).toBe(1_000);
  });

  test('a lost connection is an error, and the next operation finds a new one', async () => {
    await emptied();
    const cut = store.transaction(async (inside) => {
      await inside.putSource(source('herald'), at(0));
      await ask(url, CUT_OTHERS);
      // The news arrives while nothing runs on the connection: nobody waits for an answer that it could spoil.
      await sleep(100);
      await inside.figures();
    });
    await expect(cut).rejects.toThrow();
    await expect.poll(() => store.figures().catch(() => undefined)).toMatchObject({ sources: 0 });
  });

  test('names the database without its password when it cannot be opened', async () => {
    const wrong = Object.assign(new URL(url), { password: 'not-the-secret' }).href;
    const refused = await openPostgresStore(wrong).catch((error: unknown) => String(error));
    expect(refused).toMatch(/The database 127\.0\.0\.1:\d+\/\w+ cannot be opened: .+ Check DATABASE_URL/);
    expect(refused).not.toContain('not-the-secret');
    await expect(openPostgresStore('mysql://u:p@h/d')).rejects.toThrow(
      'DATABASE_URL is not an address of PostgreSQL',
    );
  });

  test('says how PostgreSQL itself makes backups', async () => {
    await expect(store.backup('/tmp/never')).rejects.toThrow('pg_dump');
  });
});

const EMPTY_ALL = `do $$ declare name text; begin
  for name in select tablename from pg_tables where schemaname = 'public' and tablename not like 'kysely%' loop
    execute format('truncate %I restart identity', name);
  end loop; end $$`;

const CUT_OTHERS = `select pg_terminate_backend(pid) from pg_stat_activity
  where datname = current_database() and pid <> pg_backend_pid()`;

async function ask(address: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  await client.query(statement);
  await client.end();
}
