import { primaryLanguage } from '../text/language-tag.ts';
import { stem } from '../text/stem.ts';
import { isStopWord } from '../text/stop-words.ts';
import { eachWord, lowerCase } from '../text/words.ts';
import { numberOf } from './number-words.ts';

/** How many words of the text are read: what an event is stands at the top. */
const TEXT_WORDS = 250;
/** A word of the title counts as often as this. */
const TITLE_COUNT = 3;
/** A title with more capitals than this is in title case, and a capital in it says nothing. */
const TITLE_CASE = 0.6;
/** The words that are remembered for one language; the memory starts afresh above it. */
const KNOWN_LIMIT = 500_000;

export const NUMBER = 1;
export const NAME = 2;
const KIND_BITS = 2;
/** Of so many words at the top it is looked which days of the week they name. */
const DAY_WORDS = 80;

/** A term: 30 bits of hash, and two for its kind. Terms are equal when their hashes are. */
export const hashOfTerm = (term: number): number => term >>> KIND_BITS;
export const isNumber = (term: number): boolean => (term & NUMBER) !== 0;
export const isName = (term: number): boolean => (term & NAME) !== 0;
/** Names and numbers are the same in every language. */
export const crossesLanguages = (term: number): boolean => (term & (NUMBER | NAME)) !== 0;

/** What grouping reads of an article: its terms, each once, with how often each stands in it. */
export interface ReadTerms {
  readonly terms: Uint32Array;
  readonly counts: Uint16Array;
  /** The days of the week that the first words name, a bit each. */
  readonly weekdays: number;
  /** The latest year that it names; 0 for none. */
  readonly year: number;
}

export interface Readable {
  readonly title: string;
  readonly text: string;
  readonly language?: string;
}

/** The terms of title and text, without stop words. */
export function readTerms({ title, text, language }: Readable): ReadTerms {
  const tally = TALLY;
  tally.clear();
  const known = knownWords(primaryLanguage(language) ?? 'en');
  const capitals = !inTitleCase(title);
  let weekdays = 0;
  let year = 0;
  eachWord(title, 0, title.length, (start, end, hash) => {
    weekdays |= WEEKDAYS.get(hash) ?? 0;
    year = Math.max(year, yearAt(title, start, end));
    const named = capitals && standsAsName(title, start);
    tally.count((named ? known.name : known.word)(title, start, end, hash), TITLE_COUNT);
  });
  let read = 0;
  const from = text.startsWith(title) ? title.length : 0;
  // A word is seldom longer than twelve signs with its space; the rest of a long text is not even scanned.
  eachWord(text, from, Math.min(text.length, from + TEXT_WORDS * 12), (start, end, hash) => {
    if (read >= TEXT_WORDS) return;
    read++;
    if (read <= DAY_WORDS) weekdays |= WEEKDAYS.get(hash) ?? 0;
    year = Math.max(year, yearAt(text, start, end));
    const remembered = standsAsName(text, start) ? known.name : known.word;
    tally.count(remembered(text, start, end, hash), 1);
  });
  return { ...tally.read(), weekdays, year };
}

const SLOTS = 2048;

/** Counts terms by hash (open addressing); made once, as each article needs one only while it is read. */
class Tally {
  readonly #slots = new Int16Array(SLOTS).fill(-1);
  readonly #terms = new Uint32Array(SLOTS);
  readonly #counts = new Uint16Array(SLOTS);
  #size = 0;

  clear(): void {
    this.#slots.fill(-1);
    this.#size = 0;
  }

  count(term: number, times: number): void {
    // A title of a thousand words is no title; what does not fit is not read.
    if (term === 0 || this.#size > SLOTS / 2) return;
    const hash = hashOfTerm(term);
    let slot = hash & (SLOTS - 1);
    for (;;) {
      const at = this.#slots[slot] ?? -1;
      if (at === -1) break;
      if (hashOfTerm(this.#terms[at] ?? 0) === hash) {
        this.#counts[at] = Math.min(65_535, (this.#counts[at] ?? 0) + times);
        this.#terms[at] = ((this.#terms[at] ?? 0) | (term & NAME)) >>> 0;
        return;
      }
      slot = (slot + 1) & (SLOTS - 1);
    }
    this.#slots[slot] = this.#size;
    this.#terms[this.#size] = term;
    this.#counts[this.#size] = times;
    this.#size++;
  }

  read(): { readonly terms: Uint32Array; readonly counts: Uint16Array } {
    return { terms: this.#terms.slice(0, this.#size), counts: this.#counts.slice(0, this.#size) };
  }
}

const TALLY = new Tally();

/** The days of the week, Monday first, in some languages. */
const WEEKDAY_NAMES = [
  'monday montag lundi lunes lunedì maandag',
  'tuesday dienstag mardi martes martedì dinsdag',
  'wednesday mittwoch mercredi miércoles mercoledì woensdag',
  'thursday donnerstag jeudi jueves giovedì donderdag',
  'friday freitag vendredi viernes venerdì vrijdag',
  'saturday samstag samedi sábado sabato zaterdag',
  'sunday sonntag dimanche domingo domenica zondag',
];
const WEEKDAYS: ReadonlyMap<number, number> = new Map(
  WEEKDAY_NAMES.flatMap((names, day) => {
    const found: [number, number][] = [];
    eachWord(names, 0, names.length, (_start, _end, hash) => found.push([hash, 1 << day]));
    return found;
  }),
);

/** The year that a word is, of those that news tells; 0 when it is none. */
function yearAt(text: string, start: number, end: number): number {
  if (end - start !== 4) return 0;
  const first = text.charCodeAt(start);
  if (first !== 0x31 && first !== 0x32) return 0;
  const year = Number(text.slice(start, end));
  return year >= 1990 && year < 2100 ? year : 0;
}

/** The hash of a word as it stands inside a text of the language; undefined for one that is not read. */
export function hashOfWord(lower: string, language: string): number | undefined {
  const term = termOf(lower, language);
  return term === 0 ? undefined : hashOfTerm(term);
}

interface KnownWords {
  readonly word: (text: string, start: number, end: number, hash: number) => number;
  readonly name: (text: string, start: number, end: number, hash: number) => number;
}

const perLanguage = new Map<string, KnownWords>();

/** The term of each word that was met; 0 for a stop word. Stemming is slow, so it is done once a word. */
function knownWords(language: string): KnownWords {
  const found = perLanguage.get(language);
  if (found !== undefined) return found;
  const made: KnownWords = {
    word: remember((lower) => termOf(lower, language)),
    // Names are cut the same way in all languages, so that they meet across them.
    name: remember((lower) => (isStopWord(lower, language) ? 0 : termOf(lower, 'en') | NAME)),
  };
  perLanguage.set(language, made);
  return made;
}

function remember(make: (lower: string) => number): KnownWords['word'] {
  let known = new Map<number, number>();
  return (text, start, end, hash) => {
    const found = known.get(hash);
    if (found !== undefined) return found;
    if (known.size >= KNOWN_LIMIT) known = new Map();
    const term = make(lowerCase(text, start, end));
    known.set(hash, term);
    return term;
  };
}

function termOf(lower: string, language: string): number {
  const word = lower.replace(/'s?$/, '');
  const value = numberOf(word);
  // A year says when, not how many.
  if (value !== undefined) return makeTerm(value, /^(?:19|20)\d\d$/.test(value) ? 0 : NUMBER);
  if (word.length < 2 || isStopWord(word, language)) return 0;
  return makeTerm(stem(word, language), 0);
}

function makeTerm(text: string, kind: number): number {
  return ((hashText(text) << KIND_BITS) | kind) >>> 0 || 1 << KIND_BITS;
}

/** FNV-1a (Fowler, Noll, Vo), finished by MurmurHash3's mixer so that its low bits are good. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function inTitleCase(title: string): boolean {
  let words = 0;
  let capitals = 0;
  eachWord(title, 0, title.length, (start) => {
    words++;
    if (isCapital(title, start)) capitals++;
  });
  return capitals > words * TITLE_CASE;
}

/** A capital inside a sentence. */
function standsAsName(text: string, start: number): boolean {
  if (start < 2 || !isCapital(text, start) || text.charCodeAt(start - 1) !== 0x20) return false;
  const before = text.charCodeAt(start - 2);
  // . ! ? : " ” “ end or open a sentence.
  return (
    before !== 0x2e &&
    before !== 0x21 &&
    before !== 0x3f &&
    before !== 0x3a &&
    before !== 0x22 &&
    before !== 0x201d &&
    before !== 0x201c
  );
}

function isCapital(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  if (unit < 0x80) return unit >= 0x41 && unit <= 0x5a;
  const sign = text.charAt(at);
  return sign !== sign.toLowerCase();
}
