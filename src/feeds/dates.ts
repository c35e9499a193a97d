import { monthOf } from './month-names.ts';
import { offsetOf } from './zones.ts';

/** The fields of a date as written, before it is checked. */
interface Fields {
  readonly year: string;
  /** A number or a name. */
  readonly month?: string | undefined;
  readonly day?: string | undefined;
  readonly ordinal?: string | undefined;
  /** The rest: time of day and zone. */
  readonly rest?: string | undefined;
  readonly zone?: string | undefined;
}

const MONTH = String.raw`(?<month>\p{L}{3,})\.?`;
const WEEKDAY = String.raw`(?:\p{L}+\.?,?\s+)?`;
const TIME = String.raw`\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?`;

/** The forms that feeds use, most common first; what none of them fits is refused. */
const FORMS: readonly { readonly pattern: RegExp; readonly zone?: string }[] = [
  // RFC 822 and 2822: `Thu, 01 Jan 2004 19:48:21 GMT`, with ordinals, dashes and commas of the wild.
  {
    pattern: new RegExp(
      `^(?:\\p{L}+\\.?,?\\s+)?(?<day>\\d{1,2})(?:st|nd|rd|th|\\.)?[\\s,-]*(?:de\\s+)?${MONTH}[\\s,-]*(?:de\\s+)?(?<year>\\d{4}|\\d{2})(?<rest>(?:[\\s,T].*)?)$`,
      'iu',
    ),
  },
  // W3C-DTF and ISO 8601: whole, week-less, with or without dashes.
  { pattern: /^(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})(?<rest>(?:[T\s].*)?)$/iu },
  { pattern: /^(?<year>\d{4})\/(?<month>\d{1,2})\/(?<day>\d{1,2})(?<rest>(?:[T\s].*)?)$/iu },
  { pattern: /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})(?<rest>(?:T?\d{2}:.*|T\d.*|\s.*)?)$/iu },
  { pattern: /^(?<year>\d{4})-(?<month>\d{2})(?<rest>)$/iu },
  { pattern: /^(?<year>\d{4})-?(?<ordinal>\d{3})(?<rest>(?:T.*)?)$/iu },
  { pattern: /^(?<year>\d{4})(?<rest>)$/iu },
  { pattern: /^(?<year>\d{2})-(?<month>\d{2})-(?<day>\d{2})(?<rest>(?:T.*)?)$/iu },
  { pattern: /^(?<year>\d{2})(?<month>\d{2})(?<day>\d{2})(?<rest>(?:T.*)?)$/iu },
  { pattern: /^(?<year>\d{2})-?(?<ordinal>\d{3})(?<rest>(?:T.*)?)$/iu },
  { pattern: /^-(?<year>\d{2})-?(?<month>\d{2})(?<rest>)$/iu },
  // `Fri, 2006/09/15 08:19:53 EDT` (Perforce).
  { pattern: /^\p{L}+\.?,?\s+(?<year>\d{4})[/-](?<month>\d{1,2})[/-](?<day>\d{1,2})(?<rest>\s.*)$/iu },
  // `January 26, 2004 4:31 pm EST`, `Thu Aug 30 2012 17:26:16 +0200`.
  {
    pattern: new RegExp(
      `^${WEEKDAY}${MONTH}\\s+(?<day>\\d{1,2})(?:st|nd|rd|th)?,?\\s+(?<year>\\d{4})(?<rest>(?:[\\s,T].*)?)$`,
      'iu',
    ),
  },
  // `Sun Jul 15 01:16:00 +0000 2012` (asctime, and Twitter's).
  {
    pattern: new RegExp(
      `^${WEEKDAY}${MONTH}\\s+(?<day>\\d{1,2})\\s+(?<rest>${TIME}(?:\\s+[^\\s]+)?)\\s+(?<year>\\d{4})$`,
      'iu',
    ),
  },
  // Hungarian: `2004-július-13T9:15-05:00`.
  {
    pattern: new RegExp(
      `^(?<year>\\d{4})[-.\\s]+${MONTH}[-\\s]+(?<day>\\d{1,2})\\.?(?<rest>(?:[T\\s].*)?)$`,
      'iu',
    ),
  },
  // Korean, Japanese, Chinese: local time of the country that writes so.
  { pattern: /^(?<year>\d{4})년\s*(?<month>\d{1,2})월\s*(?<day>\d{1,2})일(?<rest>.*)$/u, zone: '+09:00' },
  { pattern: /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?<rest>\s+(?:오전|오후).*)$/u, zone: '+09:00' },
];

/**
 * The instant that a feed's date means, or undefined: what is not understood without doubt is refused, for a wrong
 * date is worse than none. Without a time it is midnight, without a zone UTC.
 */
export function parseDate(written: string): Temporal.Instant | undefined {
  const text = tidy(written);
  if (/^1\d{9}$/.test(text)) return Temporal.Instant.fromEpochMilliseconds(Number(text) * 1000);
  if (/^1\d{12}$/.test(text)) return Temporal.Instant.fromEpochMilliseconds(Number(text));
  for (const { pattern, zone } of FORMS) {
    const groups = pattern.exec(text)?.groups;
    if (groups === undefined) continue;
    const found = instantOf({
      ...(groups as unknown as Fields),
      zone: koreanHalfDay(groups['rest']) ? '+09:00' : zone,
    });
    if (found !== undefined) return found;
  }
  return undefined;
}

function koreanHalfDay(rest: string | undefined): boolean {
  return rest !== undefined && /오[전후]/.test(rest);
}

/** ISO 8601's time without colons. */
const COMPACT_TIME = /^(\d{4}-?\d{2}-?\d{2})T(\d{2})(\d{2})(\d{2})?(?=Z|[+-]|$)/i;

/** One space between words, no accents (`févr`, `Ιούλ`), no comments (`(UTC)`). */
function tidy(written: string): string {
  const bare = written.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC');
  const plain = bare
    .replace(/\s*\([^)]*\)\s*$/u, '')
    .replace(/\s+/gu, ' ')
    .trim();
  return plain.replace(COMPACT_TIME, (_whole, day: string, hour: string, minute: string, second = '00') => {
    return `${day}T${hour}:${minute}:${second}`;
  });
}

function instantOf(fields: Fields): Temporal.Instant | undefined {
  try {
    const date = dateOf(fields);
    const time = date && timeOf(fields.rest ?? '');
    if (time === undefined || date === undefined) return undefined;
    const local = date.toPlainDateTime(time.clock).add({ days: time.nextDay ? 1 : 0 });
    const zone = offsetOf(time.zone === '' ? (fields.zone ?? 'UTC') : time.zone);
    return zone === undefined ? undefined : local.toZonedDateTime(zone).toInstant();
  } catch {
    // Temporal refuses the 31st of June and hours beyond the day; so do we.
    return undefined;
  }
}

function dateOf({ year, month, day, ordinal }: Fields): Temporal.PlainDate | undefined {
  const fullYear = year.length === 2 ? Number(year) + (Number(year) < 50 ? 2000 : 1900) : Number(year);
  if (ordinal !== undefined) {
    const date = Temporal.PlainDate.from({ year: fullYear, month: 1, day: 1 }).add({
      days: Number(ordinal) - 1,
    });
    return Number(ordinal) > 0 && date.year === fullYear ? date : undefined;
  }
  const number = month === undefined ? 1 : /^\d+$/.test(month) ? Number(month) : monthOf(month);
  if (number === undefined) return undefined;
  return Temporal.PlainDate.from(
    { year: fullYear, month: number, day: Number(day ?? 1) },
    { overflow: 'reject' },
  );
}

const CLOCK =
  /^[\sT,]*(?:at\s+)?(?:(?<before>오전|오후)\s*)?(?:(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:[.,](?<fraction>\d+))?)?\s*(?<after>[ap]\.?m\.?(?!\p{L}))?)?\s*(?<zone>.*)$/iu;

function timeOf(rest: string): { clock: Temporal.PlainTime; zone: string; nextDay: boolean } | undefined {
  const groups = CLOCK.exec(rest)?.groups;
  if (groups === undefined) return undefined;
  const zone = (groups['zone'] ?? '').trim();
  if (groups['hour'] === undefined)
    return zone === '' ? { clock: new Temporal.PlainTime(), zone, nextDay: false } : undefined;
  const hour = hourOf(Number(groups['hour']), groups['before'] ?? groups['after']);
  if (hour === undefined) return undefined;
  const minute = Number(groups['minute']);
  const second = Number(groups['second'] ?? 0);
  const nextDay = hour === 24 && minute === 0 && second === 0;
  const millisecond = Number((groups['fraction'] ?? '0').padEnd(3, '0').slice(0, 3));
  const fields = { hour: nextDay ? 0 : hour, minute, second: second === 60 ? 59 : second, millisecond };
  return { clock: Temporal.PlainTime.from(fields, { overflow: 'reject' }), zone, nextDay };
}

function hourOf(hour: number, half: string | undefined): number | undefined {
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) return undefined;
  const afternoon = half === '오후' || half.toLowerCase().startsWith('p');
  return (hour % 12) + (afternoon ? 12 : 0);
}
