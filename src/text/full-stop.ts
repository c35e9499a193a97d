import { type Abbreviation, abbreviationsOf } from './abbreviations.ts';
import { isDigit, isLower, isUpper, isWordUnit } from './letters.ts';
import { isOrdinal } from './ordinals.ts';
import { sentenceOpeners } from './sentence-openers.ts';
import { isBullet, isHidden, isOpener, isSpace } from './signs.ts';

/** No abbreviation is longer. */
const LONGEST = 12;

const CONSONANTS = /^[A-Z]?[bcdfghjklmnpqrstvwxz]{1,3}$/;
const TIME_WORD =
  /^(?:mon|tues|wednes|thurs|fri|satur|sun)day|^(?:january|february|march|april|may|june|july|august|september|october|november|december|eastern|pacific|central|mountain|local|eastern|et|pt|ct|mt|est|edt|pst|pdt|cst|cdt|gmt|utc|bst|cet|cest)$/;

/** What the rules need to know of a language. */
export interface StopRules {
  readonly language: string | undefined;
  readonly abbreviations: ReadonlyMap<string, Abbreviation>;
  readonly openers: ReadonlySet<string>;
}

const known = new Map<string, StopRules>();

/** The rules for a language; for all, as far as they do not contradict each other, when it is unknown. */
export function stopRules(language: string | undefined): StopRules {
  const key = language ?? '';
  let rules = known.get(key);
  if (rules === undefined) {
    rules = { language, abbreviations: abbreviationsOf(language), openers: sentenceOpeners(language) };
    known.set(key, rules);
  }
  return rules;
}

/**
 * Whether a full stop at `stop` ends its sentence, which began at `start`, when the text goes on at `next` with
 * something that is not in lower case (a capital, a number, a quotation, a script without case).
 */
export function endsAtStop(
  text: string,
  start: number,
  stop: number,
  next: number,
  rules: StopRules,
): boolean {
  let end = stop;
  while (end > start && isHidden(text.charCodeAt(end - 1))) end -= 1;
  const from = wordStart(text, start, end);
  if (from === end || end - from > LONGEST) return true;
  const word = text.slice(from, end);
  if (isDigit(word.charCodeAt(word.length - 1))) return endsAtNumber(text, start, from, word, next, rules);
  const kind = kindOf(text, start, from, word, next, rules);
  return kind === undefined || endsAfter(kind, text, next, rules);
}

function endsAfter(kind: Abbreviation, text: string, next: number, rules: StopRules): boolean {
  switch (kind) {
    case 'joins':
      return false;
    case 'number':
      return !isDigit(text.charCodeAt(next)) && text[next] !== '№' && !isRoman(wordAt(text, next));
    case 'either':
      return opens(text, next, rules);
    case 'time':
      return !TIME_WORD.test(wordAt(text, next));
    case 'ends':
      return true;
  }
}

function isRoman(word: string): boolean {
  return /^[ivxlc]+$/.test(word) && word !== 'i';
}

function opens(text: string, next: number, rules: StopRules): boolean {
  return rules.openers.has(wordAt(text, next));
}

/** What the word before a stop is; undefined for a word like any other. */
function kindOf(
  text: string,
  start: number,
  from: number,
  word: string,
  next: number,
  rules: StopRules,
): Abbreviation | undefined {
  const { abbreviations } = rules;
  const lower = word.toLowerCase();
  const before = wordBefore(text, start, from);
  const joined =
    before.endsWith('.') && before.length <= 5 ? abbreviations.get(before.toLowerCase() + lower) : undefined;
  if (joined !== undefined) return joined;
  if (abbreviations.has(`${lower}.${wordAt(text, next)}`) && isShort(text, next)) return 'joins';
  const listed = abbreviations.get(word) ?? abbreviations.get(lower) ?? afterElision(lower, abbreviations);
  if (word.length === 1 || (word.length === 2 && word.charCodeAt(0) >= 0xd800)) {
    return text[from - 1] === '/' ? undefined : ofLetter(word, before, listed);
  }
  if (listed !== undefined) return listed;
  if (word.includes('.')) return ofDotted(word);
  if (isDoubledCapitals(word)) return 'either';
  if (word.endsWith('°') || word.endsWith('º')) return 'number';
  if (CONSONANTS.test(word) && !isDigit(before.charCodeAt(0))) return 'either';
  return undefined;
}

/** "l'ing.", "dell'avv.": the abbreviation stands behind the article. */
function afterElision(word: string, abbreviations: StopRules['abbreviations']): Abbreviation | undefined {
  const elided = Math.max(word.indexOf("'"), word.indexOf('’'));
  return elided < 1 || word.length - elided < 3 ? undefined : abbreviations.get(word.slice(elided + 1));
}

/** One letter: an initial ("Jonas E. Smith"), a unit ("5 m."), a year ("в 1832 г."), the pronoun I. */
function ofLetter(word: string, before: string, listed: Abbreviation | undefined): Abbreviation | undefined {
  const unit = word.charCodeAt(0);
  if (isDigit(before.charCodeAt(before.length - 1))) return undefined;
  if (isLower(unit))
    return /^[ivxlcm]+$/i.test(before) ? undefined : before === '' ? 'joins' : (listed ?? 'joins');
  if (word === 'I' && !isUpper(before.charCodeAt(0))) return undefined;
  if (listed === 'joins') return 'joins';
  return isWordUnit(unit) ? 'either' : undefined;
}

/** Letters with stops between them: "U.S", "J.K", "s.u"; not an address ("example.com"). */
function ofDotted(word: string): Abbreviation | undefined {
  return word.split('.').some((part) => part.length > 2) ? undefined : 'either';
}

/** The word at `next` has a stop too: "v. Chr.", "a. C.". */
function isShort(text: string, next: number): boolean {
  return text.charCodeAt(next + wordAt(text, next).length) === 0x2e;
}

/** Spanish plurals: "EE." of "EE. UU.". */
function isDoubledCapitals(word: string): boolean {
  return word.length === 2 && word[0] === word[1] && isUpper(word.charCodeAt(0));
}

function endsAtNumber(
  text: string,
  start: number,
  from: number,
  word: string,
  next: number,
  rules: StopRules,
): boolean {
  if (word.length > 3) return true;
  if (isListStart(text, start, from)) return false;
  if (word.length > 2 || !/^\d+$/.test(word)) return true;
  return !isOrdinal(wordBefore(text, start, from).toLowerCase(), wordAt(text, next), rules.language);
}

/** Whether only a bullet or nothing stands between the beginning of the sentence and this. */
function isListStart(text: string, start: number, from: number): boolean {
  for (let at = start; at < from; at++) {
    const unit = text.charCodeAt(at);
    if (isWordUnit(unit) || isDigit(unit)) return false;
    if (at - start > 4) return false;
  }
  return true;
}

/** Where the word before `end` begins: after a space, an opening quote or bracket, a slash or a dash. */
function wordStart(text: string, start: number, end: number): number {
  const limit = Math.max(start, end - LONGEST - 4);
  let at = end;
  while (at > limit) {
    const unit = text.charCodeAt(at - 1);
    if (unit !== 0x27 && unit !== 0x2019 && (isSpace(unit) || isOpener(unit) || isHidden(unit))) break;
    if (unit === 0x2f || (isBullet(unit) && unit !== 0x2d)) break;
    at -= 1;
  }
  return at;
}

/** The word that ends before the spaces before `from`, with its stop; empty at the beginning of the sentence. */
function wordBefore(text: string, start: number, from: number): string {
  let end = from;
  while (end > start && isSpace(text.charCodeAt(end - 1)) && from - end < 4) end -= 1;
  return end === from && end === start ? '' : text.slice(wordStart(text, start, end), end);
}

/** The word that begins at `next`, in lower case. */
function wordAt(text: string, next: number): string {
  const limit = Math.min(text.length, next + 20);
  let end = next;
  while (end < limit && isWordUnit(text.charCodeAt(end))) end += 1;
  return text.slice(next, end).toLowerCase();
}
