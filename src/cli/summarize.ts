import type { Command } from 'commander';
import { headline, type SummaryOptions, type SummarySentence, summarize } from '../summarize/index.ts';
import { detectLanguage, guessLanguage } from '../text/language.ts';
import { forEachJsonLine, optionalTextField, textField } from './jsonl.ts';
import { readTextFile } from './text-file.ts';
import { WrongUse } from './wrong-use.ts';

/** An article taken out of a page. */
export interface PageText {
  readonly title?: string | undefined;
  readonly text: string;
  readonly language?: string | undefined;
}

export interface SummarizeDependencies {
  readonly readPage: (url: string) => Promise<PageText>;
  readonly readHtml: (html: string) => PageText;
}

interface Said {
  readonly sentences?: string;
  readonly words?: string;
  readonly json?: boolean;
  readonly jsonl?: boolean;
}

type Size = Pick<SummaryOptions, 'sentences' | 'words'>;

interface Input {
  readonly name: string;
  readonly text: string;
  readonly start: number;
  readonly title?: string | undefined;
  readonly language?: string | undefined;
  /** The text was taken out of a page, so that the answer has to carry it: offsets count in it. */
  readonly isExtracted: boolean;
}

/** Adds the verb `summarize`: the main sentences of one text, or of each line of a stream. */
export function addSummarize(program: Command, dependencies: SummarizeDependencies): void {
  program
    .command('summarize')
    .argument('[input]', 'a file, an address (https://…), or - for standard input')
    .description('the main sentences of a text, word for word')
    .option('--sentences <count>', 'at most so many sentences (3 unless said)')
    .option('--words <count>', 'at most so many words')
    .option('--json', 'write {"title","language","sentences":[{"text","start","end"}]}')
    .option('--jsonl', 'read lines {"id","text","title"?,"lang"?}, write lines {"id","summary","spans"}')
    .addHelpText('after', '\nExample: news-digest summarize seeds/some-story.txt --sentences 2')
    .action(async (name: string | undefined, said: Said) => {
      const size = sizeOf(said);
      if (said.jsonl === true) await summarizeLines(name, size);
      else await summarizeOne(await readInput(name, dependencies), size, said.json === true);
    });
}

function sizeOf({ sentences, words }: Said): Size {
  if (sentences !== undefined && words !== undefined)
    throw new WrongUse('Say either --sentences or --words, not both.');
  if (sentences !== undefined) return { sentences: countOf(sentences, '--sentences') };
  return words === undefined ? {} : { words: countOf(words, '--words') };
}

function countOf(said: string, option: string): number {
  const count = Number(said);
  if (/^\d+$/.test(said.trim()) && count > 0 && Number.isSafeInteger(count)) return count;
  throw new WrongUse(`${option} is "${said}"; give a whole number of 1 or more.`);
}

async function readInput(name: string | undefined, dependencies: SummarizeDependencies): Promise<Input> {
  if (name === undefined && process.stdin.isTTY)
    throw new WrongUse('Say what to summarize: a file, an address, or - for standard input.');
  const wanted = name ?? '-';
  if (/^https?:\/\//i.test(wanted)) return extracted(wanted, await dependencies.readPage(wanted));
  const { text, start, front, isHtml } = await readTextFile(wanted);
  const shown = wanted === '-' ? 'The input' : wanted;
  if (isHtml) return extracted(shown, dependencies.readHtml(text));
  return { name: shown, text, start, title: front['title'], language: front['language'], isExtracted: false };
}

function extracted(name: string, page: PageText): Input {
  return { name, start: 0, isExtracted: true, ...page };
}

async function summarizeOne(input: Input, size: Size, asJson: boolean): Promise<void> {
  const body = input.text.slice(input.start);
  if (body.trim() === '') throw new Error(`${input.name} has no text to summarize.`);
  const language = input.language ?? (await detectLanguage(body)) ?? guessLanguage(body);
  const title = input.title ?? headline(body, language)?.text;
  const found = summarize(body, { ...size, language, title: input.title });
  if (found.length === 0) throw new Error(`${input.name} has no sentence ${whyNone(size)}.`);
  const sentences = found.map((sentence) => moved(sentence, input.start));
  const answer = { title, language, sentences, ...(input.isExtracted ? { text: input.text } : {}) };
  process.stdout.write(asJson ? `${JSON.stringify(answer, undefined, 2)}\n` : plain(title, sentences));
}

function whyNone({ words }: Size): string {
  return words === undefined ? 'that could be quoted' : `of ${words} words or less; allow more words`;
}

function moved({ text, start, end }: SummarySentence, by: number): SummarySentence {
  return { text, start: start + by, end: end + by };
}

function plain(title: string | undefined, sentences: readonly SummarySentence[]): string {
  const lines = sentences.map(({ text }) => text.replace(/\s+/gu, ' '));
  return `${[...(title === undefined ? [] : [title.replace(/\s+/gu, ' '), '']), ...lines].join('\n')}\n`;
}

async function summarizeLines(name: string | undefined, size: Size): Promise<void> {
  if (name !== undefined && name !== '-')
    throw new WrongUse(`--jsonl reads standard input; leave "${name}" away and write: … < ${name}`);
  await forEachJsonLine({ input: process.stdin, output: process.stdout }, (line) => {
    const text = textField(line, 'text');
    const language = optionalTextField(line, 'lang');
    const found = summarize(text, { ...size, language, title: optionalTextField(line, 'title') });
    return {
      id: line['id'],
      summary: found.map((one) => one.text),
      spans: found.map((one) => [one.start, one.end]),
    };
  });
}
