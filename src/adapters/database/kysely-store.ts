import { AsyncLocalStorage } from 'node:async_hooks';
import type { Kysely } from 'kysely';
import type { Store, StoreOperations } from '../../ports/store.ts';
import { operationsOn, WRITE_AS_ONE } from './operations.ts';
import type { Tables } from './tables.ts';
import { type Patience, tryAgain } from './try-again.ts';

/** An open and migrated database, and what is particular to its dialect. */
export interface Database extends Patience {
  readonly db: Kysely<Tables>;
  readonly rowLocks: boolean;
  backup(file: string): Promise<void>;
}

type Transaction = Store['transaction'];

/** The store over any of the dialects. */
export function storeOver(database: Database): Store {
  const { db, rowLocks, backup } = database;
  const running = new AsyncLocalStorage<{ open: boolean }>();

  const outside = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (running.getStore()?.open) throw new Error(USED_INSIDE);
    return tryAgain(work, database);
  };
  const transaction: Transaction = (work) =>
    outside(() =>
      db.transaction().execute(async (tx) => {
        const span = { open: true };
        try {
          const operations = operationsOn({ db: tx, rowLocks, inTransaction: true });
          return await running.run(span, () => work(operations));
        } finally {
          span.open = false;
        }
      }),
    );
  let closed: Promise<void> | undefined;
  return {
    ...guarded(operationsOn({ db, rowLocks, inTransaction: false }), outside, transaction),
    transaction,
    backup: (file) => outside(() => backup(file)),
    close: () => {
      closed ??= closeWhenIdle(db);
      return closed;
    },
  };
}

const USED_INSIDE =
  'The store was used inside its own transaction, where it would wait for ever: use the operations that transaction() hands to its work.';

/** The operations as they are used outside a transaction: refused inside one, tried again when they meet a lock. */
function guarded(
  operations: StoreOperations,
  outside: <Result>(work: () => Promise<Result>) => Promise<Result>,
  transaction: Transaction,
): StoreOperations {
  const asOne = new Set<string>(WRITE_AS_ONE);
  const guard = ([name, operation]: [string, (...values: unknown[]) => Promise<unknown>]) => {
    const alone = (...values: unknown[]) => outside(() => operation(...values));
    const together = (...values: unknown[]) =>
      transaction((inner) => entriesOf(inner)[name]?.(...values) ?? Promise.resolve());
    return [name, asOne.has(name) ? together : alone];
  };
  return Object.fromEntries(Object.entries(entriesOf(operations)).map(guard)) as StoreOperations;
}

function entriesOf(operations: StoreOperations): Record<string, (...values: unknown[]) => Promise<unknown>> {
  return operations as unknown as Record<string, (...values: unknown[]) => Promise<unknown>>;
}

/** Lets the transaction that is under way end first; SQLite has only one connection. */
async function closeWhenIdle(db: Kysely<Tables>): Promise<void> {
  await db.connection().execute(async () => {});
  await db.destroy();
}
