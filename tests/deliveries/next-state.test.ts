import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isSettled,
  isTroubled,
  LEASE,
  maySend,
  nextState,
  type PartEvent,
} from '../../src/deliveries/next-state.ts';
import type { FindOutcome, PartState, PostOutcome } from '../../src/domain/delivery.ts';

const NOW = Temporal.Instant.from('2026-11-24T08:30:00Z');
const receipt = { channel: 'C1', message: '1.2' };
const pending: PartState = { state: 'pending', dueAt: NOW, attempts: 0 };
const step = (state: PartState, event: PartEvent, now = NOW): PartState => {
  const next = nextState(state, event, now);
  if (next === undefined) throw new Error(`${event.kind} does nothing to ${state.state}`);
  return next;
};
const sending = step(pending, { kind: 'begin' });
const posted = (outcome: PostOutcome, random = 0): PartEvent => ({ kind: 'outcome', outcome, random });
const unknown = step(sending, posted({ kind: 'unknown', reason: 'no answer' }));
const looked = (outcome: FindOutcome): PartEvent => ({ kind: 'looked', outcome });
const seconds = (from: Temporal.Instant, to: Temporal.Instant) => from.until(to).total('seconds');

const anyOutcome = fc.constantFrom<PostOutcome>(
  { kind: 'posted', receipt },
  { kind: 'retry', after: Temporal.Duration.from({ seconds: 7 }), reason: 'busy' },
  { kind: 'unknown', reason: 'no answer' },
  { kind: 'gone', reason: 'deleted' },
  { kind: 'rejected', reason: 'too long' },
);
const anyLook = fc.constantFrom<FindOutcome>(
  { kind: 'found', receipt },
  { kind: 'absent' },
  { kind: 'cannot-tell', reason: 'no history' },
  { kind: 'cannot-tell', reason: 'busy', after: Temporal.Duration.from({ seconds: 5 }) },
);
const anyEvent = fc.oneof(
  fc.constant<PartEvent>({ kind: 'begin' }),
  fc.constant<PartEvent>({ kind: 'lapse' }),
  anyOutcome.map((outcome) => posted(outcome, 0.5)),
  anyLook.map(looked),
);

describe('nextState', () => {
  it('begins an attempt under a lease', () => {
    expect(sending).toEqual({ state: 'sending', attempt: 1, sendingAt: NOW, leaseUntil: NOW.add(LEASE) });
  });

  it('is done when the platform says so', () => {
    expect(step(sending, posted({ kind: 'posted', receipt }))).toEqual({
      state: 'posted',
      receipt,
      attempts: 1,
    });
  });

  it('waits at least as long as the platform asks, and longer after each failure', () => {
    const retry = (state: PartState, asked: number, random = 0) =>
      step(
        state,
        posted({ kind: 'retry', after: Temporal.Duration.from({ seconds: asked }), reason: 'busy' }, random),
      );
    const first = retry(sending, 0);
    expect(first).toMatchObject({ state: 'pending', attempts: 1, dueAt: NOW.add({ seconds: 5 }) });
    expect(retry(sending, 90)).toMatchObject({ dueAt: NOW.add({ seconds: 90 }) });
    expect(retry(sending, 0, 0.999)).toMatchObject({ state: 'pending' });
    const late = retry({ ...sending, attempt: 30 } as PartState, 0);
    expect(late.state === 'pending' && seconds(NOW, late.dueAt)).toBe(15 * 60);
  });

  it('makes a lapsed lease unknown, never pending', () => {
    expect(step(sending, { kind: 'lapse' }).state).toBe('unknown');
  });

  it('lets what is on its way arrive before it looks, and longer after a worker that was cut off', () => {
    expect(unknown).toMatchObject({ dueAt: NOW.add({ seconds: 5 }) });
    expect(step(sending, { kind: 'lapse' })).toMatchObject({ dueAt: NOW.add({ seconds: 20 }) });
  });

  it('settles unknown by looking: found is done, absent is sent again, cannot tell is held', () => {
    expect(step(unknown, looked({ kind: 'found', receipt }))).toEqual({
      state: 'posted',
      receipt,
      attempts: 1,
    });
    expect(step(unknown, looked({ kind: 'absent' }))).toEqual({ state: 'pending', dueAt: NOW, attempts: 1 });
    expect(step(unknown, looked({ kind: 'cannot-tell', reason: 'no history' }))).toEqual({
      state: 'held',
      reason: 'no history',
      attempts: 1,
    });
  });

  it('looks again later where that may help, but not for ever', () => {
    const busy = looked({
      kind: 'cannot-tell',
      reason: 'busy',
      after: Temporal.Duration.from({ seconds: 60 }),
    });
    let state: PartState = unknown;
    let looks = 0;
    while (state.state === 'unknown') {
      state = step(state, busy);
      looks += 1;
    }
    expect(state.state).toBe('held');
    expect(looks).toBe(12);
  });

  it('says nothing to an event that comes too late', () => {
    expect(nextState(pending, posted({ kind: 'posted', receipt }), NOW)).toBeUndefined();
    expect(nextState({ state: 'posted', receipt, attempts: 1 }, { kind: 'begin' }, NOW)).toBeUndefined();
    expect(nextState(unknown, { kind: 'begin' }, NOW)).toBeUndefined();
  });

  it('never sends what may stand there: between two attempts there is an outcome of the first', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 40 }), (events) => {
        let state: PartState = pending;
        let mayStand = false;
        for (const event of events) {
          const next = nextState(state, event, NOW);
          if (next === undefined) continue;
          if (event.kind === 'begin') expect(mayStand).toBe(false);
          if (event.kind === 'begin') mayStand = true;
          if (event.kind === 'outcome' && event.outcome.kind !== 'unknown')
            mayStand = event.outcome.kind === 'posted';
          if (event.kind === 'looked' && event.outcome.kind === 'absent') mayStand = false;
          if (isSettled(state)) throw new Error('a settled part changed');
          state = next;
        }
      }),
    );
  });
});

describe('maySend', () => {
  it('holds only under its lease: a worker that was stopped past it sends nothing', () => {
    expect(maySend(sending, NOW)).toBe(true);
    expect(maySend(sending, NOW.add({ seconds: 59 }))).toBe(true);
    expect(maySend(sending, NOW.add(LEASE))).toBe(false);
    expect(maySend(sending, NOW.subtract({ seconds: 1 }))).toBe(false);
    expect(maySend(pending, NOW)).toBe(false);
  });
});

describe('isTroubled', () => {
  it('lists what is held or failed at once, and what is open for a day', () => {
    const row = (state: PartState) => ({ state, createdAt: NOW });
    expect(isTroubled(row({ state: 'held', reason: 'x', attempts: 1 }), NOW)).toBe(true);
    expect(isTroubled(row(pending), NOW)).toBe(false);
    expect(isTroubled(row(pending), NOW.add({ hours: 24 }))).toBe(true);
    expect(isTroubled(row({ state: 'posted', receipt, attempts: 1 }), NOW.add({ hours: 48 }))).toBe(false);
  });
});
