const units: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'always' });

/** "3 hours ago", counted from the playground's clock and not the machine's. */
export function ageOf(seconds: number, now: string): string {
  const difference = seconds - Date.parse(now) / 1000;
  for (const [unit, size] of units) {
    if (Math.abs(difference) >= size) return relative.format(Math.round(difference / size), unit);
  }
  return 'just now';
}

function parts(instant: string, zone: string): Readonly<Record<string, string>> {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return Object.fromEntries(format.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
}

/** `08:30` */
export function timeOf(instant: string, zone: string): string {
  const { hour, minute } = parts(instant, zone);
  return `${hour}:${minute}`;
}

/** `Tue 08:30` */
export function dayTimeOf(instant: string, zone: string): string {
  return `${parts(instant, zone)['weekday']} ${timeOf(instant, zone)}`;
}

/** `Tue 24 Nov` */
export function dateOf(instant: string, zone: string): string {
  const { weekday, day, month } = parts(instant, zone);
  return `${weekday} ${day} ${month}`;
}

/** `Today at 08:30`, as Discord says it. */
export function recentOf(instant: string, now: string, zone: string): string {
  const day = (moment: number) => dateOf(new Date(moment).toISOString(), zone);
  const then = day(Date.parse(instant));
  const time = timeOf(instant, zone);
  if (then === day(Date.parse(now))) return `Today at ${time}`;
  if (then === day(Date.parse(now) - 86_400_000)) return `Yesterday at ${time}`;
  return `${then}, ${time}`;
}
