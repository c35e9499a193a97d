import type { Span } from '../text/span.ts';

/** "KYIV, Nov 3 (Reuters) — ", "(CNN) -- ", "Berlin (dpa) - ": who sent it from where, not what happened. */
const DATELINE =
  /^(?:\p{Lu}[\p{L}\p{M}.'’ -]{0,30}(?:,[^()\n]{1,40})?\s?)?\((?:AP|Bloomberg|AFP|Reuters|CNN|dpa|UPI|BBC|EFE|ANSA|PTI|IANS|Xinhua|ntb|NTB|apa|APA|ats|ATS|AP Photo|Thomson Reuters)\)\s?(?:--|[-–—:])\s*/u;
/** The same of another agency: only where the place is in capitals. */
const CAPITAL_DATELINE =
  /^\p{Lu}[\p{Lu}\p{M}.'’ -]+(?:,[^()\n]{1,40})?\s?\([\p{L}\p{M}. /]{2,25}\)\s?(?:--|[-–—:])\s*/u;
/** "WASHINGTON — ", "HARTFORD, Conn. — ", "AMMAN: ": a place in capitals alone. */
const CITY =
  /^\p{Lu}(?:[\p{Lu}.'’ -]{3,30}(?:, [^():\n—–-]{1,40})?\s?(?:—|–|--)|[\p{Lu} ]{4,30}:)\s+(?=[\p{Lu}"“«])/u;
const TWO_CAPITALS = /^\p{Lu}\p{Lu}/u;
/** Who took the picture that stood there: "(AFP/Getty Images) ", "Ann Low/Reuters ". */
const CREDIT =
  /^(?:(?:Photograph|Photo|Image): )?(?:\([^()]{0,60}(?:Getty Images|Associated Press|Reuters|AFP|AP)\s?\)|(?:\p{Lu}[\p{L}.'’-]+ ){1,3}?(?:\p{L}[\p{L}.'’-]+)?\/(?:Getty Images|Associated Press|Reuters|AFP|EPA|Guardian))\s+(?=\p{Lu})/u;
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
  const credit = /[(/]/.test(head) ? lengthOf(CREDIT.exec(head)) : 0;
  return credit + dateline(head.slice(credit));
}

function dateline(head: string): number {
  const found =
    (head.includes('(') ? (DATELINE.exec(head) ?? CAPITAL_DATELINE.exec(head)) : null) ??
    (TWO_CAPITALS.test(head) ? CITY.exec(head) : null) ??
    INTRODUCTION.exec(head);
  return lengthOf(found);
}

function lengthOf(found: RegExpExecArray | null): number {
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

/** "Mitt Romney speaks at the University of Denver, Wednesday, Oct. 3, 2012, in Denver." */
const CAPTION =
  /\b(?:speaks?|poses?|arrives?|looks?|walks?|waves?|gestures?|reacts?|listens?|celebrates?|stands?|sits?|attends?)\b[^"“]*, (?:\p{Lu}\p{L}+day,? )?\p{Lu}[\p{L}.]{2,9} \d{1,2}, (?:19|20)\d\d\b/u;

/** Whether a sentence tells what a picture shows. */
export function isCaption(sentence: string): boolean {
  return CAPTION.test(sentence);
}

/** Whether a sentence belongs to the page and not to the article. */
export function isBoilerplate(text: string, { start, end }: Span): boolean {
  const head = text.slice(start, Math.min(end, start + TRIM_LIMIT));
  return BOILERPLATE.some((pattern) => pattern.test(head));
}
