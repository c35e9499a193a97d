/**
 * How fast summaries are made: `npm run bench -- summarize DATA.jsonl [FOLDER]`. FOLDER is one in which packages of
 * npm that do the same are installed (`npm i ts-textrank node-summarizer lexrank lexrank.js textrank sum`).
 * Times are CPU times; the last line printed is JSON.
 */
import { readFileSync } from 'node:fs';
import { summarize } from '../src/summarize/index.ts';
import { peakMemory } from './summary-memory.ts';
import { loadPeers, type Peer } from './summary-peers.ts';

const ARTICLE = 3_000;
const ARTICLES = 200;
const SECONDS = 1.5;

interface Pace {
  readonly articlesPerSecond: number;
  readonly megabytesPerSecond: number;
}

function readArticles(path: string): string[] {
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const rows = lines.map((line) => JSON.parse(line) as { lang: string; text: string });
  const texts = rows.filter(({ lang, text }) => lang === 'en' && text.length >= ARTICLE);
  return texts.slice(0, ARTICLES).map(({ text }) => text.slice(0, ARTICLE));
}

function cpuSeconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** Runs over the articles until time is up; a slow package may not get through all of them. */
function pace(texts: readonly string[], run: (text: string) => unknown): Pace {
  for (const text of texts.slice(0, 20)) run(text);
  let articles = 0;
  let seconds = 0;
  while (seconds < SECONDS) {
    const chunk = Array.from({ length: 10 }, (_, at) => texts[(articles + at) % texts.length] ?? '');
    seconds += cpuSeconds(() => chunk.forEach((text) => void run(text)));
    articles += chunk.length;
  }
  const articlesPerSecond = articles / seconds;
  return { articlesPerSecond, megabytesPerSecond: (articlesPerSecond * ARTICLE) / 1e6 };
}

/** The least CPU time of several runs for texts of growing length, in milliseconds. */
function growth(text: string): Record<string, number> {
  const sizes = [1_000, 10_000, 100_000, 1_000_000];
  const long = text.repeat(Math.ceil(1_000_000 / text.length));
  const times = sizes.map((size) => {
    const part = long.slice(0, size);
    const rounds = Math.max(1, Math.floor(200_000 / size));
    const once = (): number => {
      return (
        cpuSeconds(() => {
          for (let round = 0; round < rounds; round += 1) summarize(part, { language: 'en' });
        }) / rounds
      );
    };
    return [String(size), 1000 * Math.min(...Array.from({ length: 7 }, once))] as const;
  });
  return Object.fromEntries(times);
}

function peer({ name, run }: Peer, texts: readonly string[]): readonly [string, Pace] | [] {
  const log = console.log;
  try {
    // Some of them print while they work.
    console.log = () => undefined;
    return [name, pace(texts, run)];
  } catch (error) {
    console.error(`${name} fails: ${String(error)}`);
    return [];
  } finally {
    console.log = log;
  }
}

const [path, folder] = process.argv.slice(2);
if (path === undefined) {
  console.error('Say which articles: npm run bench -- summarize DATA.jsonl [FOLDER OF PACKAGES]');
  process.exitCode = 2;
} else {
  const texts = readArticles(path);
  const paces: Record<string, Pace> = { ours: pace(texts, (text) => summarize(text, { language: 'en' })) };
  const milliseconds = growth(texts.join('\n\n').replaceAll('\n\n', ' '));
  const peakMegabytes = peakMemory(texts.join(' '));
  for (const one of folder === undefined ? [] : loadPeers(folder)) {
    const [name, found] = peer(one, texts);
    if (name !== undefined && found !== undefined) paces[name] = found;
  }
  console.log('| package | articles/s | MB/s |\n| --- | --- | --- |');
  for (const [name, { articlesPerSecond, megabytesPerSecond }] of Object.entries(paces))
    console.log(`| ${name} | ${articlesPerSecond.toFixed(0)} | ${megabytesPerSecond.toFixed(2)} |`);
  for (const [size, time] of Object.entries(milliseconds))
    console.log(`${size} characters: ${time.toFixed(3)} ms`);
  for (const [work, megabytes] of Object.entries(peakMegabytes))
    console.log(`peak memory of a process, ${work}: ${megabytes.toFixed(0)} MB`);
  console.log(JSON.stringify({ paces, milliseconds, peakMegabytes }));
}
