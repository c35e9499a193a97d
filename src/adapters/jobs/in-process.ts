import PQueue from 'p-queue';
import type { JobKind, Jobs } from '../../ports/jobs.ts';
import type { Log } from '../../ports/log.ts';

export interface InProcessOptions {
  readonly log: Log;
  /** How many keys are worked on at the same time; 8 unless said. */
  readonly concurrency?: number;
}

type Work = (key: string) => Promise<void>;

/** Jobs inside this process: nothing is written down, since every beat sweeps the rows anyway. */
export function openInProcessJobs({ log, concurrency = 8 }: InProcessOptions): Jobs {
  const queue = new PQueue({ concurrency, autoStart: false });
  const works = new Map<JobKind, Work>();
  const waiting = new Set<string>();
  const running = new Set<string>();
  let stopped = false;

  const enqueue = (kind: JobKind, key: string) => {
    const name = `${kind} ${key}`;
    void queue.add(async () => {
      waiting.delete(name);
      running.add(name);
      try {
        await works.get(kind)?.(key);
      } catch (error) {
        log.error('A job failed', {
          kind,
          key,
          reason: error instanceof Error ? error.message : String(error),
        });
      } finally {
        running.delete(name);
        // Asked for again while it ran: it may have looked at the row before that.
        if (waiting.has(name) && !stopped) enqueue(kind, key);
      }
    });
  };
  return {
    handle: (kind, work) => void works.set(kind, work),
    start: async () => void queue.start(),
    hint: async (kind, key) => {
      const name = `${kind} ${key}`;
      if (stopped || waiting.has(name)) return;
      waiting.add(name);
      if (!running.has(name)) enqueue(kind, key);
    },
    stop: async () => {
      stopped = true;
      queue.pause();
      queue.clear();
      await queue.onPendingZero();
    },
  };
}
