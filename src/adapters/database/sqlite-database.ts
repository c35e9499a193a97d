import { chmod, mkdir, open, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import type { Database } from './kysely-store.ts';
import { migrate } from './migrations.ts';
import { sqliteDialect } from './sqlite-dialect.ts';
import type { Tables } from './tables.ts';
import { type Patience, tryAgain } from './try-again.ts';

/** SQLite itself waits so long for a lock, and the whole process with it; then the waiting is asynchronous. */
const BUSY_MILLISECONDS = 10;

/** Opens and migrates; makes the folder (0700) and the file (0600) where they are missing. */
export async function openSqliteDatabase(file: string, patience: number): Promise<Database> {
  try {
    if (file !== ':memory:') await makePrivateFile(file);
    return await openFile(file, { isLock, patience, name: `The database ${file}` });
  } catch (error) {
    throw cannotOpen(file, error);
  }
}

function cannotOpen(file: string, error: unknown): unknown {
  if (!(error instanceof Error) || isLock(error.cause)) return error;
  return new Error(
    `The database ${file} cannot be opened: ${error.message}. Name another file, or put a backup in its place.`,
    { cause: error },
  );
}

async function openFile(file: string, waits: Patience): Promise<Database> {
  const connection = new DatabaseSync(file, { timeout: BUSY_MILLISECONDS });
  const db = new Kysely<Tables>({ dialect: sqliteDialect(connection) });
  try {
    await tryAgain(async () => prepare(connection), waits);
    await tryAgain(() => migrate(db, false), waits);
  } catch (error) {
    connection.close();
    throw error;
  }
  return { db, rowLocks: false, ...waits, backup: (copy) => copyTo(connection, copy) };
}

/** `full`: a part that was marked as being sent is still marked after the power failed. */
function prepare(connection: DatabaseSync): void {
  connection.exec('pragma journal_mode = wal');
  connection.exec('pragma synchronous = full');
}

async function makePrivateFile(file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const handle = await open(file, 'a', 0o600);
  await handle.close();
  await chmod(file, 0o600);
}

async function copyTo(connection: DatabaseSync, copy: string): Promise<void> {
  const exists = await stat(copy).then(
    () => true,
    () => false,
  );
  if (exists) throw new Error(`The backup ${copy} is there already: name a file that does not exist yet.`);
  await makePrivateFile(copy);
  try {
    await backup(connection, copy);
  } catch (error) {
    await rm(copy, { force: true });
    throw error;
  }
}

/** SQLITE_BUSY (5) and SQLITE_LOCKED (6), with any of their extended codes in the higher bytes. */
function isLock(error: unknown): boolean {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return false;
  const code = error.errcode & 0xff;
  return code === 5 || code === 6;
}
