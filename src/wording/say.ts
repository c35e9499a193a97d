import { IntlMessageFormat } from 'intl-messageformat';
import type { Inline } from '../domain/message.ts';
import { en } from './en.ts';

/** The name of something that the bot can say; a key that no language has is a type error. */
export type Phrase = keyof typeof en;
type Language = Readonly<Record<Phrase, string>>;

/** One file per language; another tag gets its language's file, an unknown language English. */
const LANGUAGES: Readonly<Record<string, Language>> = { en };

const formats = new Map<string, IntlMessageFormat>();

/** What the bot says under `key`, in the language of `locale` (BCP 47). A value that is missing throws. */
export function say(
  locale: string,
  key: Phrase,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return String(formatOf(locale, key).format({ ...values }));
}

/** The same with pieces of a message as values: names of sources that must not be read as markup, links, ages. */
export function sayInline(
  locale: string,
  key: Phrase,
  values: Readonly<Record<string, string | number | Inline>>,
): readonly Inline[] {
  const parts = formatOf(locale, key).formatToParts<Inline>({ ...values });
  return parts.map((part) =>
    typeof part.value === 'object' ? part.value : { kind: 'text', text: String(part.value) },
  );
}

function formatOf(locale: string, key: Phrase): IntlMessageFormat {
  const id = `${locale} ${key}`;
  const known = formats.get(id);
  if (known !== undefined) return known;
  const language = locale.split('-')[0] ?? '';
  const words = Object.hasOwn(LANGUAGES, language) ? LANGUAGES[language] : undefined;
  // Numbers and plurals follow the language that is spoken, not the one that was asked for.
  const format = new IntlMessageFormat((words ?? en)[key], words === undefined ? 'en' : locale, undefined, {
    ignoreTag: true,
  });
  formats.set(id, format);
  return format;
}
