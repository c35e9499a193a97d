/** Languages that write an ordinal as a number and a stop ("21. Oktober", "2. Liga"). */
const LANGUAGES: ReadonlySet<string> = new Set(
  'de da nb nn no sv fi cs sk sl hr sr bs pl hu tr et lv eu lb is'.split(' '),
);

/** Where a number at the end of a sentence is so rare that its stop always makes an ordinal. */
const ALWAYS: ReadonlySet<string> = new Set(['tr', 'hu', 'fi', 'eu']);

const BEFORE: ReadonlySet<string> = new Set(
  'am im der die das den dem des zum zur vom beim ab seit ein eine einen einem einer eines jeder jede jedes sein seine seinen seinem seiner ihr ihre ihren ihrem ihrer unser unsere unseren dieser dieses und oder bis d dem på til fra det ved'.split(
    ' ',
  ),
);

const AFTER =
  /^[ivx]{2,}$|^(?:jan|feb|fév|mär|mar|apr|mai|maj|may|jun|jul|aug|sep|okt|oct|nov|dez|des|dec)[a-zäé]*$|^(?:jahrhundert|jahrtausend|jahrestag|mal|platz|rang|liga|bundesliga|weltkrieg|lebensjahr|geburtstag|spieltag|runde|minute|etage|stock|klasse|kapitel|auflage|staffel|tag|woche|stelle|halbzeit|drittel|viertel|verdenskrig|division)/;

/** Whether the language (any, when unknown) writes ordinals with a stop. */
function writesOrdinals(language: string | undefined): boolean {
  return language === undefined || LANGUAGES.has(language);
}

/** Whether a stop behind a number of the language always makes an ordinal. */
export function alwaysOrdinal(language: string | undefined): boolean {
  return language !== undefined && ALWAYS.has(language);
}

/** Whether a number of one or two digits and its stop, between these two lower-case words, make an ordinal. */
export function isOrdinal(before: string, after: string, language: string | undefined): boolean {
  if (!writesOrdinals(language)) return false;
  if (alwaysOrdinal(language)) return true;
  return AFTER.test(after) || (language !== undefined && BEFORE.has(before));
}
