import type { VisitHints } from './parsed-feed.ts';

/** What is known of the visits so far. */
export interface VisitRecord {
  /** Failures in a row before this visit. */
  readonly failures: number;
  /** When the newest articles were published, newest first; what the feed's habit is read from. */
  readonly published?: readonly Temporal.Instant[];
}

export type VisitResult =
  | { readonly kind: 'fresh' | 'unchanged' | 'moved' }
  | { readonly kind: 'failed'; readonly retryAfter?: Temporal.Duration }
  | { readonly kind: 'gone' };

export interface VisitLimits {
  readonly floor: Temporal.Duration;
  readonly ceiling: Temporal.Duration;
}

export interface NextVisit {
  readonly at: Temporal.Instant;
  readonly failures: number;
  /** Gone for good (410). */
  readonly stopped: boolean;
}

export const DEFAULT_LIMITS: VisitLimits = {
  floor: Temporal.Duration.from({ minutes: 15 }),
  ceiling: Temporal.Duration.from({ hours: 6 }),
};

/** A server that says later than this is not believed. */
const LONGEST_WAIT = 48 * 60;
const FIRST_INTERVAL = 30;

/**
 * When to look again. The interval follows the feed's habit between floor and ceiling, never shorter than it asks for;
 * failures double it up to the ceiling (24 hours at most after Retry-After) and never stop it, only "gone" does.
 * `random` in [0, 1) spreads feeds of one host over a tenth of the interval.
 */
export function nextVisit(
  record: VisitRecord,
  result: VisitResult,
  hints: VisitHints,
  now: Temporal.Instant,
  random: number,
  limits: VisitLimits = DEFAULT_LIMITS,
): NextVisit {
  if (result.kind === 'gone')
    return { at: now.add(limits.ceiling), failures: record.failures, stopped: true };
  const failures = result.kind === 'failed' ? record.failures + 1 : 0;
  const minutes =
    result.kind === 'failed'
      ? afterFailure(failures, result.retryAfter, limits)
      : usual(record, hints, now, limits);
  const at = now.add({ seconds: Math.round(minutes * 60 * (1 + random / 10)) });
  return { at: result.kind === 'failed' ? at : allowed(at, hints), failures, stopped: false };
}

function usual(record: VisitRecord, hints: VisitHints, now: Temporal.Instant, limits: VisitLimits): number {
  const wanted = Math.max(habit(record.published ?? [], now), Math.min(hints.ttl ?? 0, 24 * 60));
  const ceiling = Math.max(limits.ceiling.total('minutes'), Math.min(hints.ttl ?? 0, 24 * 60));
  return Math.min(Math.max(wanted, limits.floor.total('minutes')), ceiling);
}

/** Half of the usual gap between two articles, in minutes: then each is seen soon after it came. */
function habit(published: readonly Temporal.Instant[], now: Temporal.Instant): number {
  const past = published.filter((at) => Temporal.Instant.compare(at, now) <= 0).slice(0, 10);
  const [newest, oldest] = [past[0], past.at(-1)];
  if (newest === undefined || oldest === undefined) return FIRST_INTERVAL;
  const gap = past.length > 1 ? oldest.until(newest).total('minutes') / (past.length - 1) : 0;
  const silence = newest.until(now).total('minutes');
  return Math.max(gap / 2, silence / 10);
}

function afterFailure(
  failures: number,
  retryAfter: Temporal.Duration | undefined,
  limits: VisitLimits,
): number {
  const backOff = Math.min(
    limits.floor.total('minutes') * 2 ** Math.min(failures - 1, 20),
    limits.ceiling.total('minutes'),
  );
  const asked = retryAfter === undefined ? 0 : Math.min(retryAfter.total('minutes'), LONGEST_WAIT);
  return Math.max(backOff, asked);
}

/** The first moment at or after `at` that is in none of the hours and days that the feed wants to be left alone. */
function allowed(at: Temporal.Instant, hints: VisitHints): Temporal.Instant {
  let moment = at.toZonedDateTimeISO('UTC');
  for (let hours = 0; hours < 24 * 8; hours++) {
    if (!hints.skipHours.includes(moment.hour) && !hints.skipDays.includes(moment.dayOfWeek))
      return moment.toInstant();
    moment = moment.add({ hours: 1 }).round({ smallestUnit: 'hour', roundingMode: 'floor' });
  }
  return at;
}
