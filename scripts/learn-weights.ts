/**
 * Learns the weights of `src/summarize/weights.ts` from articles with references and says by cross-validation how
 * far they carry: `node scripts/learn-weights.ts DATA.jsonl [--write]`. Lines: `{id, lang, source?, text, references[]}`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { bootstrap } from '../bench/bootstrap.ts';
import { rougeBest } from '../bench/rouge.ts';
import { readSamples, type Sample, textsOf } from '../bench/summary-data.ts';
import { heldOutWeights, learnFrom, type Weights } from '../bench/summary-learning.ts';
import { weigh } from '../src/summarize/methods/weighted.ts';
import { SIGNALS } from '../src/summarize/signals.ts';

interface Difference {
  readonly r1: number;
  readonly r2: number;
}

/** Each article by weights learned without its fold: what unseen articles may be expected to show. */
function crossValidate(samples: readonly Sample[]): void {
  const budget = { sentences: 3, words: Number.POSITIVE_INFINITY };
  const weightsOf = heldOutWeights(samples);
  const differences = samples.map((sample): Difference => {
    const ours = rougeBest(
      textsOf(sample, weigh(sample.document, budget, weightsOf(sample))),
      sample.references,
    );
    const lead = rougeBest(textsOf(sample, [0, 1, 2]), sample.references);
    return { r1: ours.r1 - lead.r1, r2: ours.r2 - lead.r2 };
  });
  const where = (holds: (sample: Sample) => boolean): Difference[] =>
    differences.filter((_, at) => samples.slice(at, at + 1).some(holds));
  report('all', differences);
  report(
    'en',
    where(({ lang }) => lang === 'en'),
  );
  report(
    'stories',
    where(({ isStory }) => isStory),
  );
}

function report(name: string, differences: readonly Difference[]): void {
  const shown = (['r1', 'r2'] as const).map((key) => {
    const { mean: middle, low, high } = bootstrap(differences.map((one) => 100 * one[key]));
    return `${key.toUpperCase()} ${middle.toFixed(2)} [${low.toFixed(2)}, ${high.toFixed(2)}]`;
  });
  console.log(`cross-validated over lead-3, ${name}: ${shown.join(', ')}`);
}

const FILE = new URL('../src/summarize/weights.ts', import.meta.url);
const OPEN = 'WEIGHTS: Readonly<Record<Signal, number>> = {\n';

/** The file of weights with these instead of its own; what is chosen by hand stays. */
function fileOf(weights: Weights): string {
  const lines = SIGNALS.map((signal) => `  ${signal}: ${weights[signal]},\n`);
  const file = readFileSync(FILE, 'utf8');
  const start = file.indexOf(OPEN) + OPEN.length;
  return file.slice(0, start) + lines.join('') + file.slice(file.indexOf('};', start));
}

const [path, option] = process.argv.slice(2);
if (path === undefined) {
  console.error('Say which file to learn from: node scripts/learn-weights.ts DATA.jsonl [--write]');
  process.exitCode = 2;
} else {
  const samples = readSamples(path).filter(({ document }) => document.passages.length > 0);
  crossValidate(samples);
  const weights = learnFrom(samples);
  console.log(fileOf(weights));
  if (option === '--write') writeFileSync(FILE, fileOf(weights));
}
