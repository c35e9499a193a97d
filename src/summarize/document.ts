import { CAPITAL, DIGIT, kindOf, lowerOf, OTHER, UNSPACED } from './characters.ts';
import { sentencesOf } from './sentences-of.ts';
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
  /** The words of passage i as numbers: `terms[first[i]]` up to `terms[first[i + 1]]`. */
  readonly terms: Int32Array;
  readonly first: Int32Array;
  /** How many different words there are; numbers run from 0 to this. */
  readonly size: number;
  /** Words of each passage, with the small ones. */
  readonly words: Int32Array;
  readonly names: Int32Array;
  readonly numbers: Int32Array;
  /** The words of the titles, as numbers. */
  readonly title: Int32Array;
}

class Reader {
  readonly vocabulary = new Vocabulary();
  terms = new Int32Array(1024);
  length = 0;
  words = 0;
  names = 0;
  numbers = 0;

  /** Adds the words of a stretch; counts its words, names and numbers anew. */
  read(text: string, start: number, end: number): void {
    this.words = 0;
    this.names = 0;
    this.numbers = 0;
    let at = start;
    while (at < end) {
      const kind = kindOf(text.charCodeAt(at));
      if (kind === OTHER) at += 1;
      else if (kind === UNSPACED) at = this.#readUnspaced(text, at, end);
      else at = this.#readWord(text, at, end, kind);
    }
  }

  #readWord(text: string, start: number, end: number, kind: number): number {
    let hash = 0;
    let at = start;
    for (; at < end; at += 1) {
      const unit = text.charCodeAt(at);
      const next = kindOf(unit);
      if (next === OTHER || next === UNSPACED) break;
      hash = (Math.imul(hash, 31) + lowerOf(unit)) | 0;
    }
    this.words += 1;
    if (kind === DIGIT) this.numbers += 1;
    if (kind === CAPITAL && this.words > 1) this.names += 1;
    if (at - start > 1 || kind === DIGIT) this.#add(hash);
    return at;
  }

  /** Without spaces, each pair of neighbours counts as a word. */
  #readUnspaced(text: string, start: number, end: number): number {
    let at = start;
    let before = 0;
    while (at < end) {
      const unit = text.charCodeAt(at);
      if (kindOf(unit) !== UNSPACED) break;
      if (before > 0) this.#add((Math.imul(before, 65_599) + unit) | 0);
      before = unit;
      at += 1;
    }
    this.words += Math.ceil((at - start) / 2);
    return at;
  }

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
  const reader = new Reader();
  const passages = parts.flatMap((part, index) =>
    sentencesOf(part).map((span, position): Passage => ({ part: index, ...span, position })),
  );
  const first = new Int32Array(passages.length + 1);
  const words = new Int32Array(passages.length);
  const names = new Int32Array(passages.length);
  const numbers = new Int32Array(passages.length);
  passages.forEach((passage, index) => {
    reader.read(parts[passage.part]?.text ?? '', passage.start, passage.end);
    first[index + 1] = reader.length;
    words[index] = reader.words;
    names[index] = reader.names;
    numbers[index] = reader.numbers;
  });
  const end = reader.length;
  for (const part of parts) if (part.title !== undefined) reader.read(part.title, 0, part.title.length);
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
