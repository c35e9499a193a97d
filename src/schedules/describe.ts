import type { DayTimes, MonthTimes, Schedule, Weekday } from '../domain/schedule.ts';

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
  if (rule.kind === 'cron') return `by cron ${rule.expression} (${zone})`;
  const days = rule.kind === 'month' ? describeMonth(rule) : describeDays(rule);
  return `${days} at ${joined(rule.times)} (${zone})`;
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
