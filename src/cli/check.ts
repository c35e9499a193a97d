import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { callerFolder } from '../config/folders.ts';
import { isWebAddress } from '../feeds/addresses.ts';
import { parseFeed } from '../feeds/parse.ts';
import type { FeedBody, FeedItem, ParsedFeed } from '../feeds/parsed-feed.ts';
import { forEachJsonLine, optionalTextField, textField } from './jsonl.ts';

export interface CheckDependencies {
  /** Reads an address; throws one sentence when it cannot. */
  readonly read: (address: string) => Promise<FeedBody>;
}

interface CheckOptions {
  readonly url?: string;
  readonly json?: boolean;
  readonly jsonl?: boolean;
}

/** Adds the verb `check`: reads a source and says what is good and what is wrong with it. */
export function addCheck(program: Command, dependencies: CheckDependencies): void {
  program
    .command('check')
    .argument('[source]', 'the address of a feed, or a file')
    .description('read a feed and say what is good and what is wrong with it')
    .option('--url <address>', "the feed's own address, against which links resolve")
    .option('--json', 'write all that was read as one JSON value')
    .option('--jsonl', 'read lines {"file","url"?}, write lines {"file","source","articles","faults"}')
    .addHelpText('after', '\nExample: news-digest check https://example.org/feed.xml')
    .action(async (source: string | undefined, options: CheckOptions, command: Command) => {
      if (options.jsonl === true) await checkLines(dependencies);
      else if (source === undefined)
        command.error('Say what to check: an address or a file.', { exitCode: 2 });
      else await checkOne(source, options, dependencies);
    });
}

async function checkOne(
  source: string,
  options: CheckOptions,
  dependencies: CheckDependencies,
): Promise<void> {
  const parsed = parseFeed(await bodyOf(source, options.url, dependencies), Number.POSITIVE_INFINITY);
  const output = options.json === true ? JSON.stringify(contract(parsed), undefined, 2) : report(parsed);
  process.stdout.write(`${output}\n`);
}

async function checkLines(dependencies: CheckDependencies): Promise<void> {
  const answer = async (line: Readonly<Record<string, unknown>>) => {
    const file = textField(line, 'file');
    const body = await bodyOf(file, optionalTextField(line, 'url'), dependencies);
    const parsed = parseFeed(body, Number.POSITIVE_INFINITY);
    return { file, ...contract(parsed) };
  };
  await forEachJsonLine({ input: process.stdin, output: process.stdout }, answer, 'file');
}

async function bodyOf(
  source: string,
  url: string | undefined,
  dependencies: CheckDependencies,
): Promise<FeedBody> {
  const body = isWebAddress(source) ? await dependencies.read(source) : await fileBody(source);
  return url === undefined ? body : { ...body, address: url };
}

async function fileBody(source: string): Promise<FeedBody> {
  const path = resolve(callerFolder(process.env, process.cwd()), source);
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Error(`${source} cannot be read: ${code === 'ENOENT' ? 'there is no such file' : message}.`);
  }
  if (bytes.length === 0) throw new Error(`${source} is empty; save the feed's text in it.`);
  return { bytes, address: path, contentType: '' };
}

/** What the contract names, and nothing else. */
function contract({ source, articles, faults }: ParsedFeed) {
  return { source, articles: articles.map(articleOf), faults };
}

function articleOf({ language, outlet, ...article }: FeedItem) {
  void [language, outlet];
  return article;
}

function report({ source, articles, faults }: ParsedFeed): string {
  const about = [source.title ?? 'A feed without a title', source.link, source.language].filter(
    (part) => part !== undefined,
  );
  const good = [count(articles.length, 'article'), ...shares(articles)].join(', ');
  const wrong = faults.map(({ code, message }) => `  - ${message} [${code}]`);
  const verdict = wrong.length === 0 ? ['Nothing is wrong with it.'] : ['What is wrong with it:', ...wrong];
  return [about.join(' · '), `It can be read: ${good}.`, ...newestLine(articles), ...verdict].join('\n');
}

function shares(articles: readonly FeedItem[]): readonly string[] {
  if (articles.length === 0) return [];
  const dates = articles.filter((each) => each.published !== undefined || each.updated !== undefined);
  const texts = articles.filter((each) => each.content !== undefined || each.summary !== undefined);
  return [`${dates.length} with a date`, `${texts.length} with a text`];
}

function newestLine(articles: readonly FeedItem[]): readonly string[] {
  const times = articles.flatMap(({ published, updated }) => published ?? updated ?? []);
  const [newest] = times.sort(Temporal.Instant.compare).slice(-1);
  return newest === undefined ? [] : [`The newest is of ${newest.toString({ smallestUnit: 'minute' })}.`];
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
