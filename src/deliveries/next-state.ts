import type { FindOutcome, OutboxRow, PartState, PostOutcome } from '../domain/delivery.ts';

/** How long a worker may take for one post before another may ask what became of it. */
export const LEASE = Temporal.Duration.from({ seconds: 60 });

const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 15 * 60_000;
/** What was sent without an answer may still be on its way through the platform: look after this. */
const SETTLE = Temporal.Duration.from({ seconds: 5 });
/** A worker that was killed or cut off may have sent it a moment ago, and a slow platform takes its time. */
const LAPSE_SETTLE = Temporal.Duration.from({ seconds: 20 });
/** How often a place that may be looked at later is looked at before the part is held. */
const MOST_LOOKUPS = 12;

/** What happened to a part. `random` in [0, 1) spreads the retries of parts that failed together. */
export type PartEvent =
  | { readonly kind: 'begin' }
  | { readonly kind: 'outcome'; readonly outcome: PostOutcome; readonly random: number }
  /** Its lease ran out, or a start found it `sending`: nobody knows whether it stands there. */
  | { readonly kind: 'lapse' }
  | { readonly kind: 'looked'; readonly outcome: FindOutcome };

/**
 * The rule of delivery (docs/decisions): from `pending` only through `sending`; from `sending` never back to
 * `pending` without an outcome of that attempt; `unknown` is settled by looking, and held when looking is
 * impossible. Returns undefined when the event does not apply to the state (somebody was faster).
 */
export function nextState(state: PartState, event: PartEvent, now: Temporal.Instant): PartState | undefined {
  switch (event.kind) {
    case 'begin':
      return state.state === 'pending' ? begin(state.attempts, now) : undefined;
    case 'outcome':
      return state.state === 'sending' ? afterPost(state, event.outcome, event.random, now) : undefined;
    case 'lapse':
      return state.state === 'sending' ? toUnknown(state, now.add(LAPSE_SETTLE)) : undefined;
    case 'looked':
      return state.state === 'unknown' ? afterLook(state, event.outcome, now) : undefined;
  }
}

/** Whether a post that was begun may still be sent: after a sleep or a stop somebody else may have begun it again. */
export function maySend(state: PartState, now: Temporal.Instant): boolean {
  if (state.state !== 'sending') return false;
  const { sendingAt, leaseUntil } = state;
  return Temporal.Instant.compare(now, leaseUntil) < 0 && Temporal.Instant.compare(now, sendingAt) >= 0;
}

/** Whether nothing more will happen to a part in this state by itself. */
export function isSettled(state: PartState): boolean {
  return state.state === 'posted' || state.state === 'held' || state.state === 'failed';
}

/** Whether the row has waited so long that `doctor` lists it. */
export function isTroubled(row: Pick<OutboxRow, 'state' | 'createdAt'>, now: Temporal.Instant): boolean {
  if (row.state.state === 'held' || row.state.state === 'failed') return true;
  return row.state.state !== 'posted' && now.since(row.createdAt).total('hours') >= 24;
}

type Sending = Extract<PartState, { state: 'sending' }>;
type Unknown = Extract<PartState, { state: 'unknown' }>;

function begin(attempts: number, now: Temporal.Instant): PartState {
  return { state: 'sending', attempt: attempts + 1, sendingAt: now, leaseUntil: now.add(LEASE) };
}

function afterPost(state: Sending, outcome: PostOutcome, random: number, now: Temporal.Instant): PartState {
  const attempts = state.attempt;
  switch (outcome.kind) {
    case 'posted':
      return { state: 'posted', receipt: outcome.receipt, attempts };
    case 'retry':
      return {
        state: 'pending',
        attempts,
        dueAt: now.add({ milliseconds: wait(outcome.after, attempts, random) }),
      };
    case 'unknown':
      return toUnknown(state, now.add(SETTLE));
    case 'gone':
    case 'rejected':
      return { state: 'failed', reason: outcome.reason, attempts };
  }
}

/** Exponential back-off with up to half as much again by chance, never sooner than the platform asked. */
function wait(asked: Temporal.Duration, attempts: number, random: number): number {
  const backOff = Math.min(FIRST_WAIT_MS * 2 ** (attempts - 1), LONGEST_WAIT_MS);
  return Math.ceil(Math.max(asked.total('milliseconds'), backOff) + (backOff / 2) * random);
}

function toUnknown(state: Sending, dueAt: Temporal.Instant): PartState {
  return {
    state: 'unknown',
    attempts: state.attempt,
    sendingAt: state.sendingAt,
    dueAt,
    lookups: 0,
  };
}

function afterLook(state: Unknown, outcome: FindOutcome, now: Temporal.Instant): PartState {
  switch (outcome.kind) {
    case 'found':
      return { state: 'posted', receipt: outcome.receipt, attempts: state.attempts };
    case 'absent':
      return { state: 'pending', dueAt: now, attempts: state.attempts };
    case 'cannot-tell':
      if (outcome.after !== undefined && state.lookups + 1 < MOST_LOOKUPS) {
        return { ...state, dueAt: now.add(outcome.after), lookups: state.lookups + 1 };
      }
      return { state: 'held', reason: outcome.reason, attempts: state.attempts };
  }
}
