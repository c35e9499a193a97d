import { Kysely, PostgresDialect } from 'kysely';
import type { CustomTypesConfig, types } from 'pg';
import type { Database } from './kysely-store.ts';
import { migrate } from './migrations.ts';
import type { Tables } from './tables.ts';
import { tryAgain } from './try-again.ts';

const CONNECTIONS = 10;
const BIGINT = 20;

/** Serialization failure, deadlock, lock not available: run it again. */
const LOCK_CODES = new Set(['40001', '40P01', '55P03']);

/** Opens and migrates. The address is never repeated in a message: it holds the password. */
export async function openPostgresDatabase(address: string, patience: number): Promise<Database> {
  const { default: pg } = await import('pg');
  const name = nameOf(address);
  const waits = { isLock, patience, name };
  const pool = new pg.Pool({
    connectionString: address,
    max: CONNECTIONS,
    types: numbersForBigints(pg.types),
    connectionTimeoutMillis: 10_000,
    lock_timeout: 10_000,
    idle_in_transaction_session_timeout: 60_000,
    application_name: 'news-digest',
  });
  // A connection that is lost while nothing runs on it is replaced by the pool; without a listener, idle or taken,
  // its error would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  try {
    await tryAgain(() => migrate(db, true), waits);
  } catch (error) {
    await pool.end();
    throw new Error(
      `${name} cannot be opened: ${reasonOf(error)}. Check DATABASE_URL and that the server runs.`,
    );
  }
  return { db, rowLocks: true, ...waits, backup: refuseBackup };
}

/** pg gives a bigint as a string; ours (milliseconds, sequences, counts) are all below 2^53. */
function numbersForBigints(usual: typeof types): CustomTypesConfig {
  return {
    getTypeParser: (oid, format) => (oid === BIGINT ? Number : usual.getTypeParser(oid, format)),
  };
}

function nameOf(address: string): string {
  const url = URL.parse(address);
  if (url === null || !/^postgres(ql)?:$/.test(url.protocol)) {
    throw new Error(
      'DATABASE_URL is not an address of PostgreSQL: write postgres://USER:PASSWORD@HOST:PORT/DATABASE.',
    );
  }
  return `The database ${url.host}${url.pathname}`;
}

function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(', ');
  return error instanceof Error ? error.message : String(error);
}

async function refuseBackup(): Promise<void> {
  throw new Error(
    'PostgreSQL has its own way to copy a running database: use `pg_dump "$DATABASE_URL" > FILE`.',
  );
}

function isLock(error: unknown): boolean {
  return error instanceof Error && 'code' in error && LOCK_CODES.has(String(error.code));
}
