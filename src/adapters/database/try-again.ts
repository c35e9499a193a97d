import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds between two tries: short at first, since most locks are held for less than a millisecond. */
const FIRST_WAIT = 2;
const LONGEST_WAIT = 50;

export interface Patience {
  /** Whether this error only says that somebody else holds a lock. */
  readonly isLock: (error: unknown) => boolean;
  /** How long to go on trying, in milliseconds. */
  readonly patience: number;
  /** The database as people know it, for the sentence that gives up. */
  readonly name: string;
}

/**
 * Runs `work` again while it meets a lock. The waiting is asynchronous and of random length, so that two processes
 * do not stay in step. Throws one sentence when the patience is over; any other error at once.
 */
export async function tryAgain<Result>(work: () => Promise<Result>, options: Patience): Promise<Result> {
  const giveUpAt = performance.now() + options.patience;
  for (let wait = FIRST_WAIT; ; wait = Math.min(wait * 2, LONGEST_WAIT)) {
    try {
      return await work();
    } catch (error) {
      if (!options.isLock(error)) throw error;
      if (performance.now() >= giveUpAt) throw stillLocked(options, error);
      await sleep(wait * (0.5 + Math.random() / 2));
    }
  }
}

function stillLocked({ name, patience }: Patience, cause: unknown): Error {
  const seconds = Math.round(patience / 100) / 10;
  return new Error(
    `${name} was locked by another process for ${seconds} s: see what else uses it (a backup, a shell), and try again.`,
    { cause },
  );
}
