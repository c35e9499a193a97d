// Run as a process of its own: reads a number in the store and writes one more, so many times. Ends with 3 when the
// work of a transaction ran in vain: whoever waits for his turn before he reads never has to begin again.
import { openPostgresStore, openSqliteStore } from '../../../src/adapters/database/open-store.ts';
import { subscriptionId } from '../../contracts/store-sample.ts';

const [where = '', times = '0'] = process.argv.slice(2);
const store = where.startsWith('postgres') ? await openPostgresStore(where) : await openSqliteStore(where);
let runs = 0;
for (let each = 0; each < Number(times); each++) {
  await store.transaction(async (inside) => {
    runs++;
    const held = await inside.lockSubscription(subscriptionId('daily'));
    if (held === undefined) throw new Error('the subscription is not there');
    await inside.putSubscription({ ...held, emptyInARow: held.emptyInARow + 1 });
  });
}
await store.close();
if (runs !== Number(times)) process.exitCode = 3;
