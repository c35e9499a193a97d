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

/** A term: 30 bits of hash, and two for its kind. Terms are equal when their hashes are. */
export const hashOfTerm = (term: number): number => term >>> 2;
export const isNumber = (term: number): boolean => (term & NUMBER) !== 0;
/** Names and numbers are the same in every language. */
export const crossesLanguages = (term: number): boolean => (term & (NUMBER | NAME)) !== 0;

/** What grouping reads of an article: how often each term stands in it, and which kind it is. */
export type TermCounts = ReadonlyMap<number, { readonly count: number; readonly term: number }>;

export interface Readable {
  readonly title: string;
  readonly text: string;
  readonly language?: string;
}

/** The terms of title and text (by hash), without stop words. */
export function readTerms({ title, text, language }: Readable): TermCounts {
  const counts = new Map<number, { count: number; term: number }>();
  const known = knownWords(primaryLanguage(language) ?? 'en');
  const count = (
    source: string,
    start: number,
    end: number,
    hash: number,
    times: number,
    capitals: boolean,
  ) => {
    const named = capitals && isName(source, start);
    const term = (named ? known.name : known.word)(source, start, end, hash);
    if (term === 0) return;
    const key = hashOfTerm(term);
    const seen = counts.get(key);
    if (seen === undefined) counts.set(key, { count: times, term });
    else {
      seen.count += times;
      seen.term |= term & NAME;
    }
  };
  const capitals = !inTitleCase(title);
  eachWord(title, 0, title.length, (start, end, hash) =>
    count(title, start, end, hash, TITLE_COUNT, capitals),
  );
  let left = TEXT_WORDS;
  const from = text.startsWith(title) ? title.length : 0;
  // A word is seldom longer than twelve signs with its space; the rest of a long text is not even scanned.
  eachWord(text, from, Math.min(text.length, from + TEXT_WORDS * 12), (start, end, hash) => {
    if (left-- > 0) count(text, start, end, hash, 1, true);
  });
  return counts;
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
  return ((hashText(text) << 2) | kind) >>> 0 || 4;
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
function isName(text: string, start: number): boolean {
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
