import type { Span } from '../text/span.ts';

/** "KYIV, Nov 3 (Reuters) — ", "(CNN) -- ", "Berlin (dpa) - ": who sent it from where, not what happened. */
const DATELINE =
  /^(?:\p{Lu}[\p{L}\p{M}.'’ -]{0,30}(?:,[^().\n]{1,40})?\s?)?\((?:AP|AFP|Reuters|CNN|dpa|UPI|BBC|EFE|ANSA|PTI|IANS|Xinhua|ntb|NTB|apa|APA|ats|ATS|AP Photo|Thomson Reuters)\)\s?(?:--|[-–—:])\s*/u;
/** The same of another agency: only where the place is in capitals. */
const CAPITAL_DATELINE =
  /^\p{Lu}[\p{Lu}\p{M}.'’ -]+(?:,[^().\n]{1,40})?\s?\([\p{L}\p{M}. /]{2,25}\)\s?(?:--|[-–—:])\s*/u;
/** What stands before a sentence without a stop of its own. */
const INTRODUCTION =
  /^(?:[Ss]croll down for videos?|SCROLL DOWN FOR VIDEOS?|Read more|READ MORE|Click here)\b[.:!]?\s+(?=\p{Lu})/u;
const FAREWELL =
  /\s*[[(]?(?:read more|continue reading|weiterlesen|lire la suite|leer más)[\])]?(?:\s*[.…>»→]*)$/iu;
const TRIM_LIMIT = 100;

/** Takes the dateline and "read more" off a sentence: a matter of its offsets alone. */
export function trim(text: string, span: Span): Span {
  const { start, end } = span;
  const from = start + introduction(text, start, end);
  const to = end - farewell(text, from, end);
  const isWhole = from === start && to === end;
  return isWhole || from >= to ? span : { start: from, end: to };
}

function introduction(text: string, start: number, end: number): number {
  const head = text.slice(start, Math.min(end, start + TRIM_LIMIT));
  const found =
    (head.includes('(') ? (DATELINE.exec(head) ?? CAPITAL_DATELINE.exec(head)) : null) ??
    INTRODUCTION.exec(head);
  return found?.[0].length ?? 0;
}

/** Only what has no stop of its own can be a link; most sentences need no second look. */
function farewell(text: string, start: number, end: number): number {
  const last = text.charAt(end - 1);
  if (last === '.' && text.charAt(end - 2) !== '.') return 0;
  return FAREWELL.exec(text.slice(Math.max(start, end - 40), end))?.[0].length ?? 0;
}

const BOILERPLATE = [
  /^(?:scroll down for|read more|click here|sign up|subscribe|follow us|follow @|share (?:this|on)|advertisement)\b/iu,
  /^(?:image|photo|picture|video|file photo|foto|bild|ảnh|crédit|credit)s?\s*(?:caption|credit|source|copyright|by)?\s*[:©]/iu,
  /(?:all rights reserved|©|this article (?:was|originally|first)|tous droits réservés|alle rechte vorbehalten)/iu,
  /^(?:à lire aussi|lire aussi|lesen sie auch|leer también|les også|xem thêm)\b/iu,
];

/** Whether a sentence belongs to the page and not to the article. */
export function isBoilerplate(text: string, { start, end }: Span): boolean {
  const head = text.slice(start, Math.min(end, start + TRIM_LIMIT));
  return BOILERPLATE.some((pattern) => pattern.test(head));
}
