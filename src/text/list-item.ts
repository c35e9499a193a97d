import { isOrdinal } from './ordinals.ts';
import { isBullet, isDash } from './signs.ts';

/** How far the next item of a list is looked for, in UTF-16 units. */
const REACH = 1000;

/** A number or a letter with a stop or a bracket, perhaps behind a bullet: "1.", "2.)", "c)", "• 9.". */
const MARKER = /([•‣⁃◦▪●]\s?)?(?:(\d{1,2})|([a-y]))(\.\)|\.|\))(?=\s)/y;
const LINE_MARKER =
  /(?:[•‣⁃◦▪■□●○·►▶➤✓✔★*+]\s?|[-–—]\s+(?=[\p{Lu}\d"“]))|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})(?:\.\)|\.|\))\s/uy;
const LETTERED = /\(?(?:[a-z]|[ivx]{1,5})\)\s/y;

/** Whether a line that begins at `at` is an item of a list. */
export function startsListItem(text: string, at: number): boolean {
  LINE_MARKER.lastIndex = at;
  return LINE_MARKER.test(text);
}

/** Whether "(b) ", "c) " or "(iv) " stands at `at`. */
export function startsLetteredItem(text: string, at: number): boolean {
  LETTERED.lastIndex = at;
  return LETTERED.test(text);
}

/**
 * Where the next item of a list within a line begins, when the sentence at `start` is an item: "1) … 2) …",
 * "a. … b. …", "• … • …"; the length of the text when there is none.
 */
export function nextListItem(text: string, start: number, language: string | undefined): number {
  if (!mayBeMarker(text, start)) return text.length;
  MARKER.lastIndex = start;
  const marker = MARKER.exec(text);
  if (marker !== null) return nextMarker(text, MARKER.lastIndex, marker, language);
  const bullet = text.charCodeAt(start);
  return isBullet(bullet) && !isDash(bullet) && bullet !== 0x2a ? nextBullet(text, start) : text.length;
}

/** A cheap look before the expression: nearly all sentences begin with a letter and a letter. */
function mayBeMarker(text: string, start: number): boolean {
  const unit = text.charCodeAt(start);
  if (unit >= 0x30 && unit <= 0x39) return true;
  const second = text.charCodeAt(start + 1);
  return second === 0x2e || second === 0x29 || isBullet(unit);
}

function nextMarker(
  text: string,
  from: number,
  marker: RegExpExecArray,
  language: string | undefined,
): number {
  const [, bullet = '', number, letter = '', sign = ''] = marker;
  const name =
    number === undefined ? String.fromCharCode(letter.charCodeAt(0) + 1) : String(Number(number) + 1);
  const label = bullet + name + sign;
  const within = text.slice(from, from + REACH);
  for (let at = within.indexOf(label); at >= 0; at = within.indexOf(label, at + 1)) {
    if (isItem(within, at, label, sign, language)) return from + at;
  }
  return text.length;
}

/** Preceded by a space and followed by a capital; not an ordinal ("in der 2. Liga"). */
function isItem(
  within: string,
  at: number,
  label: string,
  sign: string,
  language: string | undefined,
): boolean {
  const after = within.slice(at + label.length, at + label.length + 24);
  if (!/\s/.test(within.charAt(at - 1)) || !/^\s+[^\p{Ll}\s]/u.test(after)) return false;
  if (sign !== '.') return true;
  const [before = ''] = /\S+$/.exec(within.slice(Math.max(0, at - 24), at).trimEnd()) ?? [];
  return !isOrdinal(before.toLowerCase(), after.trimStart().toLowerCase(), language);
}

function nextBullet(text: string, start: number): number {
  const within = text.slice(start + 1, start + REACH);
  const at = within.search(new RegExp(`\\s${text.charAt(start)}`));
  return at < 0 ? text.length : start + 1 + at + 1;
}
