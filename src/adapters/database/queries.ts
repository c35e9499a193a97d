import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** What the operations run on: the database itself or one transaction of it. */
export interface Queries {
  readonly db: Kysely<Tables>;
  /** Rows are locked one by one (PostgreSQL); SQLite's transactions hold the whole database. */
  readonly rowLocks: boolean;
  readonly inTransaction: boolean;
}
