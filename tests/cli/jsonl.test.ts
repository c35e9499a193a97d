import { PassThrough, Readable, Writable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  forEachJsonLine,
  optionalTextField,
  readJsonLines,
  readLines,
  textField,
} from '../../src/cli/jsonl.ts';

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}

/** Bytes in pieces of a given size, as a pipe would bring them. */
function pieces(text: string, size: number): Readable {
  const bytes = Buffer.from(text);
  const chunks: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += size) chunks.push(bytes.subarray(at, at + size));
  return Readable.from(chunks, { objectMode: false });
}

async function answers(
  input: string,
  answer: (value: Readonly<Record<string, unknown>>) => unknown,
  key?: string,
) {
  const output = new PassThrough();
  const read = all(output.setEncoding('utf8'));
  await forEachJsonLine({ input: pieces(input, 7), output }, answer, key);
  output.end();
  return (await read)
    .join('')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);
}

describe('readLines', () => {
  test('any text comes back line by line, however its bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: fc.constantFrom('a', 'é', '字', '😀', '\n') }),
        fc.integer({ min: 1, max: 5 }),
        async (text, size) => {
          const wanted = text.split('\n');
          if (wanted.at(-1) === '') wanted.pop();
          expect(await all(readLines(pieces(text, size)))).toEqual(wanted);
        },
      ),
    );
  });

  test('a line over the limit is thrown away and the next is read', async () => {
    expect(await all(readLines(pieces('ok\nmuch too long\nok', 3), 5))).toEqual(['ok', undefined, 'ok']);
  });

  test('a byte order mark at the head is no part of the first line', async () => {
    expect(await all(readLines(pieces('\ufeff{}\n', 2)))).toEqual(['{}']);
  });
});

describe('readJsonLines', () => {
  test('names the line that is no JSON object and goes on', async () => {
    const lines = await all(readJsonLines(pieces('{"a":1}\n\nnope\n[1]\n{"a":2}', 4)));
    expect(lines).toEqual([
      { number: 1, value: { a: 1 } },
      { number: 3, error: 'Line 3 is not JSON; write one {…} a line.' },
      { number: 4, error: 'Line 4 is JSON but not an object; write one {…} a line.' },
      { number: 5, value: { a: 2 } },
    ]);
  });
});

describe('forEachJsonLine', () => {
  test('answers in order, each error on its own line with the id', async () => {
    const found = await answers(
      '{"id":1,"text":"a"}\nx\n{"id":"two"}\n{"id":3,"text":"c"}\n',
      async (value) => ({
        id: value['id'],
        text: textField(value, 'text'),
      }),
    );
    expect(found).toEqual([
      { id: 1, text: 'a' },
      { error: 'Line 2 is not JSON; write one {…} a line.' },
      { id: 'two', error: '"text" is missing; give it as a JSON string.' },
      { id: 3, text: 'c' },
    ]);
  });

  test('echoes another key where a verb has one', async () => {
    const fail = (): never => {
      throw new Error('no');
    };
    expect(await answers('{"file":"a.xml"}', fail, 'file')).toEqual([{ file: 'a.xml', error: 'no' }]);
  });

  test('reads no further than a slow reader of the output has taken', async () => {
    let read = 0;
    async function* endless(): AsyncGenerator<string> {
      for (;;) {
        read += 1;
        yield `{"id":${read}}\n`;
        await null;
      }
    }
    const stuck = new Writable({ highWaterMark: 100, write: () => undefined });
    void forEachJsonLine({ input: endless(), output: stuck }, (value) => value);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(read).toBeLessThan(50);
  });

  test('ends quietly when the reader of the output has gone', async () => {
    const gone = new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error('gone'), { code: 'EPIPE' })),
    });
    const input = Readable.from(Array.from({ length: 100 }, (_, id) => `{"id":${id}}\n`));
    await expect(forEachJsonLine({ input, output: gone }, (value) => value)).resolves.toBeUndefined();
  });
});

test('fields of a line', () => {
  expect(optionalTextField({ lang: null }, 'lang')).toBeUndefined();
  expect(optionalTextField({}, 'lang')).toBeUndefined();
  expect(() => optionalTextField({ lang: 3 }, 'lang')).toThrow(
    '"lang" is not a text; give it as a JSON string.',
  );
});
