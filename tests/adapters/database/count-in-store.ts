// Run as a process of its own: reads a number in the store and writes one more, so many times.
import { openPostgresStore, openSqliteStore } from '../../../src/adapters/database/open-store.ts';
import { subscriptionId } from '../../contracts/store-sample.ts';

const [where = '', times = '0'] = process.argv.slice(2);
const store = where.startsWith('postgres') ? await openPostgresStore(where) : await openSqliteStore(where);
for (let each = 0; each < Number(times); each++) {
  await store.transaction(async (inside) => {
    const held = await inside.lockSubscription(subscriptionId('daily'));
    if (held === undefined) throw new Error('the subscription is not there');
    await inside.putSubscription({ ...held, emptyInARow: held.emptyInARow + 1 });
  });
}
await store.close();
