import type { Document } from './document.ts';
import type { TermCounts } from './term-counts.ts';

/**
 * What is looked at in a sentence, each a number near 0 to 1. Their weights stand in `weights.ts`.
 * Position after Edmundson (1969), centrality after Radev et al. (2004, MEAD), the others after Lin & Hovy (2000,
 * topic signatures) and what the ablation of `bench/evaluate.ts` shows to help.
 */
export const SIGNALS = [
  'opening',
  'early',
  'depth',
  'central',
  'dense',
  'lead',
  'topics',
  'phrases',
  'previous',
  'next',
  'variety',
  'names',
  'numbers',
  'length',
  'relative',
  'short',
  'long',
  'quoted',
  'asks',
  'title',
  'front',
] as const;
export type Signal = (typeof SIGNALS)[number];

const WIDTH = SIGNALS.length;
/** Central words make a long sentence central, but not in proportion to its length. */
const LENGTH_POWER = 0.6;
const TOPICS = 10;
/** The position at which the front of an article has lost most of its weight. */
const FRONT = 4;

/** The signals of all sentences, row after row; `SIGNALS.length` numbers in a row. */
export function signalsOf(document: Document, counts: TermCounts, centroid: Float64Array): Float64Array {
  const { passages, words } = document;
  const rows = new Float64Array(passages.length * WIDTH);
  const shared = sharedShares(document, counts);
  const mean = words.reduce((sum, count) => sum + count, 0) / Math.max(1, passages.length);
  const depths = partLengths(document);
  for (let index = 0; index < passages.length; index += 1) {
    const passage = passages[index];
    if (passage === undefined) continue;
    const text = document.parts[passage.part]?.text ?? '';
    const length = Math.max(1, words[index] as number);
    const at = index * WIDTH;
    rows[at] = passage.position === 0 ? 1 : 0;
    rows[at + 1] = 1 / (1 + passage.position);
    rows[at + 2] = passage.position / (depths[passage.part] ?? 1);
    rows[at + 11] = (document.names[index] as number) / length;
    rows[at + 12] = Math.min(1, ((document.numbers[index] as number) / length) * 5);
    rows[at + 13] = Math.log(length / 20);
    rows[at + 14] = Math.min(3, length / mean);
    rows[at + 15] = Math.max(0, (10 - length) / 10);
    rows[at + 16] = Math.min(2, Math.max(0, (length - 40) / 40));
    rows[at + 17] = isQuoted(text, passage.start, passage.end) ? 1 : 0;
    rows[at + 20] = Math.exp(-passage.position / FRONT);
    rows[at + 18] = asks(text, passage.end) ? 1 : 0;
  }
  addCentrality(document, counts, centroid, rows);
  addPhrases(document, rows);
  for (let index = 0; index < passages.length; index += 1)
    for (let part = 0; part < 5; part += 1) {
      // lead, topics, previous, next, title
      const place = [5, 6, 8, 9, 19][part] as number;
      rows[index * WIDTH + place] = shared[index * 5 + part] as number;
    }
  return rows;
}

function partLengths({ parts, passages }: Document): Int32Array {
  const lengths = new Int32Array(parts.length);
  for (const { part } of passages) (lengths[part] as number)++;
  return lengths;
}

function addCentrality(
  document: Document,
  counts: TermCounts,
  weights: Float64Array,
  rows: Float64Array,
): void {
  const count = document.passages.length;
  let most = 1e-9;
  let densest = 1e-9;
  for (let index = 0; index < count; index += 1) {
    let sum = 0;
    const from = counts.firstDistinct[index] as number;
    const to = counts.firstDistinct[index + 1] as number;
    for (let at = from; at < to; at += 1) sum += weights[counts.distinct[at] as number] as number;
    const length = Math.max(5, document.words[index] as number);
    const central = sum / length ** LENGTH_POWER;
    const dense = sum / length;
    rows[index * WIDTH + 3] = central;
    rows[index * WIDTH + 4] = dense;
    rows[index * WIDTH + 10] = (to - from) / length;
    most = Math.max(most, central);
    densest = Math.max(densest, dense);
  }
  for (let index = 0; index < count; index += 1) {
    (rows[index * WIDTH + 3] as number) /= most;
    (rows[index * WIDTH + 4] as number) /= densest;
  }
}

/** tf · isf, the centroid of the text: what is said often, but not in every sentence. */
export function termWeights(counts: TermCounts, sentences: number): Float64Array {
  const weights = new Float64Array(counts.total.length);
  const rarity = [0];
  for (let within = 1; within <= sentences; within += 1) rarity.push(Math.log(1 + sentences / within));
  for (let term = 0; term < weights.length; term += 1)
    weights[term] = (counts.total[term] as number) * (rarity[counts.sentences[term] as number] as number);
  return weights;
}

const SEVERAL = -1;
/** Used again for each text of up to about 100,000 characters: a table made anew costs more than filling it. */
const usualTable = new Int32Array(1 << 17);

function tableOf(length: number): Int32Array {
  return length <= usualTable.length ? usualTable.subarray(0, length).fill(0) : new Int32Array(length);
}

/**
 * The share of a sentence's pairs of neighbouring terms that other sentences hold too. The table tells pairs apart by
 * a hash alone; it is so roomy that hardly two meet.
 */
function addPhrases({ terms, first, passages, words }: Document, rows: Float64Array): void {
  const room = 32 - Math.clz32(terms.length * 8 + 63);
  /** For each pair the sentence that holds it, counted from 1, or SEVERAL. */
  const holders = tableOf(1 << room);
  const slot = (at: number): number =>
    Math.imul(Math.imul(terms[at - 1] as number, 65_599) + (terms[at] as number), 0x9e3779b1) >>> (32 - room);
  for (let index = 0; index < passages.length; index += 1)
    for (let at = (first[index] as number) + 1; at < (first[index + 1] as number); at += 1) {
      const pair = slot(at);
      const holder = holders[pair] as number;
      if (holder === 0) holders[pair] = index + 1;
      else if (holder !== index + 1) holders[pair] = SEVERAL;
    }
  for (let index = 0; index < passages.length; index += 1) {
    let repeated = 0;
    for (let at = (first[index] as number) + 1; at < (first[index + 1] as number); at += 1)
      if (holders[slot(at)] === SEVERAL) repeated += 1;
    rows[index * WIDTH + 7] = repeated / Math.max(5, words[index] as number);
  }
}

const LEAD = 1;
const TOPIC = 2;
const TITLE = 4;

/** Per sentence: the shares of its terms that the lead, the main topics, its neighbours and the title hold. */
function sharedShares(document: Document, counts: TermCounts): Float64Array {
  const { passages } = document;
  const { distinct, firstDistinct } = counts;
  const marks = new Uint8Array(document.size);
  /** The last sentence that held a term, counted from 1. */
  const near = new Int32Array(document.size);
  for (const term of topTerms(counts)) (marks[term] as number) |= TOPIC;
  for (const term of document.title) (marks[term] as number) |= TITLE;
  passages.forEach(({ position }, index) => {
    if (position > 0) return;
    for (let at = firstDistinct[index] as number; at < (firstDistinct[index + 1] as number); at += 1)
      (marks[distinct[at] as number] as number) |= LEAD;
  });
  const shares = new Float64Array(passages.length * 5);
  for (let index = 0; index < passages.length; index += 1) {
    const from = firstDistinct[index] as number;
    const to = firstDistinct[index + 1] as number;
    const size = Math.max(1, to - from);
    const isLead = passages[index]?.position === 0;
    let lead = 0;
    let topic = 0;
    let title = 0;
    let before = 0;
    for (let at = from; at < to; at += 1) {
      const term = distinct[at] as number;
      const mark = marks[term] as number;
      if (mark & LEAD) lead += 1;
      if (mark & TOPIC) topic += 1;
      if (mark & TITLE) title += 1;
      if (near[term] === index) before += 1;
      near[term] = index + 1;
    }
    shares[index * 5] = isLead ? 0 : lead / size;
    shares[index * 5 + 1] = topic / TOPICS;
    shares[index * 5 + 2] = before / size;
    if (index > 0)
      shares[(index - 1) * 5 + 3] = before / Math.max(1, from - (firstDistinct[index - 1] as number));
    shares[index * 5 + 4] = title / size;
  }
  return shares;
}

/** The terms that most sentences hold; a term of one sentence is no topic. */
function topTerms({ sentences }: TermCounts): number[] {
  const top: number[] = [];
  for (let term = 0; term < sentences.length; term += 1) {
    const count = sentences[term] as number;
    if (count < 2) continue;
    let at = top.length;
    while (at > 0 && (sentences[top[at - 1] as number] as number) < count) at -= 1;
    if (at >= TOPICS) continue;
    top.splice(at, 0, term);
    if (top.length > TOPICS) top.pop();
  }
  return top;
}

const QUOTES = new Set(['"', '“', '”', '«', '»', '„', '‘', '’', "'", '「', '」']);

function isQuoted(text: string, start: number, end: number): boolean {
  return (
    QUOTES.has(text.charAt(start)) || QUOTES.has(text.charAt(end - 1)) || QUOTES.has(text.charAt(end - 2))
  );
}

function asks(text: string, end: number): boolean {
  return /[?？؟]/.test(text.slice(end - 2, end));
}
