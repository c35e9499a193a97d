import { once } from 'node:events';
import type { Writable } from 'node:stream';

/** The longest line that is read, in UTF-16 units; a longer one is an error of that line alone. */
const LINE_LIMIT = 64 * 1024 * 1024;

/**
 * The lines of a stream of UTF-8, without their ends; `undefined` stands for a line longer than the limit,
 * which is thrown away while it is read. Holds one chunk and one line at a time.
 */
export async function* readLines(
  stream: AsyncIterable<Uint8Array | string>,
  limit = LINE_LIMIT,
): AsyncGenerator<string | undefined> {
  const decoder = new TextDecoder();
  let pieces: string[] = [];
  let length = 0;
  const flush = (): string | undefined => {
    const line = length > limit ? undefined : pieces.join('');
    pieces = [];
    length = 0;
    return line;
  };
  const keep = (piece: string): void => {
    length += piece.length;
    if (length > limit) pieces = [];
    else if (piece !== '') pieces.push(piece);
  };
  for await (const chunk of stream) {
    const text = typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    let from = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      keep(text.slice(from, end));
      yield flush();
      from = end + 1;
    }
    keep(text.slice(from));
  }
  keep(decoder.decode());
  if (length > 0) yield flush();
}

/** One line of input: its number from 1, and the object that it holds or what is wrong with it. */
export type JsonLine =
  | { readonly number: number; readonly value: Readonly<Record<string, unknown>> }
  | { readonly number: number; readonly error: string };

/** The lines of a stream as JSON objects; blank lines are passed over, a bad line is said and not thrown. */
export async function* readJsonLines(stream: AsyncIterable<Uint8Array | string>): AsyncGenerator<JsonLine> {
  let number = 0;
  for await (const line of readLines(stream)) {
    number += 1;
    if (line === undefined || line.trim() !== '') yield parseLine(line, number);
  }
}

function parseLine(line: string | undefined, number: number): JsonLine {
  if (line === undefined) {
    return { number, error: `Line ${number} is longer than ${LINE_LIMIT} characters; split its text.` };
  }
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return { number, value: value as Record<string, unknown> };
    }
    return { number, error: `Line ${number} is JSON but not an object; write one {…} a line.` };
  } catch {
    return { number, error: `Line ${number} is not JSON; write one {…} a line.` };
  }
}

/** Writes one value as a line; resolves when the stream can take more. */
export async function writeJsonLine(output: Writable, value: unknown): Promise<void> {
  if (!output.write(`${JSON.stringify(value)}\n`)) await once(output, 'drain');
}

export interface JsonLineStreams {
  readonly input: AsyncIterable<Uint8Array | string>;
  readonly output: Writable;
}

/**
 * Answers each line of the input with one line of the output, in order. What `answer` throws, and a line that is
 * no JSON object, becomes `{[key]?, "error"}` on its line, and the next line goes on. Ends quietly when
 * the reader of the output has gone (`| head`).
 */
export async function forEachJsonLine(
  { input, output }: JsonLineStreams,
  answer: (value: Readonly<Record<string, unknown>>) => unknown,
  key = 'id',
): Promise<void> {
  let failure: NodeJS.ErrnoException | undefined;
  // Stays on: the last write can fail after the last line was answered.
  output.on('error', (error) => {
    failure = error;
  });
  try {
    for await (const line of readJsonLines(input)) {
      if (failure !== undefined) break;
      await writeJsonLine(output, await answerLine(line, answer, key));
    }
  } catch (error) {
    failure ??= error as NodeJS.ErrnoException;
  }
  if (failure !== undefined && failure.code !== 'EPIPE') throw failure;
}

async function answerLine(
  line: JsonLine,
  answer: (value: Readonly<Record<string, unknown>>) => unknown,
  key: string,
): Promise<unknown> {
  if ('error' in line) return { error: line.error };
  try {
    return await answer(line.value);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { ...(key in line.value ? { [key]: line.value[key] } : {}), error: message };
  }
}

/** A text field of a line, or an error that names it. */
export function textField(value: Readonly<Record<string, unknown>>, name: string): string {
  const field = value[name];
  if (typeof field === 'string') return field;
  throw new Error(
    `"${name}" is ${field === undefined ? 'missing' : 'not a text'}; give it as a JSON string.`,
  );
}

/** An optional text field of a line; null counts as absent. */
export function optionalTextField(
  value: Readonly<Record<string, unknown>>,
  name: string,
): string | undefined {
  const field = value[name];
  return field === undefined || field === null ? undefined : textField(value, name);
}
