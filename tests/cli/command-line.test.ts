import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const NODE = join(ROOT, 'node_modules/.bin/node');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'news-digest-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the program as a supervisor would, in a folder of its own. */
function run(
  args: readonly string[],
  more: { input?: string; env?: Record<string, string> } = {},
): SpawnSyncReturns<string> {
  const { INIT_CWD: _, ...env } = process.env;
  return spawnSync(NODE, [join(ROOT, 'src/main.ts'), ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...env, LOG_LEVEL: 'error', ...more.env },
    ...(more.input === undefined ? {} : { input: more.input }),
  });
}

describe('the command line', () => {
  it('says how it is used, with every verb', () => {
    const { status, stdout } = run(['--help']);
    expect(status).toBe(0);
    for (const verb of [
      'start',
      'summarize',
      'sentences',
      'group',
      'check',
      'preview',
      'feeds',
      'export',
      'import',
      'doctor',
      'backup',
      'stats',
    ]) {
      expect(stdout).toContain(verb);
    }
  });

  it.each([
    [['dance'], /unknown command 'dance'/],
    [['preview', '--loud'], /unknown option '--loud'/],
    [['preview', '--at', 'soon'], /--at "soon" is no instant/],
    [['preview', '--platform', 'irc'], /Allowed choices are slack, discord, text/],
    [['backup'], /missing required argument 'file'/],
    [['stats', 'extra'], /too many arguments/],
  ])('answers %j with a sentence and exit code 2', (args, sentence) => {
    const { status, stdout, stderr } = run(args);
    expect(stderr).toMatch(sentence);
    expect(stderr).not.toMatch(/\bat .*\.ts:\d/);
    expect(stdout).toBe('');
    expect(status).toBe(2);
  });

  it('says every problem of the configuration with exit code 2', () => {
    const { status, stderr } = run(['stats'], { env: { PORT: 'x', SLACK_BOT_TOKEN: 'y' } });
    expect(status).toBe(2);
    expect(stderr.trim().split('\n')).toHaveLength(2);
  });
});

describe('preview', () => {
  it('shows the digest of the samples as plain text, and stores nothing', () => {
    const { status, stdout } = run(['preview', '--at', '2026-11-03T07:00:00+01:00']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^News digest, Tuesday 3 November\n6 stories out of \d+ articles from 1 source/);
    expect(run(['stats']).stderr).toContain('There is no store yet');
  });

  it.each([
    ['slack', 'blocks'],
    ['discord', 'components'],
  ])('gives the payloads for %s as one JSON value', (platform, key) => {
    const { stdout } = run(['preview', '--platform', platform, '--at', '2026-11-03T06:00:00Z', '--json']);
    const value = JSON.parse(stdout) as { text: string; payloads: Record<string, unknown>[] };
    expect(Object.keys(value).sort()).toEqual(['payloads', 'text']);
    expect(value.payloads[0]).toHaveProperty(key);
    expect(value.text).toContain('News digest, Tuesday 3 November');
  });

  it('reads the seeds and the config folder that are named', () => {
    const seeds = join(folder, 'my-seeds');
    mkdirSync(seeds);
    writeFileSync(
      join(seeds, 'a.txt'),
      ' date 2023-09-04 A lamp was lit in Orm on Monday. It can be seen from 20 miles away.\n\nShips are glad.',
    );
    writeFileSync(join(seeds, 'b.txt'), Buffer.from([0xff, 0xfe, 0xff, 0x00, 0xd8]));
    const { stdout, stderr, status } = run(['preview'], {
      env: { NEWS_DIGEST_SEEDS: 'my-seeds', LOG_LEVEL: 'warn' },
    });
    expect(stdout).toContain('A lamp was lit in Orm on Monday.');
    expect(stderr).toContain('b.txt');
    expect(status).toBe(0);
  });

  it('leaves the sample news out where a source is configured', () => {
    mkdirSync(join(folder, 'articles'));
    writeFileSync(join(folder, 'articles/a.txt'), 'date 2023-09-04 A bell was cast in Orm on Monday.');
    mkdirSync(join(folder, 'own-config'));
    writeFileSync(join(folder, 'own-config/news-digest.yaml'), 'sources:\n  - ./articles\n');
    const { stdout } = run(['preview'], { env: { NEWS_DIGEST_CONFIG: 'own-config' } });
    expect(stdout).toMatch(/1 story out of 1 article from 1 source/);
    expect(stdout).toContain('A bell was cast in Orm on Monday');
  });
});

describe('doctor', () => {
  it('looks at everything and says what to do, as text and as JSON', () => {
    const { status, stdout } = run(['doctor']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/well +configuration: Read from/);
    expect(stdout).toContain('→ The first start makes it.');
    const value = JSON.parse(run(['doctor', '--json']).stdout) as {
      ok: boolean;
      findings: { name: string }[];
    };
    expect(value.ok).toBe(true);
    expect(value.findings.map((finding) => finding.name)).toEqual(
      expect.arrayContaining(['configuration', 'data folder', 'disk', 'clock', 'zones', 'tokens', 'store']),
    );
  });

  it('exits 1 when something is broken', () => {
    const { status, stdout } = run(['doctor'], {
      env: { DATABASE_URL: 'postgres://nobody:hunter2@127.0.0.1:1/none' },
    });
    expect(status).toBe(1);
    expect(stdout).toContain('BROKEN');
    expect(stdout).not.toContain('hunter2');
  });
});
