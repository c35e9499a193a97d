import { openInProcessJobs } from '../adapters/jobs/in-process.ts';
import type { Config } from '../config/read-config.ts';
import type { Jobs } from '../ports/jobs.ts';
import type { Log } from '../ports/log.ts';
import { errorWords } from './open-world.ts';

/** Jobs in this process; on PostgreSQL those of all processes on it. */
export async function openJobs({ settings }: Config, log: Log): Promise<Jobs> {
  if (settings.DATABASE_URL === undefined) return openInProcessJobs({ log });
  const { openPgBossJobs } = await import('../adapters/jobs/pg-boss.ts');
  return openPgBossJobs(settings.DATABASE_URL, { log });
}

/** A queue that cannot be used costs a second at most, since every beat looks at the rows: it stops no bot. */
export async function startJobs(jobs: Jobs, config: Config, log: Log): Promise<void> {
  try {
    await jobs.start();
  } catch (error) {
    log.warn('The job queue cannot be used, so work waits for the next beat', {
      reason: errorWords(error, config),
    });
  }
}
