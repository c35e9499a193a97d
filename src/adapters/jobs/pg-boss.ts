import type { PgBoss } from 'pg-boss';
import type { JobKind, Jobs } from '../../ports/jobs.ts';
import type { Log } from '../../ports/log.ts';

export interface PgBossOptions {
  readonly log: Log;
  /** How many keys of each kind this process works on at the same time; 4 unless said. */
  readonly concurrency?: number;
}

type Work = (key: string) => Promise<void>;
interface Hint {
  readonly key: string;
}

const KINDS: readonly JobKind[] = ['collect', 'digest', 'deliver'];

/** Seconds after which the jobs of a process that died are given up (pg-boss takes no less). */
const HEARTBEAT_SECONDS = 10;
const STOP_MILLISECONDS = 8_000;

/**
 * `stately`: of one key at most one job waits and one runs, in all processes together (its group concurrency of 1
 * does not hold that). No retries, and little is kept: a job is a hint, and the next beat finds the row again.
 */
const QUEUE = {
  policy: 'stately',
  notify: true,
  retryLimit: 0,
  heartbeatSeconds: HEARTBEAT_SECONDS,
  retentionSeconds: 3_600,
  deleteAfterSeconds: 60,
};

/** Jobs on the PostgreSQL database of the store (schema `pgboss`), shared by any number of processes. */
export async function openPgBossJobs(url: string, options: PgBossOptions): Promise<Jobs> {
  const { log, concurrency = 4 } = options;
  const { PgBoss } = await import('pg-boss');
  const boss = new PgBoss({
    connectionString: url,
    application_name: 'news-digest-jobs',
    max: 4,
    useListenNotify: true,
    schedule: false,
    // The defaults of a minute would let a key wait as long after its process died.
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
  });
  boss.on('error', (error) => log.warn('The job queue met an error', { reason: error.message }));
  const works = new Map<JobKind, Work>();
  let running = false;
  return {
    handle: (kind, work) => void works.set(kind, work),
    start: async () => {
      await boss.start();
      // All of them: a process that does none of this work may still ask for it.
      for (const kind of KINDS) await boss.createQueue(kind, QUEUE);
      for (const [kind, work] of works) await serve(boss, kind, guarded(kind, work, log), concurrency);
      running = true;
    },
    hint: async (kind, key) => {
      if (!running) return;
      await boss.send(kind, { key }, { singletonKey: key }).catch((error: unknown) => {
        log.warn('A job could not be handed out; the next beat looks again', {
          kind,
          key,
          reason: reasonOf(error),
        });
      });
    },
    stop: async () => {
      running = false;
      await boss.stop({ graceful: true, timeout: STOP_MILLISECONDS });
    },
  };
}

async function serve(boss: PgBoss, kind: JobKind, work: Work, concurrency: number): Promise<void> {
  const polling = {
    pollingIntervalSeconds: 1,
    notifyPollingIntervalSeconds: 2,
    localConcurrency: concurrency,
  };
  await boss.work<Hint>(kind, polling, async (jobs) => {
    for (const { data } of jobs) await work(data.key);
  });
}

/** What the work throws is said, not stored with the job: the next beat tries again. */
function guarded(kind: JobKind, work: Work, log: Log): Work {
  return async (key) => {
    try {
      await work(key);
    } catch (error) {
      log.error('A job failed', {
        kind,
        key,
        reason: error instanceof Error ? error.message : String(error),
      });
    }
  };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
