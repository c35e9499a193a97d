import type { Abbreviation } from './abbreviations.ts';
import { isDigit, isLower, isUpper, isWordUnit } from './letters.ts';
import { isPlain, wordAt, wordBefore, wordEnd } from './word-around.ts';

/** A word with a stop behind it, and what goes on behind the stop. */
export interface StoppedWord {
  readonly text: string;
  /** Where the sentence began. */
  readonly start: number;
  /** Where the word begins. */
  readonly from: number;
  readonly word: string;
  /** Where the text goes on behind the stop, its spaces, and opening quotes. */
  readonly next: number;
}

type Dictionary = ReadonlyMap<string, Abbreviation>;

/** Words of up to four letters without a vowel look like abbreviations ("Hr", "mld"), unless all in capitals. */
const CONSONANTS = /^[B-DF-HJ-NP-TV-Z]?[b-df-hj-np-tv-xz]{1,3}$/;
const DOT = '.';
/** No sentence ends with a year this soon: "W 1492 r. Kolumb …", "В 1832 г. Пушкин …". */
const SHORTEST = 12;

/** What the word before a stop is; undefined for a word like any other. */
export function abbreviationAt(place: StoppedWord, dictionary: Dictionary): Abbreviation | undefined {
  const { word, text, from } = place;
  const exact = dictionary.get(word);
  if (exact === undefined && word.length > 4 && isPlain(word, 0, word.length)) return undefined;
  const lower = word.toLowerCase();
  const joined = joinedAbbreviation(place, lower, dictionary);
  if (joined !== undefined) return joined;
  const listed = exact ?? inLowerCase(word, lower, dictionary) ?? afterElision(lower, dictionary);
  if (word.length === 1) return text[from - 1] === '/' ? undefined : ofLetter(place, listed);
  return listed ?? byShape(place);
}

/** In capitals an abbreviation may be an acronym: "DR. OSEI", but "He has MS. It …". */
function inLowerCase(word: string, lower: string, dictionary: Dictionary): Abbreviation | undefined {
  const found = dictionary.get(lower);
  return found === 'joins' && word.length > 1 && word === word.toUpperCase() ? 'either' : found;
}

/** One half of an abbreviation of two words: "z. B.", "a. C.", "v. Chr.", "EE. UU.". */
function joinedAbbreviation(
  { text, start, from, word, next }: StoppedWord,
  lower: string,
  dictionary: Dictionary,
): Abbreviation | undefined {
  if (word.length > 3) return undefined;
  const end = wordEnd(text, next);
  if (text[end] === DOT && end - next <= 3 && dictionary.has(`${lower}.${wordAt(text, next)}`))
    return 'joins';
  if (text[from - 2] !== DOT) return undefined;
  return dictionary.get(wordBefore(text, start, from).toLowerCase() + lower);
}

/** "l'ing.", "dell'avv.": the abbreviation stands behind the article. */
function afterElision(lower: string, dictionary: Dictionary): Abbreviation | undefined {
  const elided = Math.max(lower.indexOf("'"), lower.indexOf('’'));
  return elided < 1 || lower.length - elided < 3 ? undefined : dictionary.get(lower.slice(elided + 1));
}

/** One letter: an initial ("Jonas E. Smith"), a unit ("5 m."), a year ("в 1832 г."), the pronoun I. */
function ofLetter(place: StoppedWord, listed: Abbreviation | undefined): Abbreviation | undefined {
  const { text, start, from, word } = place;
  const before = wordBefore(text, start, from);
  if (isDigit(before.charCodeAt(before.length - 1))) return from - start < SHORTEST ? 'joins' : undefined;
  if (isLower(word.charCodeAt(0))) return ofSmallLetter(before, listed);
  if (word === 'I' && !isUpper(before.charCodeAt(0))) return undefined;
  if (listed === 'joins') return 'joins';
  return isWordUnit(word.charCodeAt(0)) ? 'either' : undefined;
}

/** The mark of a list item at the head of a sentence; the end of "XX в."; else an abbreviation. */
function ofSmallLetter(before: string, listed: Abbreviation | undefined): Abbreviation | undefined {
  if (before === '') return 'joins';
  return /^[IVXLCM]+$/.test(before) ? undefined : (listed ?? 'joins');
}

function byShape({ text, start, from, word }: StoppedWord): Abbreviation | undefined {
  if (word.includes(DOT)) return ofDotted(word);
  if (word.endsWith('°') || word.endsWith('º')) return 'number';
  if (!CONSONANTS.test(word)) return undefined;
  return isDigit(wordBefore(text, start, from).charCodeAt(0)) ? undefined : 'either';
}

/** Letters with stops between them: "U.S", "J.K", "s.u"; not an address ("example.com"). */
function ofDotted(word: string): Abbreviation | undefined {
  return word.split(DOT).some((part) => part.length > 2) ? undefined : 'either';
}
