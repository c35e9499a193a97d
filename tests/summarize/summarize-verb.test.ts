import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'summarize-'));
afterAll(() => rmSync(folder, { recursive: true }));

const TEXT =
  'A dam burst above Arvika on Monday, the county said. The water rose by two metres within an hour. Nobody was hurt in the town. Trains stand still.';

function file(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content);
  return name;
}

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function run(args: readonly string[], input = '', settings: Record<string, string> = {}): Promise<Ended> {
  return new Promise((done) => {
    const main = resolve(import.meta.dirname, '../../src/main.ts');
    const env = { ...process.env, INIT_CWD: folder, ...settings };
    const child = execFile(process.execPath, [main, 'summarize', ...args], { env }, (error, stdout, stderr) =>
      done({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
    child.stdin?.end(input);
  });
}

const PARAGRAPHS = [
  TEXT,
  'The Red Cross gives out food in the school. The mayor thanked the fire brigade for its work, and insurers expect claims of ten million. Engineers had warned of cracks in March.',
];
const PAGE = `<!doctype html><html lang="en"><head><title>Dam bursts above Arvika</title></head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Dam bursts above Arvika</h1>${PARAGRAPHS.map((text) => `<p>${text}</p>`).join('')}</article>
<script>alert('dam')</script></body></html>`;

/** The answer of a page carries the text that offsets count in. */
function expectPage({ code, stdout }: Ended): void {
  const { title, language, sentences, text } = JSON.parse(stdout);
  expect([code, title, language]).toEqual([0, 'Dam bursts above Arvika', 'en']);
  expect(sentences).toHaveLength(2);
  for (const one of sentences) expect(text.slice(one.start, one.end)).toBe(one.text);
  expect(text).toContain('Nobody was hurt in the town.');
  expect(text).not.toMatch(/alert|Sport/);
}

describe('summarize', () => {
  it('counts offsets in the decoded file, after its mark and with its header', async () => {
    const decoded = ` date 2026-11-03 ${TEXT}`;
    const { code, stdout } = await run([file('seed.txt', `\ufeff${decoded}`), '--json', '--sentences', '2']);
    const { title, language, sentences } = JSON.parse(stdout);
    expect([code, title, language]).toEqual([0, 'A dam burst above Arvika on Monday, the county said', 'en']);
    expect(sentences).toHaveLength(2);
    for (const { text, start, end } of sentences) expect(decoded.slice(start, end)).toBe(text);
    expect(sentences[0].start).toBe(17);
  });

  it('takes the title from front matter and reads UTF-16', async () => {
    const text = `---\ntitle: Dam bursts\n---\n${TEXT}`;
    const { stdout } = await run([file('wide.txt', Buffer.from(`\ufeff${text}`, 'utf16le')), '--json']);
    expect(JSON.parse(stdout).title).toBe('Dam bursts');
    expect(JSON.parse(stdout).sentences[0].start).toBe(text.indexOf('A dam'));
  });

  it.each([
    [['--sentences', '0'], 2],
    [['--words', '-4'], 2],
    [['--words', 'many'], 2],
    [['--sentences', '1', '--words', '9'], 2],
    [['missing.txt'], 1],
    [['.'], 1],
    [[file('binary', new Uint8Array([0, 255, 254, 7]))], 1],
    [[file('empty.txt', '  \n')], 1],
  ])('refuses %j in one sentence, with exit %i', async (args, wanted) => {
    const { code, stdout, stderr } = await run(args);
    expect([code, stdout]).toEqual([wanted, '']);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).not.toContain('    at ');
  });

  it('answers lines in order, and a bad line does not stop the others', async () => {
    const lines = [
      JSON.stringify({ id: 1, text: TEXT, lang: 'en' }),
      '{"id":"b"}',
      'no json',
      JSON.stringify({ id: 'c', text: '' }),
    ];
    const { code, stdout } = await run(['--jsonl', '--sentences', '1'], lines.join('\n'));
    const [first, second, third, fourth] = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(code).toBe(0);
    expect(first).toMatchObject({ id: 1, summary: [TEXT.slice(first.spans[0][0], first.spans[0][1])] });
    expect([second.id, typeof second.error, typeof third.error]).toEqual(['b', 'string', 'string']);
    expect(fourth).toEqual({ id: 'c', summary: [], spans: [] });
  });

  it('reads a page from a file', async () => {
    expectPage(await run([file('page.html', PAGE), '--json', '--sentences', '2']));
  });

  it('reads a page from an address that is allowed, and refuses one that is not', async () => {
    const server = createServer((request, response) => {
      response.writeHead(request.url === '/dam' ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' });
      response.end(request.url === '/dam' ? PAGE : 'nothing here');
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const ask = (path: string, allow: string): Promise<Ended> =>
      run([`http://${host}${path}`, '--json', '--sentences', '2'], '', { FETCH_ALLOW: allow });
    const [good, missing, refused] = await Promise.all([
      ask('/dam', host),
      ask('/none', host),
      ask('/dam', ''),
    ]);
    server.close();
    expectPage(good);
    for (const { code, stdout, stderr } of [missing, refused]) {
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr.trim().split('\n')).toHaveLength(1);
    }
  });

  it('takes at most as many words as it is told, and says when none fits', async () => {
    const { stdout } = await run(['-', '--json', '--words', '12'], TEXT);
    const { sentences } = JSON.parse(stdout);
    const words = sentences.flatMap(({ text }: { text: string }) => text.split(/\s+/));
    expect(words.length).toBeGreaterThan(0);
    expect(words.length).toBeLessThanOrEqual(12);
    const { code, stderr } = await run(['-', '--words', '2'], TEXT);
    expect([code, stderr]).toEqual([1, expect.stringContaining('2 words')]);
  });

  it('answers naughty texts line by line, exactly and never more than asked', async () => {
    const texts = [
      'Flood',
      'THE DAM BURST. NOBODY WAS HURT.',
      'the same. '.repeat(500),
      'a | b | c\n--|--|--\n1 | 2 | 3',
      '- one\n- two\n- three\n- four',
      'if (a) { return b; }\nfor (;;) {}',
      'Дамба прорвалась. 大坝决堤。 انهار السد.',
      '\ud800 broken \udc00',
      '\u200fשלום עולם. \u202eabc',
      'no stop '.repeat(2000),
    ];
    const { code, stdout } = await run(
      ['--jsonl', '--sentences', '2'],
      texts.map((text, id) => JSON.stringify({ id, text })).join('\n'),
    );
    const answers = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect([code, answers.map(({ id }) => id)]).toEqual([0, texts.map((_, id) => id)]);
    for (const { id, summary, spans } of answers) {
      expect(summary.length).toBeLessThanOrEqual(2);
      expect(spans.map(([start, end]: [number, number]) => texts[id]?.slice(start, end))).toEqual(summary);
    }
  });
});
