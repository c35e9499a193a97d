import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSqliteStore, type StoreOptions } from '../../../src/adapters/database/open-store.ts';
import type { Store } from '../../../src/ports/store.ts';
import {
  article,
  at,
  source,
  sourceId,
  subscription,
  subscriptionId,
  tell,
} from '../../contracts/store-sample.ts';

describe('the store in a SQLite file', () => {
  let folder: string;
  let file: string;
  let open: Store[] = [];
  const openStore = async (options?: StoreOptions) => {
    const store = await openSqliteStore(file, options);
    open.push(store);
    return store;
  };
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'news-digest-sqlite-'));
    file = join(folder, 'data', 'news.sqlite');
  });
  afterEach(async () => {
    for (const store of open) await store.close();
    open = [];
    await rm(folder, { recursive: true, force: true });
  });

  test('makes folder and files for this user alone', async () => {
    const store = await openStore();
    await store.probe();
    expect(await modeOf(join(file, '..'))).toBe(0o700);
    for (const each of [file, `${file}-wal`, `${file}-shm`]) expect(await modeOf(each)).toBe(0o600);
  });

  test('survives the power: write-ahead log, every commit on the disk', async () => {
    await openStore();
    const other = new DatabaseSync(file);
    expect(other.prepare('pragma journal_mode').get()).toEqual({ journal_mode: 'wal' });
    other.close();
  });

  test('keeps what it knew when it is opened again', async () => {
    const store = await openStore();
    await store.putSource(source('herald'), at(0));
    await store.close();
    await store.close();
    expect(await (await openStore()).source(sourceId('herald'))).toMatchObject({ source: source('herald') });
  });

  test('lets what is under way end before it closes', async () => {
    const store = await openStore();
    const written = store.transaction(async (inside) => {
      for (let each = 0; each < 50; each++) await inside.putSource(source(`source ${each}`), at(0));
    });
    await store.close();
    await written;
    expect(await (await openStore()).figures()).toMatchObject({ sources: 50 });
  });

  test('says in one sentence when the file is something else', async () => {
    await writeFile(join(folder, 'notes.txt'), 'no database at all, only words '.repeat(50));
    await expect(openSqliteStore(join(folder, 'notes.txt'))).rejects.toThrow(
      /The database .+notes\.txt cannot be opened: .*not a database/,
    );
    await expect(openSqliteStore(folder)).rejects.toThrow('cannot be opened');
  });

  test('refuses what a newer version has made', async () => {
    await (await openStore()).close();
    const newer = new DatabaseSync(file);
    newer.exec("insert into kysely_migration values ('999-later', '2030-01-01T00:00:00.000Z')");
    newer.close();
    await expect(openSqliteStore(file)).rejects.toThrow('made by a newer version of news-digest (999-later)');
  });

  test('is copied while it is used, to a new file only', async () => {
    const store = await openStore();
    await tell(store, 'harbour', article('one'));
    const copy = join(folder, 'copies', 'copy.sqlite');
    await store.backup(copy);
    expect(await modeOf(copy)).toBe(0o600);
    await expect(store.backup(copy)).rejects.toThrow(`The backup ${copy} is there already`);
    const copied = await openSqliteStore(copy);
    expect(await copied.figures()).toEqual(await store.figures());
    await copied.close();
  });

  test('opens for several processes at once', async () => {
    const counts = await Promise.all([count(file, 0), count(file, 0), count(file, 0)]);
    expect(counts).toEqual([0, 0, 0]);
  });

  test('two processes that read and then write lose nothing in 1,000 transactions', async () => {
    const store = await openStore();
    await store.putSubscription(subscription('daily'));
    expect(await Promise.all([count(file, 500), count(file, 500)])).toEqual([0, 0]);
    expect((await store.subscription(subscriptionId('daily')))?.emptyInARow).toBe(1_000);
  });

  test('10,000 awaited operations leave the event loop its turns', async () => {
    const store = await openStore();
    await store.putSource(source('herald'), at(0));
    const alone = await turnsDuring(async () => {
      for (let each = 0; each < 5_000; each++) await store.source(sourceId('herald'));
    });
    const together = await turnsDuring(() =>
      store.transaction(async (inside) => {
        for (let each = 0; each < 5_000; each++) await inside.source(sourceId('herald'));
      }),
    );
    // Without a yield both are 0: the timer never fires until the last operation is done.
    expect(alone).toBeGreaterThan(5);
    expect(together).toBeGreaterThan(5);
  });

  test("another process's lock is waited for without stopping this one", async () => {
    const store = await openStore();
    const holder = await holdWriteLock(file);
    const written = store.putSource(source('herald'), at(0));
    const turns = await turnsDuring(() => new Promise((resolve) => setTimeout(resolve, 200)));
    holder.stdin.end();
    await written;
    expect(turns).toBeGreaterThan(5);
    expect(await store.source(sourceId('herald'))).toBeDefined();
  });

  test('reads go on while another process holds the lock', async () => {
    const store = await openStore();
    const holder = await holdWriteLock(file);
    expect(await store.figures()).toMatchObject({ sources: 0 });
    holder.stdin.end();
    await once(holder, 'exit');
  });

  test('a lock that is held too long ends in one sentence', async () => {
    const store = await openStore({ patience: 60 });
    const holder = await holdWriteLock(file);
    await expect(store.transaction((inside) => inside.figures())).rejects.toThrow(
      `The database ${file} was locked by another process for 0.1 s`,
    );
    await expect(openSqliteStore(file, { patience: 60 })).rejects.toThrow(/^The database \S+ was locked/);
    holder.stdin.end();
    await once(holder, 'exit');
    await store.probe();
  });
});

async function modeOf(path: string): Promise<number> {
  return (await stat(path)).mode & 0o777;
}

/** How often a timer of one millisecond fires meanwhile. */
async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  await work();
  clearInterval(timer);
  return turns;
}

async function count(file: string, times: number): Promise<number> {
  const run = spawn(process.execPath, [script('count-in-store.ts'), file, String(times)], {
    stdio: 'inherit',
  });
  const [code] = await once(run, 'exit');
  return code;
}

async function holdWriteLock(file: string): Promise<ChildProcessWithoutNullStreams> {
  const holder = spawn(process.execPath, [script('hold-write-lock.ts'), file]);
  await once(holder.stdout, 'data');
  return holder;
}

function script(name: string): string {
  return new URL(name, import.meta.url).pathname;
}
