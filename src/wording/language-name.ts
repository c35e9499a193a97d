/** The name of a language in the words of `locale` (`German`); undefined when it has none. */
export function languageName(locale: string, language: string): string | undefined {
  try {
    const names = new Intl.DisplayNames([locale, 'en'], { type: 'language', fallback: 'none' });
    return names.of(language);
  } catch {
    // Not a well-formed tag: a feed may say anything.
    return undefined;
  }
}
