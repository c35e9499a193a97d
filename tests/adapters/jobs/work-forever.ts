// Run as a process of its own: takes a job and never ends it.
import { openPgBossJobs } from '../../../src/adapters/jobs/pg-boss.ts';

const nothing = () => {};
const log = { debug: nothing, info: nothing, warn: nothing, error: nothing };
const jobs = await openPgBossJobs(process.argv[2] ?? '', { log });
jobs.handle('collect', () => {
  process.stdout.write('begun\n');
  return new Promise(() => {});
});
await jobs.start();
await jobs.hint('collect', 'a');
