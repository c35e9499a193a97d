import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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

function run(args: readonly string[], input = ''): Promise<Ended> {
  return new Promise((done) => {
    const main = resolve(import.meta.dirname, '../../src/main.ts');
    const env = { ...process.env, INIT_CWD: folder };
    const child = execFile(process.execPath, [main, 'summarize', ...args], { env }, (error, stdout, stderr) =>
      done({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
    child.stdin?.end(input);
  });
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
});
