import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openInProcessJobs } from '../../../src/adapters/jobs/in-process.ts';
import type { Log } from '../../../src/ports/log.ts';
import { jobsContract } from '../../contracts/jobs.ts';

jobsContract('in this process', async (log) => openInProcessJobs({ log }));

const quiet: Log = { debug() {}, info() {}, warn() {}, error() {} };

test('no more keys than asked for are worked on at once, and none before the start', async () => {
  const jobs = openInProcessJobs({ log: quiet, concurrency: 2 });
  const begun: string[] = [];
  const gate = Promise.withResolvers<void>();
  jobs.handle('digest', async (key) => {
    begun.push(key);
    await gate.promise;
  });
  for (const key of ['a', 'b', 'c']) await jobs.hint('digest', key);
  await nextTurn();
  expect(begun).toEqual([]);
  await jobs.start();
  await nextTurn();
  expect(begun).toEqual(['a', 'b']);
  gate.resolve();
  await expect.poll(() => begun).toEqual(['a', 'b', 'c']);
  await jobs.stop();
});
