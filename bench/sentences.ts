import { readFileSync } from 'node:fs';
import { sentences } from '../src/text/sentences.ts';
import type { Span } from '../src/text/span.ts';

/*
 * Sentence splitting beside Intl.Segmenter: the share of texts split exactly, per file and language, and MB/s.
 *
 *   npm run bench -- sentences CASES.json... [ARTICLES.jsonl]
 *
 * CASES.json is {rules: [{lang, text, sentences}]}; ARTICLES.jsonl has {text, lang} a line. Without articles the
 * texts of the cases are timed. White space inside a sentence is not compared.
 */

interface Case {
  readonly lang: string;
  readonly text: string;
  readonly sentences: readonly string[];
}

interface Article {
  readonly lang?: string;
  readonly text: string;
}

type Splitter = (text: string, language: string | undefined) => Iterable<Span>;

const splitters: Readonly<Record<string, Splitter>> = { ours: sentences, 'Intl.Segmenter': segmenterSpans };
const segmenters = new Map<string, Intl.Segmenter>();

const paths = process.argv.slice(2);
if (paths.length === 0) {
  console.error('Give the paths of files with cases: npm run bench -- sentences CASES.json [ARTICLES.jsonl]');
  process.exit(2);
}
const cases = new Map(paths.filter((path) => path.endsWith('.json')).map((path) => [path, casesOf(path)]));
const articles = paths.filter((path) => path.endsWith('.jsonl')).flatMap(articlesOf);

const shares = sharesOf(cases);
const timed = articles.length > 0 ? articles : [...cases.values()].flat();
const speeds = Object.fromEntries(
  Object.entries(splitters).map(([name, split]) => [name, speed(split, timed)]),
);
for (const [name, speed] of Object.entries(speeds)) console.log(`${name}: ${speed} MB/s of UTF-8`);
console.log(JSON.stringify({ shares, megabytesPerSecond: speeds }));

function casesOf(path: string): Case[] {
  return (JSON.parse(readFileSync(path, 'utf8')) as { rules: Case[] }).rules;
}

function articlesOf(path: string): Article[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Article);
}

function segmenterSpans(text: string, language: string | undefined): Span[] {
  const locale = language ?? 'en';
  let segmenter = segmenters.get(locale);
  if (segmenter === undefined) {
    segmenter = new Intl.Segmenter(locale, { granularity: 'sentence' });
    segmenters.set(locale, segmenter);
  }
  const spans: Span[] = [];
  for (const { segment, index } of segmenter.segment(text)) {
    const start = index + segment.length - segment.trimStart().length;
    const end = index + segment.trimEnd().length;
    if (end > start) spans.push({ start, end });
  }
  return spans;
}

/** Per file and language: [texts, then per splitter how many were split exactly]. */
function sharesOf(files: ReadonlyMap<string, readonly Case[]>): Record<string, Record<string, number>> {
  const groups: Record<string, Record<string, number>> = {};
  for (const [path, members] of files) {
    for (const one of members) {
      const name = `${path.replace(/^.*\//, '').replace(/\.json$/, '')} ${one.lang}`;
      groups[name] ??= { texts: 0, ours: 0, 'Intl.Segmenter': 0 };
      const group = groups[name];
      group['texts'] = (group['texts'] ?? 0) + 1;
      for (const [splitter, split] of Object.entries(splitters)) {
        if (isExact(one, split)) group[splitter] = (group[splitter] ?? 0) + 1;
      }
    }
  }
  console.table(groups);
  return groups;
}

function isExact({ text, lang, sentences: wanted }: Case, split: Splitter): boolean {
  const found = [...split(text, lang)].map(({ start, end }) => normal(text.slice(start, end)));
  return JSON.stringify(found) === JSON.stringify(wanted.map(normal));
}

function normal(sentence: string): string {
  return sentence.replace(/\s+/g, ' ').trim();
}

/** Best of several rounds of at least 0.3 s of CPU each, in MB/s. */
function speed(split: Splitter, texts: readonly Article[]): number {
  const bytes = texts.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
  let best = 0;
  for (let round = 0; round < 5; round++) {
    const before = process.cpuUsage();
    let passes = 0;
    let used = 0;
    while (used < 300_000) {
      for (const { text, lang } of texts) split(text, lang);
      passes += 1;
      const { user, system } = process.cpuUsage(before);
      used = user + system;
    }
    best = Math.max(best, (bytes * passes) / used);
  }
  return Math.round(best * 10) / 10;
}
