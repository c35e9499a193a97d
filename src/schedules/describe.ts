import type { DayTimes, MonthTimes, Schedule, Weekday } from '../domain/schedule.ts';
import type { Clauses } from './clauses.ts';

const DAY_NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const ORDINALS: Readonly<Record<MonthTimes['nth'], string>> = {
  1: 'first',
  2: 'second',
  3: 'third',
  4: 'fourth',
  5: 'fifth',
  [-1]: 'last',
};

/** A schedule in the words that `parseSchedule` reads, with the zone: `on weekdays at 08:30 (Europe/Berlin)`. */
export function describeSchedule(schedule: Schedule): string {
  const { rule, zone } = schedule;
  const clauses = describeClauses(schedule);
  if (rule.kind === 'cron') return `by cron ${rule.expression} (${zone})${clauses}`;
  const days = rule.kind === 'month' ? describeMonth(rule) : describeDays(rule);
  return `${days} at ${joined(rule.times)} (${zone})${clauses}`;
}

function describeClauses({ quiet, pausedUntil, zone }: Schedule): string {
  const hours = quiet === undefined || quiet.from === quiet.to ? '' : `, quiet ${quiet.from} to ${quiet.to}`;
  if (pausedUntil === undefined) return hours;
  return `${hours}, paused until ${pausedUntil.toZonedDateTimeISO(zone).toPlainDate()}`;
}

/** What happens to digests with few stories or none, in the words that `parseSchedule` reads; empty when nothing was said. */
export function describeWish({ whenEmpty, holdBelow }: Pick<Clauses, 'whenEmpty' | 'holdBelow'>): string {
  const hold = holdBelow === undefined || holdBelow < 2 ? '' : `, hold if fewer than ${holdBelow} stories`;
  return whenEmpty === 'silent' ? `, skip when empty${hold}` : hold;
}

function describeMonth(rule: MonthTimes): string {
  return `on the ${ORDINALS[rule.nth]} ${dayName(rule.day)} of the month`;
}

function describeDays(rule: DayTimes): string {
  const days = dayWords(rule.days);
  if (rule.everyWeeks === undefined || rule.everyWeeks === 1) return days;
  return `every ${rule.everyWeeks} weeks ${days}`;
}

function dayWords(days: readonly Weekday[]): string {
  const key = [...days].sort().join('');
  if (key === '1234567') return 'every day';
  if (key === '12345') return 'on weekdays';
  if (key === '67') return 'on weekends';
  return `on ${joined(days.map(dayName))}`;
}

function dayName(day: Weekday): string {
  return DAY_NAMES[day - 1] ?? '';
}

function joined(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;
}
