import { sentences } from '../text/sentences.ts';
import { unitInfo } from '../text/unit-class.ts';
import { eachWord } from '../text/words.ts';
import { type HashSet, stopHashes } from './stop-hashes.ts';
import { trim } from './trim.ts';
import { Vocabulary } from './vocabulary.ts';

/** One article, or one of several joined in a text: the stretch `[start, end)` of `text`, in UTF-16 units. */
export interface Part {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly title?: string | undefined;
  readonly language?: string | undefined;
}

/** A sentence: where it stands, and in which part. */
export interface Passage {
  readonly part: number;
  readonly start: number;
  readonly end: number;
  /** 0 for the first sentence of its part. */
  readonly position: number;
}

/** What one reading of the text has found; the methods look at nothing else. */
export interface Document {
  readonly parts: readonly Part[];
  readonly passages: readonly Passage[];
  /** The words of passage i as numbers, without stop words: `terms[first[i]]` up to `terms[first[i + 1]]`. */
  readonly terms: Int32Array;
  readonly first: Int32Array;
  /** How many different terms there are; numbers run from 0 to this. */
  readonly size: number;
  /** Words of each passage, stop words too. */
  readonly words: Int32Array;
  readonly names: Int32Array;
  readonly numbers: Int32Array;
  /** The terms of the titles. */
  readonly title: Int32Array;
}

const DIGIT_0 = 0x30;
const DIGIT_9 = 0x39;

const NONE = stopHashes();
/** Used again for each text: making and throwing away tables costs more memory than all else. */
const vocabulary = new Vocabulary();

class Reader {
  readonly vocabulary: Vocabulary;
  terms = new Int32Array(1024);
  length = 0;
  words = 0;
  names = 0;
  numbers = 0;
  #text = '';
  #stop = NONE;

  constructor(words: Vocabulary) {
    words.clear();
    this.vocabulary = words;
  }

  /** Adds the words of a stretch; counts its words, names and numbers anew. */
  read(text: string, start: number, end: number, stop: HashSet): void {
    this.words = 0;
    this.names = 0;
    this.numbers = 0;
    this.#text = text;
    this.#stop = stop;
    eachWord(text, start, end, this.#visit);
  }

  readonly #visit = (start: number, end: number, hash: number): void => {
    this.words += 1;
    const unit = this.#text.charCodeAt(start);
    const digit = unit >= DIGIT_0 && unit <= DIGIT_9;
    if (digit) this.numbers += 1;
    else if (end - start === 1 && unit < 0x2e80) return;
    if (this.#stop.has(hash | 0)) return;
    if (this.words > 1 && (unitInfo(unit) & 0xffff) !== unit) this.names += 1;
    this.#add(hash | 0);
  };

  #add(hash: number): void {
    if (this.length === this.terms.length) {
      const wider = new Int32Array(this.length * 2);
      wider.set(this.terms);
      this.terms = wider;
    }
    this.terms[this.length] = this.vocabulary.number(hash);
    this.length += 1;
  }
}

/** Reads all parts in one pass: sentences, and their words as small numbers. */
export function readDocument(parts: readonly Part[]): Document {
  const reader = new Reader(vocabulary);
  const passages = parts.flatMap(passagesOf);
  const count = passages.length;
  // One buffer in four pieces: making a buffer costs more than filling it.
  const table = new Int32Array(4 * count + 1);
  const words = table.subarray(0, count);
  const names = table.subarray(count, 2 * count);
  const numbers = table.subarray(2 * count, 3 * count);
  const first = table.subarray(3 * count);
  const stops = parts.map((part) => stopHashes(part.language));
  passages.forEach((passage, index) => {
    const text = parts[passage.part]?.text ?? '';
    reader.read(text, passage.start, passage.end, stops[passage.part] ?? NONE);
    first[index + 1] = reader.length;
    words[index] = reader.words;
    names[index] = reader.names;
    numbers[index] = reader.numbers;
  });
  const end = reader.length;
  parts.forEach(({ title }, index) => {
    if (title !== undefined) reader.read(title, 0, title.length, stops[index] ?? NONE);
  });
  return {
    parts,
    passages,
    terms: reader.terms.subarray(0, end),
    first,
    size: reader.vocabulary.size,
    words,
    names,
    numbers,
    title: reader.terms.slice(end, reader.length),
  };
}

function passagesOf(part: Part, index: number): Passage[] {
  const { text, start: from, end: to, language } = part;
  const isWhole = from === 0 && to === text.length;
  return sentences(isWhole ? text : text.slice(from, to), language).map((span, position) => {
    const { start, end } = trim(text, isWhole ? span : { start: from + span.start, end: from + span.end });
    return { part: index, position, start, end };
  });
}
