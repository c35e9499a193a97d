import { Cron } from 'croner';
import type { MonthTimes, Schedule, ScheduleRule, Weekday } from '../domain/schedule.ts';
import { type Clauses, takeClauses } from './clauses.ts';
import { findZone } from './zone.ts';

/** What was read, or the part that was not understood (and a zone that may have been meant). */
export type ParsedSchedule =
  | {
      readonly kind: 'schedule';
      readonly schedule: Schedule;
      /** What was said of digests with few stories or none; absent when nothing was. */
      readonly wish?: Pick<Clauses, 'whenEmpty' | 'holdBelow'>;
    }
  | {
      readonly kind: 'not-understood';
      readonly part: string;
      readonly zone?: { readonly suggestion?: string };
    };

/** Lines that `parseSchedule` reads, for help and for answers to what it could not read. */
export const SCHEDULE_EXAMPLES: readonly string[] = [
  'weekdays 08:30',
  'every day at 7 and 19',
  'mon, thu 9:15 Europe/Berlin',
];

const ALL_DAYS: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
const DAY_NAMES = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const ORDINALS: Readonly<Record<string, MonthTimes['nth']>> = {
  first: 1,
  '1st': 1,
  second: 2,
  '2nd': 2,
  third: 3,
  '3rd': 3,
  fourth: 4,
  '4th': 4,
  fifth: 5,
  '5th': 5,
  last: -1,
};
const FILLERS = new Set([
  'at',
  'on',
  'and',
  'the',
  'every',
  'each',
  'of',
  'month',
  'o’clock',
  "o'clock",
  '&',
]);

/**
 * Reads a schedule in plain English words or as a five-field cron expression: days (`weekdays`, `mon-fri`,
 * `first monday`, `every 2 weeks on friday`), times (`08:30`, `7`, `7:15 pm`, `noon`, `every 2 hours from 8 to 20`)
 * an IANA zone and the clauses of `takeClauses`, in any order. `zone` holds where none is said. `today` anchors "every 2 weeks".
 */
export function parseSchedule(words: string, zone: string, today: Temporal.PlainDate): ParsedSchedule {
  const { rest: text, pausedUntil, quiet, ...wish } = takeClauses(words.trim());
  const { rest, zoneFound, problem } = takeZone(text);
  if (problem !== undefined) return problem;
  const rule = parseCron(rest) ?? parseWords(rest, today);
  if (rule.kind === 'not-understood') return rule;
  const there = zoneFound ?? zone;
  const schedule: Schedule = {
    rule: rule.rule,
    zone: there,
    ...(quiet === undefined ? {} : { quiet }),
    ...(pausedUntil === undefined ? {} : { pausedUntil: startOfDay(pausedUntil, there) }),
  };
  return { kind: 'schedule', schedule, ...(Object.keys(wish).length === 0 ? {} : { wish }) };
}

function startOfDay(date: string, zone: string): Temporal.Instant {
  return Temporal.PlainDate.from(date).toZonedDateTime(zone).toInstant();
}

type ReadRule =
  | { readonly kind: 'rule'; readonly rule: ScheduleRule }
  | { readonly kind: 'not-understood'; readonly part: string };

function takeZone(text: string): {
  rest: string;
  zoneFound?: string;
  problem?: Extract<ParsedSchedule, { kind: 'not-understood' }>;
} {
  const token = /(?:^|\s)(UTC|[A-Za-z_]{2,}\/[\w+\-/]+)(?=\s|$)/i.exec(text);
  const name = token?.[1];
  if (token === null || name === undefined) return { rest: text };
  const answer = findZone(name);
  if (answer.kind === 'zone') {
    const rest = `${text.slice(0, token.index)} ${text.slice(token.index + token[0].length)}`.trim();
    return { rest, zoneFound: answer.zone };
  }
  const { suggestion } = answer;
  return {
    rest: text,
    problem: { kind: 'not-understood', part: name, zone: suggestion === undefined ? {} : { suggestion } },
  };
}

function parseCron(text: string): ReadRule | undefined {
  const fields = text.split(/\s+/);
  if (fields.length !== 5 || !fields.every((field) => /^[\d*/,\-A-Za-z#L?]+$/.test(field))) return undefined;
  if (!fields.some((field) => /^(\*|\d)/.test(field)) || !/^[\d*]/.test(fields[0] ?? '')) return undefined;
  try {
    const cron = new Cron(text, { paused: true });
    // A pattern that never comes (31 February) would be a subscription that is silent for ever.
    if (cron.nextRun(new Date(0)) === null) return { kind: 'not-understood', part: text };
    return { kind: 'rule', rule: { kind: 'cron', expression: fields.join(' ') } };
  } catch {
    return fields.filter((field) => /[*/]/.test(field)).length > 0
      ? { kind: 'not-understood', part: text }
      : undefined;
  }
}

interface Reading {
  days: Set<Weekday>;
  times: Set<string>;
  nth?: MonthTimes['nth'];
  everyWeeks?: number;
  everyHours?: { hours: number; from: number; to: number };
}

function parseWords(text: string, today: Temporal.PlainDate): ReadRule {
  const reading: Reading = { days: new Set(), times: new Set() };
  let rest = text.toLowerCase().replace(/[,;]/g, ' ').trim();
  if (rest === '') return { kind: 'not-understood', part: text };
  while (rest !== '') {
    const taken = takePart(rest, reading);
    if (taken === 0) return { kind: 'not-understood', part: rest.split(/\s+/)[0] ?? rest };
    rest = rest.slice(taken).trimStart();
  }
  return toRule(reading, text, today);
}

const PATTERNS: readonly (readonly [RegExp, (match: RegExpExecArray, reading: Reading) => boolean])[] = [
  [/^every (\d{1,2}) hours?(?: from (\S+)(?: o'clock)? (?:to|until|till) (\S+))?/, readEveryHours],
  [/^(?:hourly|every hour)(?: from (\S+) (?:to|until|till) (\S+))?/, readHourly],
  [/^every (\d{1,2}) weeks?/, (match, reading) => setWeeks(reading, Number(match[1]))],
  [/^every (?:other|second) week\b/, (_, reading) => setWeeks(reading, 2)],
  [/^(?:weekly|every week)\b/, (_, reading) => setWeeks(reading, 1)],
  [/^(?:every day|each day|daily|everyday)\b/, (_, reading) => addDays(reading, ALL_DAYS)],
  [
    /^(?:every weekday|weekdays?|workdays?|working days)\b/,
    (_, reading) => addDays(reading, [1, 2, 3, 4, 5]),
  ],
  [/^(?:every weekend|weekends?)\b/, (_, reading) => addDays(reading, [6, 7])],
  [/^([a-z]{2,9})\.?\s*(?:-|–|to|until|through)\s*([a-z]{2,9})\b\.?/, readDayRange],
  [/^(first|1st|second|2nd|third|3rd|fourth|4th|fifth|5th|last)\b/, readOrdinal],
  [/^(\d{1,2})(?::|\.|h)(\d{2})\s*(am|pm|a\.m\.|p\.m\.)?(?=\s|$)/, readTime],
  [/^(\d{2})(\d{2})(?=\s|$)/, readTime],
  [/^(\d{1,2})()\s*(am|pm|a\.m\.|p\.m\.|h)?(?=\s|$)/, readTime],
  [/^noon\b/, (_, reading) => addTime(reading, 12, 0)],
  [/^midday\b/, (_, reading) => addTime(reading, 12, 0)],
  [/^midnight\b/, (_, reading) => addTime(reading, 0, 0)],
  [/^([a-z’'&]+)\.?(?=\s|$)/, readDayOrFiller],
];

/** How many characters of `rest` were understood; 0 when none. */
function takePart(rest: string, reading: Reading): number {
  for (const [pattern, read] of PATTERNS) {
    const match = pattern.exec(rest);
    if (match !== null && read(match, reading)) return match[0].length;
  }
  return 0;
}

function toRule(reading: Reading, text: string, today: Temporal.PlainDate): ReadRule {
  if (reading.everyHours !== undefined) addHours(reading, reading.everyHours);
  if (reading.times.size === 0) return { kind: 'not-understood', part: text };
  const times = [...reading.times].sort();
  const days = reading.days.size === 0 ? ALL_DAYS : [...reading.days].sort();
  if (reading.nth !== undefined) {
    const day = days[0];
    if (day === undefined || reading.days.size !== 1) return { kind: 'not-understood', part: text };
    return { kind: 'rule', rule: { kind: 'month', nth: reading.nth, day, times } };
  }
  const every = reading.everyWeeks ?? 1;
  if (reading.everyWeeks !== undefined && reading.days.size === 0)
    return { kind: 'not-understood', part: text };
  if (every === 1) return { kind: 'rule', rule: { kind: 'days', days, times } };
  return { kind: 'rule', rule: { kind: 'days', days, times, everyWeeks: every, anchor: today.toString() } };
}

function addDays(reading: Reading, days: readonly Weekday[]): boolean {
  for (const day of days) reading.days.add(day);
  return true;
}

function addTime(reading: Reading, hour: number, minute: number): boolean {
  if (hour > 23 || minute > 59) return false;
  reading.times.add(`${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
  return true;
}

function setWeeks(reading: Reading, weeks: number): boolean {
  if (weeks < 1 || weeks > 52 || reading.everyWeeks !== undefined) return false;
  reading.everyWeeks = weeks;
  return true;
}

function readTime(match: RegExpExecArray, reading: Reading): boolean {
  const half = match[3]?.replaceAll('.', '');
  let hour = Number(match[1]);
  if (half === 'am' || half === 'pm') {
    if (hour < 1 || hour > 12) return false;
    hour = (hour % 12) + (half === 'pm' ? 12 : 0);
  }
  return addTime(reading, hour, match[2] === '' || match[2] === undefined ? 0 : Number(match[2]));
}

function readEveryHours(match: RegExpExecArray, reading: Reading): boolean {
  return setHours(reading, Number(match[1]), match[2], match[3]);
}

function readHourly(match: RegExpExecArray, reading: Reading): boolean {
  return setHours(reading, 1, match[1], match[2]);
}

function setHours(
  reading: Reading,
  hours: number,
  from: string | undefined,
  to: string | undefined,
): boolean {
  const first = from === undefined ? 0 : Number(from.split(':')[0]);
  const last = to === undefined ? 23 : Number(to.split(':')[0]);
  const fits = hours >= 1 && hours <= 23 && first >= 0 && last <= 24 && first <= last;
  if (!fits || reading.everyHours !== undefined) return false;
  reading.everyHours = { hours, from: first, to: Math.min(last, 23) };
  return true;
}

function addHours(reading: Reading, every: { hours: number; from: number; to: number }): void {
  for (let hour = every.from; hour <= every.to; hour += every.hours) addTime(reading, hour, 0);
}

function readOrdinal(match: RegExpExecArray, reading: Reading): boolean {
  const nth = ORDINALS[match[1] ?? ''];
  if (nth === undefined || reading.nth !== undefined) return false;
  reading.nth = nth;
  return true;
}

function readDayRange(match: RegExpExecArray, reading: Reading): boolean {
  const from = weekday(match[1]);
  const to = weekday(match[2]);
  if (from === undefined || to === undefined) return false;
  for (let day = from; ; day = ((day % 7) + 1) as Weekday) {
    reading.days.add(day);
    if (day === to) return true;
  }
}

function readDayOrFiller(match: RegExpExecArray, reading: Reading): boolean {
  const word = match[1] ?? '';
  const day = weekday(word) ?? weekday(word.replace(/s$/, ''));
  if (day !== undefined) return addDays(reading, [day]);
  return FILLERS.has(word);
}

function weekday(word: string | undefined): Weekday | undefined {
  if (word === undefined || word.length < 2) return undefined;
  const short = word.length === 2 ? word : word.slice(0, Math.max(3, word.length));
  const at = DAY_NAMES.findIndex((name) => name.startsWith(short));
  return at === -1 ? undefined : ((at + 1) as Weekday);
}
