import { setTimeout as sleep } from 'node:timers/promises';

/** How a host is treated; milliseconds. */
export interface HostRules {
  /** Requests at the same time. */
  readonly atOnce: number;
  /** At least so long from one request to the next. */
  readonly spacing: number;
}

export const HOST_RULES: HostRules = { atOnce: 2, spacing: 250 };
/** What the operator opened in FETCH_ALLOW is his own: it need not be spared. */
export const OWN_HOST_RULES: HostRules = { atOnce: 32, spacing: 0 };

const MINUTE = 60_000;
/** The pause after a 429 that names none. */
const USUAL_PAUSE = MINUTE;
const LONGEST_PAUSE = 24 * 60 * MINUTE;
/** After a 429 requests come at least so far apart, and at most. */
const LEARNED_SPACING = { least: 1_000, most: MINUTE };
/** A host that is busy is tried again after this. */
const BUSY = 5_000;
const MOST_HOSTS = 5_000;

/** Nothing was asked: the host is to be left alone for now. */
export class PostponedError extends Error {
  override readonly name = 'PostponedError';
  /** Milliseconds until it may be asked. */
  readonly after: number;
  constructor(host: string, after: number) {
    super(`${host} asks to be left alone for now; try again in ${inWords(after)}`);
    this.after = after;
  }
}

/** What this program owes to the hosts that it reads: few requests at once, spaced, and none while one has enough. */
export interface HostManners {
  /**
   * Waits for a turn, at most `patience` milliseconds, and returns how to end it. Throws `PostponedError` when the turn
   * would come later; those who are sent away are spread behind each other.
   */
  enter(host: string, rules: HostRules, patience: number): Promise<() => void>;
  /** The host said 429 (or 503 with a time): no more requests for so long, and then further apart. */
  slowDown(host: string, pause: number | undefined): void;
}

interface HostState {
  active: number;
  /** The earliest moment of the next request. */
  next: number;
  /** The last moment that was promised to somebody who was sent away. */
  promised: number;
  pausedUntil: number;
  /** Learned from 429s; shrinks with each request that goes well. */
  spacing: number;
  waiting: (() => void)[];
}

/** `now` counts milliseconds from anywhere. */
export function createHostManners(now: () => number = () => performance.now()): HostManners {
  const hosts = new Map<string, HostState>();

  function stateOf(host: string): HostState {
    const known = hosts.get(host);
    if (known !== undefined) return known;
    if (hosts.size >= MOST_HOSTS) forgetIdle();
    const state = { active: 0, next: 0, promised: 0, pausedUntil: 0, spacing: 0, waiting: [] };
    hosts.set(host, state);
    return state;
  }

  function forgetIdle(): void {
    for (const [host, state] of hosts) {
      if (state.active === 0 && state.pausedUntil < now() && state.next < now()) hosts.delete(host);
    }
  }

  function sendAway(host: string, state: HostState, from: number, spacing: number): never {
    state.promised = Math.max(state.promised + spacing, from);
    throw new PostponedError(host, Math.max(1, Math.ceil(state.promised - now())));
  }

  async function takeRoom(host: string, state: HostState, rules: HostRules, patience: number) {
    const until = now() + patience;
    while (state.active >= rules.atOnce) {
      if (now() >= until) sendAway(host, state, now() + BUSY, rules.spacing);
      const left = new Promise<void>((resolve) => state.waiting.push(resolve));
      await Promise.race([left, sleep(until - now(), undefined, { ref: false })]);
    }
    // At once, before anybody else looks.
    state.active += 1;
  }

  return {
    async enter(host, rules, patience) {
      const state = stateOf(host);
      const spacing = Math.max(rules.spacing, state.spacing);
      const at = Math.max(state.next, state.pausedUntil, now());
      if (at - now() > patience) sendAway(host, state, at, spacing);
      state.next = at + spacing;
      if (at > now()) await sleep(at - now());
      await takeRoom(host, state, rules, patience);
      return () => {
        state.active -= 1;
        state.spacing *= 0.9;
        state.waiting.shift()?.();
      };
    },
    slowDown(host, pause) {
      const state = stateOf(host);
      const { least, most } = LEARNED_SPACING;
      state.pausedUntil = Math.max(state.pausedUntil, now() + Math.min(pause ?? USUAL_PAUSE, LONGEST_PAUSE));
      state.spacing = Math.min(Math.max(state.spacing * 2, least), most);
    },
  };
}

function inWords(milliseconds: number): string {
  const minutes = Math.ceil(milliseconds / MINUTE);
  return minutes <= 1 ? 'a minute' : `${minutes} minutes`;
}
