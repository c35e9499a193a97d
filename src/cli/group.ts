import type { Writable } from 'node:stream';
import type { Command } from 'commander';
import { createGrouper, type GroupArticle, type Grouper } from '../stories/group.ts';
import { type JsonLine, optionalTextField, readJsonLines, writeJsonLine } from './jsonl.ts';

/** Adds the verb `group`: lines of articles in order of arrival to lines `{"id","story"}`, at the end of input. */
export function addGroup(program: Command): void {
  program
    .command('group')
    .description('group articles that tell the same event into stories')
    .requiredOption(
      '--jsonl',
      'read lines {"id","title","text","published"?,"source"?,"lang"?}, write lines {"id","story"}',
    )
    .action(() => groupLines(process.stdin, process.stdout));
}

/** Before the first article is placed, so many are read: how rare words are is not known from a few. */
const FIRST_BATCH = 2000;

interface Placed {
  readonly id: unknown;
  readonly story: string;
}

type Answer = Placed | { readonly id?: unknown; readonly error: string };

type Reading = { readonly id: unknown; readonly article: GroupArticle } | Exclude<Answer, Placed>;

async function groupLines(input: AsyncIterable<Uint8Array | string>, output: Writable): Promise<void> {
  const grouper = createGrouper();
  const answers: Answer[] = [];
  let batch: Reading[] = [];
  for await (const line of readJsonLines(input)) {
    batch.push(read(line));
    if (batch.length < FIRST_BATCH) continue;
    for (const one of place(batch, grouper)) answers.push(one);
    batch = [];
  }
  for (const one of place(batch, grouper)) answers.push(one);
  await write(answers, grouper, output);
}

async function write(answers: readonly Answer[], grouper: Grouper, output: Writable): Promise<void> {
  let gone = false;
  // `| head` closes the pipe early; that is no failure.
  output.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    gone = true;
  });
  try {
    for (const one of answers) {
      if (gone) return;
      await writeJsonLine(output, 'story' in one ? { id: one.id, story: grouper.resolve(one.story) } : one);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
  }
}

function place(batch: readonly Reading[], grouper: Grouper): readonly Answer[] {
  const grouped = grouper.addAll(batch.flatMap((one) => ('article' in one ? [one.article] : [])));
  let next = 0;
  return batch.map((one) => {
    if (!('article' in one)) return one;
    const story = grouped[next++]?.story ?? one.article.id;
    return { id: one.id, story };
  });
}

function read(line: JsonLine): Reading {
  if ('error' in line) return { error: line.error };
  const id = idOfLine(line.value);
  if (id === undefined) return { error: `Line ${line.number} has no "id"; give it one as a JSON string.` };
  try {
    return { id: line.value['id'], article: toArticle(id, line.value) };
  } catch (error) {
    return { id: line.value['id'], error: error instanceof Error ? error.message : String(error) };
  }
}

function idOfLine({ id }: Readonly<Record<string, unknown>>): string | undefined {
  if (typeof id === 'number') return String(id);
  return typeof id === 'string' && id !== '' ? id : undefined;
}

function toArticle(id: string, value: Readonly<Record<string, unknown>>): GroupArticle {
  const title = optionalTextField(value, 'title');
  const text = optionalTextField(value, 'text');
  if (title === undefined && text === undefined)
    throw new Error(`Article "${id}" has neither "title" nor "text"; give at least one as a JSON string.`);
  const published = toInstant(optionalTextField(value, 'published'));
  const outlet = optionalTextField(value, 'source');
  const language = optionalTextField(value, 'lang');
  return {
    id,
    title: title ?? '',
    text: text ?? '',
    ...(published === undefined ? {} : { published }),
    ...(outlet === undefined ? {} : { outlet }),
    ...(language === undefined ? {} : { language }),
  };
}

/** An ISO instant, or a day (its start in UTC); what is neither is an unknown time, as if it had not been given. */
function toInstant(text: string | undefined): Temporal.Instant | undefined {
  if (text === undefined) return undefined;
  try {
    return Temporal.Instant.from(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00Z` : text);
  } catch {
    return undefined;
  }
}
