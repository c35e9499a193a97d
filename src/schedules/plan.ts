import { Cron } from 'croner';
import type { DayTimes, MonthTimes, Schedule, Weekday } from '../domain/schedule.ts';

/** No more slots than this are planned at once; a longer absence is one catch-up digest anyway. */
const MOST_SLOTS = 10_000;
const HORIZON_DAYS = 400;

/**
 * The slots of a schedule in `(after, until]`, ascending. A local time that the spring change skips is due at the
 * first instant after the gap; one that the autumn change repeats is due once, the first time. A slot in quiet
 * hours waits for their end. Splitting the span anywhere gives the same slots.
 */
export function plan(
  schedule: Schedule,
  after: Temporal.Instant,
  until: Temporal.Instant,
): Temporal.Instant[] {
  const slots: Temporal.Instant[] = [];
  for (const slot of slotsAfter(schedule, after)) {
    if (Temporal.Instant.compare(slot, until) > 0 || slots.length === MOST_SLOTS) break;
    slots.push(slot);
  }
  return slots;
}

/** The first slot after an instant; undefined when there is none within 400 days (31 February). */
export function nextSlot(schedule: Schedule, after: Temporal.Instant): Temporal.Instant | undefined {
  for (const slot of slotsAfter(schedule, after)) return slot;
  return undefined;
}

/** The next few slots, for an answer that says what was understood. */
export function nextSlots(schedule: Schedule, after: Temporal.Instant, count: number): Temporal.Instant[] {
  const slots: Temporal.Instant[] = [];
  if (count <= 0) return slots;
  for (const slot of slotsAfter(schedule, after)) {
    slots.push(slot);
    if (slots.length === count) break;
  }
  return slots;
}

function* slotsAfter(schedule: Schedule, after: Temporal.Instant): Generator<Temporal.Instant> {
  const from = laterOf(after, schedule.pausedUntil);
  // A slot of the day before may have been moved past `from` by quiet hours or a gap.
  let last = after;
  for (const planned of rawSlots(schedule, from.subtract({ hours: 36 }))) {
    const slot = afterQuiet(planned, schedule);
    if (Temporal.Instant.compare(planned, from.add({ hours: 24 * HORIZON_DAYS })) > 0) return;
    if (schedule.pausedUntil !== undefined && Temporal.Instant.compare(slot, schedule.pausedUntil) < 0)
      continue;
    if (Temporal.Instant.compare(slot, last) <= 0) continue;
    yield slot;
    last = slot;
  }
}

function laterOf(a: Temporal.Instant, b: Temporal.Instant | undefined): Temporal.Instant {
  return b !== undefined && Temporal.Instant.compare(b, a) > 0 ? b : a;
}

function rawSlots(schedule: Schedule, from: Temporal.Instant): Generator<Temporal.Instant> {
  const { rule, zone } = schedule;
  return rule.kind === 'cron' ? cronSlots(rule.expression, zone, from) : dailySlots(rule, zone, from);
}

function* cronSlots(expression: string, zone: string, from: Temporal.Instant): Generator<Temporal.Instant> {
  const cron = new Cron(expression, { timezone: zone, paused: true });
  let at = cron.nextRun(new Date(from.epochMilliseconds));
  while (at !== null) {
    yield Temporal.Instant.fromEpochMilliseconds(at.getTime());
    at = cron.nextRun(at);
  }
}

function* dailySlots(
  rule: DayTimes | MonthTimes,
  zone: string,
  from: Temporal.Instant,
): Generator<Temporal.Instant> {
  const first = from.toZonedDateTimeISO(zone).toPlainDate();
  for (let offset = 0; offset <= HORIZON_DAYS + 3; offset++) {
    const date = first.add({ days: offset });
    if (!isDay(rule, date)) continue;
    for (const time of rule.times) yield instantOf(date, time, zone);
  }
}

function isDay(rule: DayTimes | MonthTimes, date: Temporal.PlainDate): boolean {
  if (rule.kind === 'month') return isNthWeekday(rule, date);
  if (!rule.days.includes(date.dayOfWeek as Weekday)) return false;
  const every = rule.everyWeeks ?? 1;
  if (every === 1 || rule.anchor === undefined) return true;
  const weeks = Math.round(
    mondayOf(Temporal.PlainDate.from(rule.anchor)).until(mondayOf(date)).total('days') / 7,
  );
  return ((weeks % every) + every) % every === 0;
}

function isNthWeekday(rule: MonthTimes, date: Temporal.PlainDate): boolean {
  if (date.dayOfWeek !== rule.day) return false;
  if (rule.nth === -1) return date.day + 7 > date.daysInMonth;
  return Math.ceil(date.day / 7) === rule.nth;
}

function mondayOf(date: Temporal.PlainDate): Temporal.PlainDate {
  return date.subtract({ days: date.dayOfWeek - 1 });
}

/** The instant of a local time: in a gap the first instant after it, in an overlap the first of the two. */
function instantOf(date: Temporal.PlainDate, time: string, zone: string): Temporal.Instant {
  const local = date.toPlainDateTime(Temporal.PlainTime.from(time));
  const earlier = local.toZonedDateTime(zone, { disambiguation: 'earlier' });
  if (earlier.toPlainDateTime().equals(local)) return earlier.toInstant();
  return (earlier.getTimeZoneTransition('next') ?? earlier).toInstant();
}

/** A slot inside quiet hours moves to their end; quiet hours may go across midnight, and start = end means none. */
function afterQuiet(slot: Temporal.Instant, schedule: Schedule): Temporal.Instant {
  const { quiet, zone } = schedule;
  if (quiet === undefined || quiet.from === quiet.to) return slot;
  const local = slot.toZonedDateTimeISO(zone);
  const time = local.toPlainTime();
  const from = Temporal.PlainTime.from(quiet.from);
  const to = Temporal.PlainTime.from(quiet.to);
  const isAfterFrom = Temporal.PlainTime.compare(time, from) >= 0;
  const isBeforeTo = Temporal.PlainTime.compare(time, to) < 0;
  const overnight = Temporal.PlainTime.compare(from, to) > 0;
  const inside = overnight ? isAfterFrom || isBeforeTo : isAfterFrom && isBeforeTo;
  if (!inside) return slot;
  const endsTomorrow = overnight && isAfterFrom;
  return instantOf(local.toPlainDate().add({ days: endsTomorrow ? 1 : 0 }), quiet.to, zone);
}
