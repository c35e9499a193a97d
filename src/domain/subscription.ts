import type { SourceId, SubscriptionId } from './ids.ts';
import type { Place } from './place.ts';
import type { Schedule } from './schedule.ts';

export type DigestStyle = 'headlines' | 'short' | 'full';

/** What a subscription wants to be told. */
export interface Selection {
  /** `all`: every source of its workspace, also those that are added later. */
  readonly sources: 'all' | readonly SourceId[];
  /** Stories in a digest, 1 to 20. */
  readonly count: number;
  readonly style: DigestStyle;
  /** Stories whose title or summary holds one of these words are left out. */
  readonly muted: readonly string[];
  /** On a day without news: one line, or nothing. */
  readonly whenEmpty: 'say' | 'silent';
  /** A digest of fewer stories is not posted: they go into the next one. Absent: none is held. */
  readonly holdBelow?: number;
}

/** A place, what it wants, and when. */
export interface Subscription {
  readonly id: SubscriptionId;
  readonly place: Place;
  /** The title of its digests. */
  readonly name: string;
  readonly selection: Selection;
  readonly schedule: Schedule;
  /** The platform's id of the person who made it. */
  readonly createdBy: string;
  readonly createdAt: Temporal.Instant;
  /** Everything up to here has been handled; the next digest says "since" this. */
  readonly handledUntil: Temporal.Instant;
  /** The next instant at which it is due; absent when there is none. */
  readonly nextSlot?: Temporal.Instant;
  /** Set when the place can no longer be reached; the reason, in words. */
  readonly suspended?: string;
  /** Empty digests in a row that were said or passed over. */
  readonly emptyInARow: number;
  /** BCP 47 tag for the bot's own words. */
  readonly locale: string;
}
