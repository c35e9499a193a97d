/**
 * How near summaries come to those that people wrote: `npm run evaluate -- PATH.jsonl [--words N] [--readme README.md]`.
 * Each line of the file: `{id, lang, source?, text, references[]}`. The last line printed is JSON. With `--readme`
 * ours is also cross-validated on the data of the file, and the table of the README is written.
 */

import type { Budget, Method } from '../src/summarize/method.ts';
import { weigh } from '../src/summarize/methods/weighted.ts';
import { SIGNALS } from '../src/summarize/signals.ts';
import { METHODS } from '../src/summarize/summarize.ts';
import { takeWithin } from '../src/summarize/take.ts';
import { WEIGHTS } from '../src/summarize/weights.ts';
import { leans } from '../src/text/leaning.ts';
import { bootstrap, type Interval, randomFrom } from './bootstrap.ts';
import { type Rouge, rougeBest, tokens } from './rouge.ts';
import { readSamples, type Sample, textsOf } from './summary-data.ts';
import { FOLDS, heldOutWeights } from './summary-learning.ts';
import { signed, tableOf, writeBetweenMarks } from './summary-table.ts';

const MEASURES = ['r1', 'r2', 'rl'] as const;
const chance = randomFrom(7);

/** The first sentences of the whole text: of joined articles those of the first one. */
const leadOfText: Method = (document, budget) => {
  const chosen: number[] = [];
  let left = budget.words;
  for (let index = 0; index < document.passages.length && chosen.length < budget.sentences; index += 1) {
    left -= document.words[index] ?? 0;
    if (left < 0) break;
    chosen.push(index);
  }
  return chosen.length > 0
    ? chosen
    : takeWithin([0], document, { ...budget, words: Number.POSITIVE_INFINITY });
};

const random: Method = (document, budget) => {
  const order = document.passages.map((_, index) => ({ index, key: chance() })).sort((a, b) => a.key - b.key);
  return takeWithin(
    order.map(({ index }) => index),
    document,
    budget,
  );
};

/** Takes, one by one, the sentence that raises ROUGE-1 + ROUGE-2 most: what no method can know. */
function oracle(sample: Sample, budget: Budget): number[] {
  const chosen: number[] = [];
  let best = 0;
  while (chosen.length < budget.sentences) {
    const left = budget.words - chosen.reduce((sum, index) => sum + (sample.document.words[index] ?? 0), 0);
    let next = -1;
    sample.document.passages.forEach((_, index) => {
      if (chosen.includes(index) || (sample.document.words[index] ?? 0) > left) return;
      const { r1, r2 } = rougeBest(textsOf(sample, [...chosen, index]), sample.references);
      if (r1 + r2 <= best) return;
      best = r1 + r2;
      next = index;
    });
    if (next < 0) break;
    chosen.push(next);
  }
  return chosen;
}

interface Result extends Rouge {
  /** The share of the reference's words that are said. */
  readonly coverage: number;
  /** The share of the summary's words that repeat an earlier one of it. */
  readonly redundancy: number;
  /** The share of sentences that lean on one before them that was not taken. */
  readonly leaning: number;
}

function measure(sample: Sample, chosen: readonly number[]): Result {
  const texts = textsOf(sample, chosen);
  const words = texts.flatMap(tokens);
  const said = new Set(words);
  const wanted = sample.references.map((reference) => reference.flatMap(tokens));
  const share = (reference: string[]): number =>
    reference.filter((word) => said.has(word)).length / Math.max(1, reference.length);
  return {
    ...rougeBest(texts, sample.references),
    coverage: Math.max(0, ...wanted.map(share)),
    redundancy: 1 - said.size / Math.max(1, words.length),
    leaning: chosen.filter((index) => hangs(sample, index, chosen)).length / Math.max(1, chosen.length),
  };
}

function hangs({ document, text, lang }: Sample, index: number, chosen: readonly number[]): boolean {
  const passage = document.passages[index];
  if (passage === undefined || passage.position === 0 || chosen.includes(index - 1)) return false;
  return leans(text, passage.start, passage.end, lang);
}

const hundred = (value: number): string => (100 * value).toFixed(1);

function average(results: readonly Result[], key: keyof Result): number {
  return results.reduce((sum, result) => sum + result[key], 0) / Math.max(1, results.length);
}

type Compared = Readonly<Record<(typeof MEASURES)[number], Interval>>;

function compare(results: readonly Result[], base: readonly Result[]): Compared {
  const difference = (key: (typeof MEASURES)[number]): Interval =>
    bootstrap(results.map((result, at) => result[key] - (base[at]?.[key] ?? 0)));
  return { r1: difference('r1'), r2: difference('r2'), rl: difference('rl') };
}

function row(name: string, results: readonly Result[], base: readonly Result[]): string {
  const { r1, r2 } = compare(results, base);
  const scores = MEASURES.map((key) => hundred(average(results, key)));
  const rest = (['coverage', 'redundancy', 'leaning'] as const).map((key) => hundred(average(results, key)));
  return `| ${[name, ...scores, signed(r1), signed(r2), ...rest].join(' | ')} |`;
}

const HEAD = `| method | R1 | R2 | RL | R1 over lead-3 | R2 over lead-3 | coverage | redundancy | leaning |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |`;

/** Methods that a reader of the table knows by other names. */
const NAMES: Readonly<Record<string, string>> = { weighted: 'ours', lead: 'lead of each article' };
const CROSS_VALIDATED = 'ours, cross-validated';

function evaluate(path: string, budget: Budget, readme: string | undefined): void {
  const samples = readSamples(path);
  const run = (choose: (sample: Sample) => number[]): Result[] =>
    samples.map((sample) => measure(sample, choose(sample)));
  const methods = { ...METHODS, 'lead-3': leadOfText, random };
  const results = new Map<string, Result[]>();
  for (const [name, method] of Object.entries(methods))
    results.set(
      NAMES[name] ?? name,
      run((sample) => method(sample.document, budget)),
    );
  results.set(
    'oracle',
    run((sample) => oracle(sample, budget)),
  );
  if (readme !== undefined) {
    const weightsOf = heldOutWeights(samples);
    results.set(
      CROSS_VALIDATED,
      run((sample) => weigh(sample.document, budget, weightsOf(sample))),
    );
  }
  const base = results.get('lead-3') ?? [];
  const ours = results.get('ours') ?? [];
  const report: Record<string, Compared> = {};
  for (const [name, holds] of groupsOf(samples)) {
    const pick = (of: readonly Result[]): Result[] => of.filter((_, at) => holds(samples[at]));
    console.log(`\n### ${name}: ${pick(base).length} articles\n\n${HEAD}`);
    for (const [method, all] of results) console.log(row(method, pick(all), pick(base)));
    report[name] = compare(pick(ours), pick(base));
  }
  if (readme !== undefined)
    writeBetweenMarks(readme, forReadme(samples, results, base, `${path} --readme ${readme}`));
  ablate(samples, budget, run, ours);
  console.log(JSON.stringify({ path, ...budget, oursOverLead: report }));
}

function forReadme(
  samples: readonly Sample[],
  results: ReadonlyMap<string, readonly Result[]>,
  base: readonly Result[],
  said: string,
): string {
  const lines = [
    CROSS_VALIDATED,
    'lead-3',
    'lead of each article',
    'luhn',
    'textrank',
    'lexrank',
    'sumbasic',
    'random',
    'oracle',
  ].map((name) => ({ name, scores: results.get(name) ?? [] }));
  const languages = new Set(samples.map(({ lang }) => lang));
  const table = tableOf(
    lines,
    base,
    samples.map(({ lang }) => lang === 'en'),
  );
  return `
ROUGE F1 x 100 of three sentences on ${samples.length.toLocaleString('en')} articles in ${languages.size} languages with summaries written by people, and paired differences over the first three sentences with 95 % bootstrap intervals. Ours is cross-validated: the articles fall into ${FOLDS} folds by their ids, and each is summarized with weights learned from the other folds only. The oracle knows the answer. Written by \`npm run evaluate -- ${said}\`.

${table}
`;
}

type Group = readonly [name: string, holds: (sample: Sample | undefined) => boolean];

function groupsOf(samples: readonly Sample[]): Group[] {
  const languages = [...new Set(samples.map(({ lang }) => lang))];
  return [
    ['all', () => true],
    ...languages.map((language): Group => [language, (sample) => sample?.lang === language]),
    ['stories of several articles', (sample) => sample?.isStory === true],
  ];
}

/** What each signal brings: how much is lost without it. */
function ablate(
  samples: readonly Sample[],
  budget: Budget,
  run: (choose: (sample: Sample) => number[]) => Result[],
  ours: readonly Result[],
): void {
  console.log(
    `\n### Without one signal: ${samples.length} articles\n\n| without | R1 | R2 |\n| --- | --- | --- |`,
  );
  const weights = Float64Array.from(SIGNALS, (signal) => WEIGHTS[signal]);
  for (const [at, signal] of SIGNALS.entries()) {
    const without = run((sample) => weigh(sample.document, budget, weights.with(at, 0)));
    const { r1, r2 } = compare(without, ours);
    console.log(`| ${signal} | ${signed(r1)} | ${signed(r2)} |`);
  }
}

const [path, ...rest] = process.argv.slice(2);
if (path === undefined) {
  console.error('Say which file: npm run evaluate -- PATH.jsonl [--words N | --sentences N]');
  process.exitCode = 2;
} else {
  const said = (option: string): number | undefined =>
    rest.includes(option) ? Number(rest[rest.indexOf(option) + 1]) : undefined;
  const words = said('--words');
  const sentences = said('--sentences') ?? (words === undefined ? 3 : Number.POSITIVE_INFINITY);
  const readme = rest.includes('--readme') ? (rest[rest.indexOf('--readme') + 1] ?? 'README.md') : undefined;
  evaluate(path, { sentences, words: words ?? Number.POSITIVE_INFINITY }, readme);
}
