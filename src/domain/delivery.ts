import type { DeliveryId, DigestId, SubscriptionId } from './ids.ts';
import type { Part } from './message.ts';
import type { Place } from './place.ts';

/** The platform's id of what was posted. */
export interface Receipt {
  /** The channel that it stands in (for a person: the direct-message channel). */
  readonly channel: string;
  readonly message: string;
  /** Address of the message, where the platform gives one. */
  readonly link?: string;
}

/**
 * Where a part stands. `pending` waits for `dueAt`; `sending` is under a lease; `unknown` was sent and nobody
 * knows; `posted`, `held` (cannot be known), `failed` (rejected or gone) are final.
 */
export type PartState =
  | { readonly state: 'pending'; readonly dueAt: Temporal.Instant; readonly attempts: number }
  | {
      readonly state: 'sending';
      readonly attempt: number;
      readonly sendingAt: Temporal.Instant;
      readonly leaseUntil: Temporal.Instant;
    }
  | {
      readonly state: 'unknown';
      readonly attempts: number;
      readonly sendingAt: Temporal.Instant;
      readonly dueAt: Temporal.Instant;
      /** How often the platform has been asked. */
      readonly lookups: number;
    }
  | { readonly state: 'posted'; readonly receipt: Receipt; readonly attempts: number }
  | { readonly state: 'held'; readonly reason: string; readonly attempts: number }
  | { readonly state: 'failed'; readonly reason: string; readonly attempts: number };

/** What became of a post. Whatever is to be expected is an outcome; only a defect of ours throws. */
export type PostOutcome =
  | { readonly kind: 'posted'; readonly receipt: Receipt }
  /** Not sent, or refused for now: try again no sooner than `after` from now. */
  | { readonly kind: 'retry'; readonly after: Temporal.Duration; readonly reason: string }
  /** Sent, and no answer came: it may stand there. */
  | { readonly kind: 'unknown'; readonly reason: string }
  /** The place cannot be reached any more (channel deleted, bot removed, messages blocked). */
  | { readonly kind: 'gone'; readonly reason: string }
  /** The platform will never take this part (too long, malformed). */
  | { readonly kind: 'rejected'; readonly reason: string };

export type FindOutcome =
  | { readonly kind: 'found'; readonly receipt: Receipt }
  /** Looked at everything since then, and it is not there. */
  | { readonly kind: 'absent' }
  /** Looking is impossible, or not complete. `after`: it may be possible then. */
  | { readonly kind: 'cannot-tell'; readonly reason: string; readonly after?: Temporal.Duration };

/** A message on its way to one place. */
export interface Delivery {
  readonly id: DeliveryId;
  readonly place: Place;
  readonly digest?: DigestId;
  readonly subscription?: SubscriptionId;
  readonly createdAt: Temporal.Instant;
  readonly parts: readonly Part[];
}

/** One row of the outbox: a part of a delivery, and where it stands. */
export interface OutboxRow {
  readonly delivery: DeliveryId;
  /** Counted from 0; parts are posted in order. */
  readonly index: number;
  readonly place: Place;
  readonly subscription?: SubscriptionId;
  readonly digest?: DigestId;
  readonly createdAt: Temporal.Instant;
  readonly part: Part;
  readonly state: PartState;
}

/** The key that a post carries so that it can be found again. */
export function partKey(delivery: DeliveryId, index: number): string {
  return `${delivery}.${index}`;
}
