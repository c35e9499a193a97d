import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPgBossJobs } from '../../../src/adapters/jobs/pg-boss.ts';
import type { Jobs } from '../../../src/ports/jobs.ts';
import type { Log } from '../../../src/ports/log.ts';
import { jobsContract } from '../../contracts/jobs.ts';
import { noPostgres, startPostgres, type TestPostgres } from '../../world/postgres.ts';

if (noPostgres !== undefined) console.log(noPostgres);

const quiet: Log = { debug() {}, info() {}, warn() {}, error() {} };

describe.skipIf(noPostgres !== undefined)('pg-boss', () => {
  let server: TestPostgres;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server?.stop());

  jobsContract('on PostgreSQL', async (log) => openPgBossJobs(await server.freshDatabase(), { log }));

  test('one key runs in one of several processes at a time', async () => {
    const url = await server.freshDatabase();
    let now = 0;
    let most = 0;
    let ran = 0;
    const workers: Jobs[] = [];
    for (let each = 0; each < 3; each++) {
      const jobs = await openPgBossJobs(url, { log: quiet, concurrency: 2 });
      jobs.handle('deliver', async () => {
        most = Math.max(most, ++now);
        await new Promise((resolve) => setTimeout(resolve, 40));
        now--;
        ran++;
      });
      await jobs.start();
      workers.push(jobs);
    }
    for (let each = 0; each < 40; each++) await workers[each % 3]?.hint('deliver', 'C1');
    await expect.poll(() => ran, { timeout: 8_000 }).toBeGreaterThanOrEqual(2);
    await Promise.all(workers.map((jobs) => jobs.stop()));
    expect(most).toBe(1);
  });

  test('a key is free again soon after the process that worked on it was killed', async () => {
    const url = await server.freshDatabase();
    const killed = spawn(process.execPath, [new URL('work-forever.ts', import.meta.url).pathname, url]);
    await saysBegun(killed);
    killed.kill('SIGKILL');
    await once(killed, 'exit');
    const jobs = await openPgBossJobs(url, { log: quiet });
    const done: string[] = [];
    jobs.handle('collect', async (key) => void done.push(key));
    await jobs.start();
    await jobs.hint('collect', 'a');
    await expect.poll(() => done, { timeout: 25_000, interval: 200 }).toContain('a');
    await jobs.stop();
  }, 40_000);
});

async function saysBegun(worker: ChildProcessWithoutNullStreams): Promise<void> {
  worker.stderr.pipe(process.stderr);
  await once(worker.stdout, 'data');
}
