import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseDate } from '../src/feeds/dates.ts';
import { parseFeed } from '../src/feeds/parse.ts';

/**
 * How much of what feeds say is read rightly: `bench/feeds.ts gold.jsonl [dates.jsonl]`. Prints every assertion that
 * fails, the share per suite, and the speed in MB/s. `--strict` prints those that differ in a single letter.
 */
interface Case {
  readonly file: string;
  readonly suite: string;
  readonly url?: string;
  readonly expect: Readonly<Record<string, unknown>>;
}

const [goldPath, datesPath] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
if (goldPath === undefined)
  throw new Error('Say where the cases are: bench/feeds.ts gold.jsonl [dates.jsonl]');
const cases = lines<Case>(goldPath);
const suites = new Map<string, { right: number; all: number }>();
let strictlyRight = 0;
const verbose = process.argv.includes('--strict');
const failedFiles: string[] = [];
for (const each of cases) judge(each);

function lines<Line>(path: string): readonly Line[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
}

function bodyOf(each: Case) {
  const path = join(dirname(goldPath ?? ''), 'files', each.file);
  return { bytes: readFileSync(path), address: each.url ?? `file://${path}`, contentType: '' };
}

function judge(each: Case): void {
  const suite = suites.get(each.suite) ?? { right: 0, all: 0 };
  suites.set(each.suite, suite);
  let reading: unknown;
  try {
    const { source, articles } = parseFeed(bodyOf(each));
    reading = { feed: source, entries: articles };
  } catch (error) {
    failedFiles.push(each.file);
    console.log(`${each.file}: ${(error as Error).message}`);
  }
  for (const [path, wanted] of Object.entries(each.expect)) {
    suite.all++;
    const got = path
      .split('.')
      .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], reading);
    const strict = sameStrictly(got, wanted);
    if (strict) strictlyRight++;
    if (same(got, wanted)) suite.right++;
    if (verbose ? !strict : !same(got, wanted))
      console.log(`${each.file} ${path}\n   want ${short(wanted)}\n   got  ${short(got)}`);
  }
}

function same(got: unknown, wanted: unknown): boolean {
  if (got instanceof Temporal.Instant)
    return Math.abs(got.epochMilliseconds - Temporal.Instant.from(String(wanted)).epochMilliseconds) < 1000;
  return normal(got) === normal(wanted);
}

/** Letter by letter, after trimming; dates by their instant. */
function sameStrictly(got: unknown, wanted: unknown): boolean {
  return got instanceof Temporal.Instant ? same(got, wanted) : String(got).trim() === String(wanted).trim();
}

function normal(value: unknown): string {
  return String(value)
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#3[49];|&apos;/g, "'")
    .replace(/&#(?:38|x26);|&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(https?:\/\/[^/?#]+)\/$/, '$1');
}

function short(value: unknown): string {
  return (
    JSON.stringify(value instanceof Temporal.Instant ? value.toString() : value)?.slice(0, 300) ?? 'nothing'
  );
}

const share = (counts: { right: number; all: number }) =>
  Number(((100 * counts.right) / counts.all).toFixed(2));
const sum = (pick: (suite: string) => boolean) => {
  const chosen = [...suites].filter(([name]) => pick(name)).map(([, counts]) => counts);
  return {
    right: chosen.reduce((total, each) => total + each.right, 0),
    all: chosen.reduce((total, each) => total + each.all, 0),
  };
};
for (const [name, counts] of [...suites].sort())
  console.log(`${name.padEnd(18)} ${share(counts)} % of ${counts.all}`);

function datesRight(): { right: number; wrong: number; all: number } | undefined {
  if (datesPath === undefined) return undefined;
  const all = lines<{ date: string; want: string | null }>(datesPath).map(({ date, want }) => {
    const got = parseDate(date);
    return got === undefined
      ? want === null
        ? 'right'
        : 'refused'
      : want !== null && same(got, want)
        ? 'right'
        : 'wrong';
  });
  return {
    right: all.filter((each) => each === 'right').length,
    wrong: all.filter((each) => each === 'wrong').length,
    all: all.length,
  };
}

function megabytesPerSecond(): number {
  const bodies = cases.map(bodyOf);
  const bytes = bodies.reduce((total, body) => total + body.bytes.length, 0);
  const start = performance.now();
  for (let round = 0; round < 5; round++) {
    for (const body of bodies) {
      try {
        parseFeed(body);
      } catch {
        // Counted above.
      }
    }
  }
  return Number(((5 * bytes) / 1000 / (performance.now() - start)).toFixed(1));
}

console.log(
  JSON.stringify({
    all: share(sum(() => true)),
    strict: share({ right: strictlyRight, all: sum(() => true).all }),
    real: share(sum((name) => name === 'real')),
    sloppy: share(sum((name) => name.startsWith('sloppy'))),
    json: share(sum((name) => name === 'json')),
    failedFiles: failedFiles.length,
    dates: datesRight(),
    megabytesPerSecond: megabytesPerSecond(),
  }),
);
