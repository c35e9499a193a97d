import type { PartState, Receipt } from '../../domain/delivery.ts';
import { readJson, writeJson } from './json.ts';
import type { PartStateColumns } from './tables.ts';
import { instant, storable } from './values.ts';

/** The states of a part that is not settled. */
export const OPEN = ['pending', 'sending', 'unknown'] as const satisfies readonly PartState['state'][];

const NONE = {
  due_at: null,
  sending_at: null,
  lease_until: null,
  lookups: null,
  receipt: null,
  reason: null,
};

/** Every column is set or emptied, so that nothing of the state before remains. */
export function stateColumns(part: PartState): PartStateColumns {
  const { state } = part;
  switch (part.state) {
    case 'pending':
      return { ...NONE, state, attempts: part.attempts, due_at: part.dueAt.epochMilliseconds };
    case 'sending':
      return {
        ...NONE,
        state,
        attempts: part.attempt,
        sending_at: part.sendingAt.epochMilliseconds,
        lease_until: part.leaseUntil.epochMilliseconds,
      };
    case 'unknown':
      return {
        ...NONE,
        state,
        attempts: part.attempts,
        sending_at: part.sendingAt.epochMilliseconds,
        due_at: part.dueAt.epochMilliseconds,
        lookups: part.lookups,
      };
    case 'posted':
      return { ...NONE, state, attempts: part.attempts, receipt: writeJson(part.receipt) };
    case 'held':
    case 'failed':
      return { ...NONE, state, attempts: part.attempts, reason: storable(part.reason) };
  }
}

export function stateOf(row: PartStateColumns): PartState {
  const { state, attempts } = row;
  switch (state) {
    case 'pending':
      return { state, dueAt: instant(row.due_at ?? 0), attempts };
    case 'sending':
      return {
        state,
        attempt: attempts,
        sendingAt: instant(row.sending_at ?? 0),
        leaseUntil: instant(row.lease_until ?? 0),
      };
    case 'unknown':
      return {
        state,
        attempts,
        sendingAt: instant(row.sending_at ?? 0),
        dueAt: instant(row.due_at ?? 0),
        lookups: row.lookups ?? 0,
      };
    case 'posted':
      return { state, receipt: readJson<Receipt>(row.receipt ?? '{}'), attempts };
    case 'held':
    case 'failed':
      return { state, reason: row.reason ?? '', attempts };
  }
}
