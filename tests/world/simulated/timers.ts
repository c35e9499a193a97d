interface Timer {
  readonly id: number;
  readonly at: number;
  readonly run: () => void;
}

/** Simulated time in milliseconds, and what is to happen in it. */
export interface Timers {
  readonly now: number;
  /** When the next timer runs out; Infinity when there is none. */
  readonly next: number;
  set(run: () => void, milliseconds: number): number;
  clear(id: number): void;
  /** Goes on to an instant and runs what is due until then, in order. */
  goTo(at: number): void;
}

export function createTimers(start: number): Timers {
  let now = start;
  let count = 0;
  const waiting = new Map<number, Timer>();
  const earliest = (): Timer | undefined => {
    let first: Timer | undefined;
    for (const timer of waiting.values()) if (first === undefined || timer.at < first.at) first = timer;
    return first;
  };
  return {
    get now() {
      return now;
    },
    get next() {
      return earliest()?.at ?? Number.POSITIVE_INFINITY;
    },
    set(run, milliseconds) {
      count += 1;
      waiting.set(count, { id: count, at: now + Math.max(0, milliseconds), run });
      return count;
    },
    clear: (id) => void waiting.delete(id),
    goTo(at) {
      for (let timer = earliest(); timer !== undefined && timer.at <= at; timer = earliest()) {
        waiting.delete(timer.id);
        now = Math.max(now, timer.at);
        timer.run();
      }
      now = Math.max(now, at);
    },
  };
}

/** Runs `work` while the program's timers are the simulated ones: its waits cost no real time. */
export async function withTimers<Result>(timers: Timers, work: () => Promise<Result>): Promise<Result> {
  const { setTimeout: realSet, clearTimeout: realClear } = globalThis;
  globalThis.setTimeout = ((run: () => void, milliseconds = 0) =>
    timers.set(run, milliseconds)) as unknown as typeof setTimeout;
  globalThis.clearTimeout = ((id: number | undefined) => {
    if (id !== undefined) timers.clear(id);
  }) as typeof clearTimeout;
  try {
    return await work();
  } finally {
    globalThis.setTimeout = realSet;
    globalThis.clearTimeout = realClear;
  }
}
