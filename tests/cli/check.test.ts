import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { Command } from 'commander';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addCheck } from '../../src/cli/check.ts';

const FEED = `<rss version="2.0"><channel><title>The Farm</title><link>/home</link>
<item><title>Hay</title><link>/hay?utm_source=x</link><pubDate>Thu, 01 Jan 2004 19:48:21 GMT</pubDate>
<description>Hay & straw</description><enclosure url="/hay.mp3"/></item></channel></rss>`;

let folder: string;
let written: string;
const before = { stdout: process.stdout, stdin: process.stdin, caller: process.env['INIT_CWD'] };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'check-'));
  written = '';
  process.env['INIT_CWD'] = folder;
  writeFileSync(join(folder, 'farm.xml'), FEED);
  writeFileSync(
    join(folder, 'page.html'),
    '<html><head><link rel="alternate" type="application/rss+xml" href="https://x.example/f"></head></html>',
  );
  const output = new Writable({
    write: (chunk, _encoding, done) => {
      written += chunk;
      done();
    },
  });
  Object.defineProperty(process, 'stdout', { value: output, configurable: true });
});

afterEach(() => {
  Object.defineProperty(process, 'stdout', { value: before.stdout, configurable: true });
  Object.defineProperty(process, 'stdin', { value: before.stdin, configurable: true });
  if (before.caller === undefined) delete process.env['INIT_CWD'];
  else process.env['INIT_CWD'] = before.caller;
  rmSync(folder, { recursive: true });
});

async function check(...words: readonly string[]): Promise<void> {
  const program = new Command().exitOverride().configureOutput({ writeErr: () => {} });
  addCheck(program, {
    read: async (address) => ({ bytes: new TextEncoder().encode(FEED), address, contentType: '' }),
  });
  for (const command of program.commands) command.exitOverride().configureOutput({ writeErr: () => {} });
  await program.parseAsync(['check', ...words], { from: 'user' });
}

describe('check', () => {
  it('writes what the contract names, links resolved but not canonicalized', async () => {
    await check('farm.xml', '--url', 'https://farm.example/feed', '--json');
    expect(JSON.parse(written)).toEqual({
      source: { title: 'The Farm', link: 'https://farm.example/home' },
      articles: [
        {
          title: 'Hay',
          link: 'https://farm.example/hay?utm_source=x',
          published: '2004-01-01T19:48:21Z',
          summary: 'Hay & straw',
          tags: [],
          enclosures: ['https://farm.example/hay.mp3'],
        },
      ],
      faults: [{ code: 'bare-ampersand', message: expect.stringMatching(/\.$/) }],
    });
  });

  it('reads an address and says in words what is wrong', async () => {
    await check('https://farm.example/feed');
    expect(written).toContain('It can be read: 1 article, 1 with a date, 1 with a text.');
    expect(written).toContain('[bare-ampersand]');
  });

  it('leaves relative links of a file without an address as they are', async () => {
    await check('farm.xml', '--json');
    expect(JSON.parse(written).source.link).toBe('/home');
  });

  it('fails in one sentence', async () => {
    await expect(check('missing.xml')).rejects.toThrow('missing.xml cannot be read: there is no such file.');
    await expect(check('page.html')).rejects.toThrow(
      /is a web page, not a feed, but it names a feed: https:\/\/x\.example\/f\.$/,
    );
    await expect(check()).rejects.toMatchObject({ exitCode: 2 });
  });

  it('answers lines in order, each file echoed as given', async () => {
    const lines = [
      { file: 'farm.xml' },
      { file: 'missing.xml' },
      { file: 'farm.xml', url: 'https://farm.example/' },
    ];
    const input = Readable.from(lines.map((line) => `${JSON.stringify(line)}\n`));
    Object.defineProperty(process, 'stdin', { value: input, configurable: true });
    await check('--jsonl');
    const answers = written
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(answers.map(({ file, error, source }) => [file, error, source?.link])).toEqual([
      ['farm.xml', undefined, '/home'],
      ['missing.xml', 'missing.xml cannot be read: there is no such file.', undefined],
      ['farm.xml', undefined, 'https://farm.example/home'],
    ]);
  });
});
