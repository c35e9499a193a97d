import { slackFault } from './fault.ts';
import { pause } from './pause.ts';

/** As much of @slack/socket-mode's client as is used; it must not reconnect by itself. */
export interface Socket {
  /** Resolves when Slack said hello; rejects when it cannot be opened. */
  start(): Promise<unknown>;
  disconnect(): Promise<unknown>;
  once(event: 'disconnected', listener: () => void): unknown;
}

export interface SocketsOptions {
  readonly sockets: readonly Socket[];
  /** Ends everything. */
  readonly signal: AbortSignal;
  /** Called on each change: what keeps all sockets shut, or undefined while one is open. */
  readonly onChange: (fault: unknown) => void;
}

/** Slack says hello within this, or it is tried anew. */
const HELLO_MS = 15_000;
/** A connection that ended sooner counts as a failed one, so that a server that throws us out is not hammered. */
const SHORT_LIFE_MS = 5_000;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

/**
 * Keeps sockets open: each is opened anew at once when Slack ends it (`disconnect`), with back-off when it cannot be
 * opened. Two of them overlap the gap (Slack hands each event to one of those that are open). The client's own way
 * waits 5 s before it opens one again, and an error while it does so rejects where nobody can catch it.
 */
export function keepOpen({ sockets, signal, onChange }: SocketsOptions): Promise<void> {
  const open = new Set<Socket>();
  const ending = aborted(signal);
  const first = Promise.withResolvers<void>();

  async function keep(socket: Socket): Promise<void> {
    for (let failures = 0; !signal.aborted; ) {
      const ended = new Promise<void>((resolve) => void socket.once('disconnected', resolve));
      const began = performance.now();
      let wait = 0;
      try {
        await hello(socket);
        open.add(socket);
        first.resolve();
        onChange(undefined);
        await Promise.race([ended, ending]);
        open.delete(socket);
        if (!signal.aborted && open.size === 0) onChange(new Error('it ended the connection'));
        failures = performance.now() - began < SHORT_LIFE_MS ? failures + 1 : 0;
      } catch (error) {
        failures += 1;
        if (open.size === 0) onChange(error);
        const fault = slackFault(error);
        wait = fault.kind === 'limited' ? fault.seconds * 1_000 : 0;
      }
      await pause(Math.max(wait, backOff(failures)), signal);
    }
  }

  /** The others follow when the first one is open: so a wrong token is tried once at a time. */
  async function keepAfterFirst(socket: Socket, index: number): Promise<void> {
    if (index > 0) await Promise.race([first.promise, ending]);
    await keep(socket);
  }

  return Promise.all(sockets.map(keepAfterFirst)).then(() => undefined);
}

/** None after the first failure: Slack ends connections as a matter of course. */
function backOff(failures: number): number {
  return failures < 2 ? failures * 100 : Math.min(FIRST_WAIT_MS * 2 ** (failures - 2), LONGEST_WAIT_MS);
}

async function hello(socket: Socket): Promise<void> {
  const timeout = new AbortController();
  const late = pause(HELLO_MS, timeout.signal).then(() => {
    if (!timeout.signal.aborted) throw new Error('it did not say hello');
  });
  try {
    await Promise.race([socket.start(), late]);
  } catch (error) {
    void socket.disconnect().catch(() => undefined);
    throw error ?? new Error('it ended the connection');
  } finally {
    timeout.abort();
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
