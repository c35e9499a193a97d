import { abbreviationAt, type StoppedWord } from './abbreviation-at.ts';
import { type Abbreviation, abbreviationsOf } from './abbreviations.ts';
import { isDigit, isUpper, isWordUnit } from './letters.ts';
import { alwaysOrdinal, isOrdinal } from './ordinals.ts';
import { sentenceOpeners } from './sentence-openers.ts';
import { isHidden } from './signs.ts';
import {
  isPlain,
  LONGEST_ABBREVIATION,
  LONGEST_PLAIN,
  wordAt,
  wordBefore,
  wordEnd,
  wordStart,
} from './word-around.ts';

/** What may follow an hour: a day, a month, a zone. */
const TIME_WORD =
  /^(?:mon|tues|wednes|thurs|fri|satur|sun)day|^(?:january|february|march|april|may|june|july|august|september|october|november|december|eastern|pacific|central|mountain|local|et|pt|ct|mt|est|edt|pst|pdt|cst|cdt|gmt|utc|bst|cet|cest)$/;

/** A Roman number; not the pronoun I. */
const ROMAN = /^(?:[VXLC]|[IVXLC]{2,})$/;

/** What the rules need to know of a language. */
export interface StopRules {
  readonly language: string | undefined;
  readonly abbreviations: ReadonlyMap<string, Abbreviation>;
  /** Lower-case words whose capital shows that a sentence begins. */
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
  if (from === end || end - from > LONGEST_ABBREVIATION) return true;
  if (!endsWord(text.charCodeAt(end - 1))) return true;
  if (end - from > LONGEST_PLAIN && isPlain(text, from, end)) return true;
  const place = { text, start, from, word: text.slice(from, end), next };
  if (isDigit(text.charCodeAt(end - 1))) return endsAtNumber(place, rules.language);
  if (ROMAN.test(place.word) && alwaysOrdinal(rules.language)) return false;
  const kind = abbreviationAt(place, rules.abbreviations);
  return kind === undefined || endsAfter(kind, text, next, rules.openers);
}

/** A letter, a digit, or the sign of an abbreviation ("N°"): not a bracket or "%". */
function endsWord(unit: number): boolean {
  return (
    isWordUnit(unit) || isDigit(unit) || unit === 0xb0 || unit === 0xba || unit === 0xaa || unit === 0x2116
  );
}

function endsAfter(kind: Abbreviation, text: string, next: number, openers: ReadonlySet<string>): boolean {
  switch (kind) {
    case 'joins':
      return false;
    case 'number':
      return (
        !isDigit(text.charCodeAt(next)) &&
        text[next] !== '№' &&
        !ROMAN.test(text.slice(next, wordEnd(text, next)))
      );
    case 'either':
      return opensSentence(text, next, openers);
    case 'time':
      return !TIME_WORD.test(wordAt(text, next));
    case 'ends':
      return true;
  }
}

/** A function word with a capital; one letter with a stop behind it is an initial ("А. С. Пушкин"). */
function opensSentence(text: string, next: number, openers: ReadonlySet<string>): boolean {
  const word = wordAt(text, next);
  if (!isUpper(text.charCodeAt(next))) return false;
  return openers.has(word) && (word.length > 1 || text[next + 1] !== '.');
}

/** The number of a list item and an ordinal ("21. Oktober") go on; a year does not. */
function endsAtNumber({ text, start, from, word, next }: StoppedWord, language: string | undefined): boolean {
  if (word.length > 3) return true;
  if (isListStart(text, start, from)) return false;
  if (!/^\d\d?$/.test(word)) return true;
  return !isOrdinal(wordBefore(text, start, from).toLowerCase(), wordAt(text, next), language);
}

/** Whether only a bullet or nothing stands between the beginning of the sentence and this. */
function isListStart(text: string, start: number, from: number): boolean {
  if (from - start > 4) return false;
  for (let at = start; at < from; at++) {
    const unit = text.charCodeAt(at);
    if (isWordUnit(unit) || isDigit(unit)) return false;
  }
  return true;
}
