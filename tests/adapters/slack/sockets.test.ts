import { EventEmitter } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { keepOpen, type Socket } from '../../../src/adapters/slack/sockets.ts';

/** A client whose openings go as they are told to. */
class FakeSocket extends EventEmitter implements Socket {
  readonly outcomes: unknown[] = [];
  opened = 0;
  tried = 0;
  async start(): Promise<void> {
    this.tried += 1;
    const outcome = this.outcomes.shift();
    if (outcome !== undefined) throw outcome;
    this.opened += 1;
  }
  async disconnect(): Promise<void> {
    this.emit('disconnected');
  }
}

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

function keep(...sockets: FakeSocket[]) {
  const ending = new AbortController();
  const changes: unknown[] = [];
  const kept = keepOpen({ sockets, signal: ending.signal, onChange: (fault) => void changes.push(fault) });
  ends.push(() => ending.abort());
  return { ending, changes, kept };
}
const soon = (read: () => unknown) => expect.poll(read, { timeout: 4_000, interval: 10 });

describe('sockets', () => {
  it('are opened, the second after the first', async () => {
    const [first, second] = [new FakeSocket(), new FakeSocket()];
    first.outcomes.push(new Error('refused'));
    const { changes } = keep(first, second);
    await soon(() => second.opened).toBe(1);
    expect([first.tried, second.tried]).toEqual([2, 1]);
    expect(changes).toEqual([new Error('refused'), undefined, undefined]);
  });

  it('are opened anew when Slack ends one, without a word while the other is open', async () => {
    const [first, second] = [new FakeSocket(), new FakeSocket()];
    const { changes } = keep(first, second);
    await soon(() => second.opened).toBe(1);
    first.emit('disconnected');
    await soon(() => first.opened).toBe(2);
    expect(changes.filter((change) => change !== undefined)).toEqual([]);
  });

  it('are said to be shut when none is open', async () => {
    const socket = new FakeSocket();
    const { changes } = keep(socket);
    await soon(() => socket.opened).toBe(1);
    socket.outcomes.push(new Error('refused'));
    socket.emit('disconnected');
    await soon(() => socket.opened).toBe(2);
    expect(changes).toEqual([
      undefined,
      new Error('it ended the connection'),
      new Error('refused'),
      undefined,
    ]);
  });

  it('wait as long as Slack asks', async () => {
    const socket = new FakeSocket();
    socket.outcomes.push({ code: 'slack_webapi_rate_limited_error', retryAfter: 3_600 });
    const { ending, kept } = keep(socket);
    await soon(() => socket.tried).toBe(1);
    await new Promise((done) => setTimeout(done, 300));
    expect(socket.tried).toBe(1);
    ending.abort();
    await kept;
  });

  it('are let go at the end', async () => {
    const socket = new FakeSocket();
    const { ending, kept } = keep(socket);
    await soon(() => socket.opened).toBe(1);
    ending.abort();
    await kept;
    expect(socket.opened).toBe(1);
  });
});
