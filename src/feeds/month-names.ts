/** Languages whose names of months are understood in dates. */
const LOCALES = [
  'en',
  'de',
  'fr',
  'es',
  'it',
  'pt',
  'nl',
  'sv',
  'da',
  'nb',
  'fi',
  'pl',
  'cs',
  'hu',
  'ro',
  'tr',
  'el',
  'ru',
  'uk',
  'id',
];

let names: ReadonlyMap<string, number> | undefined;

/** The month (1-12) that a word names in any of the languages; undefined when in none, or when they disagree. */
export function monthOf(word: string): number | undefined {
  names ??= collect();
  const key = plain(word);
  return ENGLISH[key.slice(0, 3)] !== undefined && ENGLISH_FULL.some((name) => name.startsWith(key))
    ? ENGLISH[key.slice(0, 3)]
    : names.get(key);
}

const ENGLISH_FULL = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const ENGLISH: Readonly<Record<string, number>> = Object.fromEntries(
  ENGLISH_FULL.map((name, at) => [name.slice(0, 3), at + 1]),
);

function collect(): ReadonlyMap<string, number> {
  const found = new Map<string, number>([['sept', 9]]);
  const disputed = new Set<string>();
  for (const locale of LOCALES) {
    for (const [name, month] of namesIn(locale)) {
      if ((found.get(name) ?? month) !== month) disputed.add(name);
      found.set(name, month);
    }
  }
  for (const name of disputed) found.delete(name);
  return found;
}

function namesIn(locale: string): readonly (readonly [string, number])[] {
  const styles = (['long', 'short'] as const).flatMap((month) => [
    new Intl.DateTimeFormat(locale, { month, timeZone: 'UTC' }),
    new Intl.DateTimeFormat(locale, { month, day: 'numeric', timeZone: 'UTC' }),
  ]);
  const months = Array.from({ length: 12 }, (_, at) => at + 1);
  return styles.flatMap((style) => months.map((month) => [nameOf(style, month), month] as const));
}

function nameOf(style: Intl.DateTimeFormat, month: number): string {
  const parts = style.formatToParts(
    Temporal.PlainDate.from({ year: 2001, month, day: 1 }).toZonedDateTime('UTC').epochMilliseconds,
  );
  return plain(parts.find((part) => part.type === 'month')?.value ?? '');
}

function plain(word: string): string {
  return word
    .normalize('NFD')
    .replace(/[\p{M}.]/gu, '')
    .toLowerCase();
}
