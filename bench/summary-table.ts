import { readFileSync, writeFileSync } from 'node:fs';
import { bootstrap, type Interval } from './bootstrap.ts';
import type { Rouge } from './rouge.ts';

/** What one method reached: one score for each article, and which of the articles are English. */
export interface Line {
  readonly name: string;
  readonly scores: readonly Rouge[];
}

const START = '<!-- evaluation -->';
const END = '<!-- /evaluation -->';
const HEAD = `| method | R1 | R2 | RL | all: R1 over lead-3 | R2 over lead-3 | English: R1 over lead-3 | R2 over lead-3 |
| --- | --- | --- | --- | --- | --- | --- | --- |`;

/** The table of the README: each line beside lead-3, by paired differences with their 95 % intervals. */
export function tableOf(
  lines: readonly Line[],
  base: readonly Rouge[],
  isEnglish: readonly boolean[],
): string {
  const rows = lines.map(({ name, scores }) => {
    const averages = (['r1', 'r2', 'rl'] as const).map((key) => average(scores.map((score) => score[key])));
    const over = (key: 'r1' | 'r2', holds: (at: number) => boolean): string =>
      scores === base ? '' : signed(bootstrap(differences(scores, base, key).filter((_, at) => holds(at))));
    const all = (['r1', 'r2'] as const).map((key) => over(key, () => true));
    const english = (['r1', 'r2'] as const).map((key) => over(key, (at) => isEnglish[at] === true));
    return `| ${[name, ...averages, ...all, ...english].join(' | ')} |`;
  });
  return [HEAD, ...rows].join('\n');
}

function differences(scores: readonly Rouge[], base: readonly Rouge[], key: keyof Rouge): number[] {
  return scores.map((score, at) => score[key] - (base[at]?.[key] ?? 0));
}

function average(values: readonly number[]): string {
  return ((100 * values.reduce((sum, value) => sum + value, 0)) / Math.max(1, values.length)).toFixed(1);
}

/** "+1.38 [1.02, 1.80]", in hundredths. */
export function signed({ mean, low, high }: Interval): string {
  const shown = [mean, low, high].map((value) => (100 * value).toFixed(2));
  return `${mean < 0 ? '' : '+'}${shown[0]} [${shown[1]}, ${shown[2]}]`;
}

/** Puts a text between the two marks of a file; throws when it lacks one of them. */
export function writeBetweenMarks(path: string, text: string): void {
  const whole = readFileSync(path, 'utf8');
  const start = whole.indexOf(START);
  const end = whole.indexOf(END);
  if (start < 0 || end < start) throw new Error(`${path} lacks "${START}" and after it "${END}"; add them.`);
  writeFileSync(path, `${whole.slice(0, start + START.length)}\n${text}\n${whole.slice(end)}`);
}
