import type { Store } from '../../ports/store.ts';
import { storeOver } from './kysely-store.ts';
import { openPostgresDatabase } from './postgres-database.ts';
import { openSqliteDatabase } from './sqlite-database.ts';

export interface StoreOptions {
  /** How long an operation tries again while another process holds a lock, in milliseconds (15,000 unless said). */
  readonly patience?: number;
}

const PATIENCE = 15_000;

/**
 * The store in one SQLite file (`:memory:`: in none), opened and brought up to date. Folder and file are made where
 * they are missing, readable by this user alone. Throws one sentence when the file cannot be used.
 */
export async function openSqliteStore(file: string, options: StoreOptions = {}): Promise<Store> {
  return storeOver(await openSqliteDatabase(file, options.patience ?? PATIENCE));
}

/**
 * The store in a PostgreSQL database (`postgres://USER:PASSWORD@HOST:PORT/DATABASE`), opened and brought up to date.
 * Throws one sentence, without the password, when it cannot be reached.
 */
export async function openPostgresStore(url: string, options: StoreOptions = {}): Promise<Store> {
  return storeOver(await openPostgresDatabase(url, options.patience ?? PATIENCE));
}
