/**
 * How the weights of `src/summarize/weights.ts` are learned. What is learned for a sentence is its marginal value: the
 * words and pairs of words that it shares with the reference, less those that it costs by its length (the slope of F1
 * at the level of the lead). A ridge regression within each article gives the weights; how much the front of the
 * article counts beyond that is chosen by hand, since three sentences from the front together are worth more than
 * each alone lets expect.
 */
import { SIGNALS, type Signal, signalsOf, termWeights } from '../src/summarize/signals.ts';
import { countTerms } from '../src/summarize/term-counts.ts';
import { tokens } from './rouge.ts';
import { type Sample, textsOf } from './summary-data.ts';

export type Weights = Readonly<Record<Signal, number>>;

/** In how many parts the data is cut; each is judged by weights learned from the others. */
export const FOLDS = 5;
/** Half of the F1 that the lead reaches: what a word has to bring to be worth its place. */
const COST = { word: 0.2, pair: 0.08 };
/** The length of three sentences, in words. */
const USUAL_LENGTH = 70;
const RIDGE = 300;
const FRONT = 0.1;
/** No article of the development data has both a title and references; the lead stands in for the title. */
const SET_BY_HAND: ReadonlySet<Signal> = new Set(['title', 'front']);
const LEARNED = SIGNALS.map((signal, at) => ({ signal, at })).filter(
  ({ signal }) => !SET_BY_HAND.has(signal),
);

interface Row {
  readonly signals: readonly number[];
  readonly value: number;
  readonly weight: number;
}

/** The sentences of an article, signals and values each less their mean. */
function rowsOf(sample: Sample): Row[] {
  const { document } = sample;
  const counts = countTerms(document);
  const all = signalsOf(document, counts, termWeights(counts, document.passages.length));
  const signals = document.passages.map((_, index) =>
    LEARNED.map(({ at }) => all[index * SIGNALS.length + at] ?? 0),
  );
  const values = document.passages.map((_, index) => marginalValue(sample, index));
  const centres = LEARNED.map((_, at) => mean(signals.map((row) => row[at] ?? 0)));
  const centre = mean(values);
  return signals.map((row, index) => ({
    signals: row.map((value, at) => value - (centres[at] ?? 0)),
    value: (values[index] ?? 0) - centre,
    weight: 1 / Math.sqrt(values.length),
  }));
}

function marginalValue(sample: Sample, index: number): number {
  const words = textsOf(sample, [index]).flatMap(tokens);
  const values = sample.references.map((reference) => {
    const wanted = reference.flatMap(tokens);
    const gain = shared(words, wanted) - COST.word * words.length;
    const pairGain = shared(pairsOf(words), pairsOf(wanted)) - COST.pair * words.length;
    return (2 * (gain + pairGain)) / (USUAL_LENGTH + wanted.length);
  });
  return Math.max(...values);
}

function pairsOf(words: readonly string[]): string[] {
  return words.slice(1).map((word, at) => `${words[at]} ${word}`);
}

function shared(ours: readonly string[], theirs: readonly string[]): number {
  const left = new Map<string, number>();
  for (const item of theirs) left.set(item, (left.get(item) ?? 0) + 1);
  return ours.filter((item) => {
    const count = left.get(item) ?? 0;
    left.set(item, count - 1);
    return count > 0;
  }).length;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

/** Ridge regression by the normal equations, each signal held back in proportion to its own variance. */
function regress(rows: readonly Row[]): number[] {
  const size = LEARNED.length;
  const matrix = Array.from({ length: size }, () => new Float64Array(size + 1));
  let total = 0;
  for (const { signals, value, weight } of rows) {
    total += weight;
    matrix.forEach((line, one) => {
      const scaled = weight * (signals[one] ?? 0);
      for (let other = 0; other < size; other += 1)
        line[other] = (line[other] ?? 0) + scaled * (signals[other] ?? 0);
      line[size] = (line[size] ?? 0) + scaled * value;
    });
  }
  matrix.forEach((line, at) => {
    line[at] = (line[at] ?? 0) * (1 + RIDGE / total) + 1e-12;
  });
  return solve(matrix);
}

/** Gauss-Jordan; the matrix is symmetric and positive, so no pivoting is needed. */
function solve(matrix: readonly Float64Array[]): number[] {
  matrix.forEach((line, at) => {
    const pivot = line[at] ?? 1;
    line.forEach((value, column) => {
      line[column] = value / pivot;
    });
    matrix.forEach((other, row) => {
      const factor = other[at] ?? 0;
      if (row === at || factor === 0) return;
      for (let column = at; column < line.length; column += 1)
        other[column] = (other[column] ?? 0) - factor * (line[column] ?? 0);
    });
  });
  return matrix.map((line) => line.at(-1) ?? 0);
}

/** Weights for all signals, times 100 and rounded so that people can read them. */
function learn(rows: readonly Row[]): Weights {
  const learned = new Map(regress(rows).map((weight, at) => [LEARNED[at]?.signal, weight] as const));
  const readable = (signal: Signal): number => {
    if (signal === 'front') return 100 * FRONT;
    return Math.round(1000 * (learned.get(signal === 'title' ? 'lead' : signal) ?? 0)) / 10 || 0;
  };
  return Object.fromEntries(SIGNALS.map((signal) => [signal, readable(signal)])) as Record<Signal, number>;
}

/** Learns from all samples; stories of several articles teach nothing, they follow other rules. */
export function learnFrom(samples: readonly Sample[]): Weights {
  return learn(samples.flatMap((sample) => (sample.isStory ? [] : rowsOf(sample))));
}

/** For each sample the weights learned without its fold. */
export function heldOutWeights(samples: readonly Sample[]): (sample: Sample) => Float64Array {
  const rows = samples.map((sample) => (sample.isStory ? [] : rowsOf(sample)));
  const folds = Array.from({ length: FOLDS }, (_, fold) => {
    const others = rows.filter((_, at) => samples.slice(at, at + 1).every((one) => foldOf(one) !== fold));
    return ordered(learn(others.flat()));
  });
  return (sample) => folds[foldOf(sample)] ?? new Float64Array(SIGNALS.length);
}

function ordered(weights: Weights): Float64Array {
  return Float64Array.from(SIGNALS, (signal) => weights[signal]);
}

/** The fold of a sample, by its id alone. */
function foldOf({ id }: Sample): number {
  let hash = 0;
  for (const character of id) hash = (Math.imul(hash, 31) + (character.codePointAt(0) ?? 0)) | 0;
  return (hash >>> 3) % FOLDS;
}
