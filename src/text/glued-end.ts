import { isDigit, isLower, isUpper, isWordUnit } from './letters.ts';
import { isOpener, isSpace } from './signs.ts';

/**
 * Whether the signs `[at, end)` end the sentence that began at `start` though no space follows them
 * ("failed.Both sides"): between a word and a capital, but not inside an address ("Node.js", "a.b/C.D").
 */
export function endsGlued(text: string, start: number, at: number, end: number): boolean {
  const opened = isOpener(text.charCodeAt(end)) ? end + 1 : end;
  const next = text.charCodeAt(opened);
  const before = text.charCodeAt(at - 1);
  if (isBracketed(text, at, end) || !isUpper(next)) return false;
  if (!isLower(before) && !isDigit(before)) return false;
  return endsWord(text, start, at) && beginsWord(text, opened) && !isAddress(text, start, at, end);
}

/** Whether a word of two letters or more, or a number, ends at `at`. */
function endsWord(text: string, start: number, at: number): boolean {
  const before = text.charCodeAt(at - 2);
  return at - 1 > start && (isWordUnit(before) || isDigit(before));
}

/** A capital with lower case behind it, a word of one letter, or a Roman number. */
function beginsWord(text: string, at: number): boolean {
  let end = at;
  while (end - at < 12 && isWordUnit(text.charCodeAt(end))) end += 1;
  const word = text.slice(at, end);
  if (/^(?:Com|Net|Org|Js|Io|Co|Ai)$/.test(word)) return false;
  return isLower(text.charCodeAt(at + 1)) || /^[IVXА-ЯA]+$/.test(word);
}

/** Part of an address or a file's name: a slash, an at sign, "www" in the same piece. */
function isAddress(text: string, start: number, at: number, end: number): boolean {
  let from = at;
  while (from > start && at - from < 200 && !isSpace(text.charCodeAt(from - 1))) from -= 1;
  let to = end;
  while (to < text.length && to - end < 100 && !isSpace(text.charCodeAt(to))) to += 1;
  return /[/@\\=&_]|^www\./i.test(text.slice(from, to));
}

function isBracketed(text: string, at: number, end: number): boolean {
  return end === at + 1 && text.charCodeAt(at - 1) === 0x28;
}
