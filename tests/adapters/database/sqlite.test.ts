import { afterEach } from 'vitest';
import { openSqliteStore } from '../../../src/adapters/database/open-store.ts';
import type { Store } from '../../../src/ports/store.ts';
import { storeContract } from '../../contracts/store.ts';

let open: Store | undefined;

afterEach(() => open?.close());

storeContract('SQLite', async () => {
  open = await openSqliteStore(':memory:');
  return open;
});
