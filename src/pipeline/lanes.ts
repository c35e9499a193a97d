/** How many pieces of work go on side by side, and which of them no longer hold up the others. */
export interface LaneLimits {
  readonly width: number;
  /** Work that takes longer leaves its lane to others and goes on beside them. */
  readonly patience: Temporal.Duration;
  /** Slow work included. */
  readonly most: number;
}

/** Lanes for work that waits for the world: what is slow makes way, so that it never delays what is quick. */
export interface Lanes {
  /** Starts the work as soon as a lane is free; resolves when it was started. Work must not throw. */
  start(work: () => Promise<void>): Promise<void>;
  /** Resolves when all that still goes on is slow. */
  quiet(): Promise<void>;
  /** Resolves when nothing goes on any more. */
  empty(): Promise<void>;
}

export function createLanes({ width, patience, most }: LaneLimits): Lanes {
  let quick = 0;
  let all = 0;
  let waiting: { readonly until: () => boolean; readonly go: () => void }[] = [];

  function changed(): void {
    const now = waiting;
    waiting = [];
    for (const each of now) {
      if (each.until()) each.go();
      else waiting.push(each);
    }
  }

  async function when(until: () => boolean): Promise<void> {
    while (!until()) await new Promise<void>((go) => waiting.push({ until, go }));
  }

  function run(work: () => Promise<void>): void {
    let inLane = true;
    quick += 1;
    all += 1;
    const leave = (): void => {
      quick -= Number(inLane);
      inLane = false;
      changed();
    };
    const timer = setTimeout(leave, patience.total('milliseconds'));
    void work().finally(() => {
      clearTimeout(timer);
      all -= 1;
      leave();
    });
  }

  return {
    async start(work) {
      await when(() => quick < width && all < most);
      run(work);
    },
    quiet: () => when(() => quick === 0),
    empty: () => when(() => all === 0),
  };
}
