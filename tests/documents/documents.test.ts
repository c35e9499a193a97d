import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandsPage } from '../../scripts/commands-page.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const README = read('README.md');
const scripts = (JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts;

/** Commands of the README that end by themselves and need no data of the reader's. */
const RUNNABLE = README.split('\n').filter((line) => /^npm run --silent news-digest -- /.test(line));

describe('docs/commands.md', () => {
  it('is what the catalog says (else: npm run build:docs)', () => {
    expect(read('docs/commands.md')).toBe(commandsPage());
  });
});

describe('README.md', () => {
  it('keeps to about a hundred lines', () => {
    expect(README.split('\n').length).toBeLessThanOrEqual(125);
  });

  it('names the two commands', () => {
    expect(README).toContain('npm install && npm start');
    expect(README).toContain('npm install && npm test');
  });

  it('has commands to run', () => {
    expect(RUNNABLE.length).toBeGreaterThanOrEqual(5);
  });

  it.each(RUNNABLE)('is right about: %s', (line) => {
    const data = mkdtempSync(join(tmpdir(), 'news-digest-readme-'));
    const { INIT_CWD: _, ...env } = process.env;
    const run = spawnSync('sh', ['-c', line], {
      cwd: ROOT,
      encoding: 'utf8',
      env: { ...env, NEWS_DIGEST_DATA: data, LOG_LEVEL: 'error' },
    });
    rmSync(data, { recursive: true });
    expect(run.status, run.stderr).toBe(0);
    expect(run.stdout).not.toBe('');
  });
});

describe('the documents', () => {
  const documents = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md'];

  it.each(documents)('%s links to files that are there', (document) => {
    const links = [...read(document).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map((match) => match[1] ?? '');
    expect(links.filter((link) => !existsSync(join(ROOT, link)))).toEqual([]);
  });

  it.each(documents)('%s names scripts of package.json', (document) => {
    const named = [...read(document).matchAll(/`npm run (?:--silent )?([\w:-]+)/g)].map(
      (match) => match[1] ?? '',
    );
    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });

  it.each(documents)('%s names files of the source that are there', (document) => {
    const named = [...read(document).matchAll(/`((?:src|tests|scripts|bench|docs)\/[\w./-]+\.\w+)`/g)];
    expect(named.map((match) => match[1] ?? '').filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
  });
});
