/** Plain `en` means 24 hours and the day before the month; who wants it otherwise asks for `en-US`. */
function tagOf(locale: string): string {
  const tag = locale === 'en' ? 'en-GB' : locale;
  return Intl.DateTimeFormat.supportedLocalesOf(tag).length > 0 ? tag : 'en-GB';
}

const formats = new Map<string, Intl.DateTimeFormat>();

function words(
  locale: string,
  zone: string,
  instant: Temporal.Instant,
  options: Intl.DateTimeFormatOptions,
): string {
  const id = `${locale} ${zone} ${JSON.stringify(options)}`;
  const format = formats.get(id) ?? new Intl.DateTimeFormat(tagOf(locale), { ...options, timeZone: zone });
  formats.set(id, format);
  return format.format(instant.epochMilliseconds);
}

/** `Tuesday 24 November`: no year, no time. */
export function dayWords(locale: string, zone: string, instant: Temporal.Instant): string {
  return words(locale, zone, instant, { weekday: 'long', day: 'numeric', month: 'long' });
}

/** `Tuesday`. */
export function weekdayWords(locale: string, zone: string, instant: Temporal.Instant): string {
  return words(locale, zone, instant, { weekday: 'long' });
}

/** `08:30`, or `8:30 AM` where that is the custom. */
export function timeWords(locale: string, zone: string, instant: Temporal.Instant): string {
  return words(locale, zone, instant, { timeStyle: 'short' });
}

/** `Wed 25 Nov 08:30`: for any time, however far away. */
export function dateTimeWords(locale: string, zone: string, instant: Temporal.Instant): string {
  const day = words(locale, zone, instant, { weekday: 'short', day: 'numeric', month: 'short' });
  return `${day} ${timeWords(locale, zone, instant)}`;
}

/** `Monday 08:30` while no other Monday can be meant (less than a week from `now`), else `Wed 25 Nov 08:30`. */
export function nearTimeWords(
  locale: string,
  zone: string,
  instant: Temporal.Instant,
  now: Temporal.Instant,
): string {
  const date = instant.toZonedDateTimeISO(zone).toPlainDate();
  const days = Math.abs(now.toZonedDateTimeISO(zone).toPlainDate().until(date).days);
  if (days >= 7) return dateTimeWords(locale, zone, instant);
  return `${weekdayWords(locale, zone, instant)} ${timeWords(locale, zone, instant)}`;
}
