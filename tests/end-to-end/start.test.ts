import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const NODE = join(ROOT, 'node_modules/.bin/node');

let folder: string;
let running: ChildProcess[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'news-digest-start-'));
  running = [];
});
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

interface Ready {
  readonly ready: true;
  readonly url: string;
  readonly slack: string;
  readonly discord: string;
}

function environment(more: Record<string, string> = {}): NodeJS.ProcessEnv {
  const { INIT_CWD: _, ...env } = process.env;
  return { ...env, NEWS_DIGEST_DATA: 'data', PORT: '0', LOG_LEVEL: 'error', ...more };
}

function start(more?: Record<string, string>): ChildProcess {
  const child = spawn(NODE, [join(ROOT, 'src/main.ts'), 'start'], {
    cwd: folder,
    env: environment(more),
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  running.push(child);
  return child;
}

async function readyLine(child: ChildProcess): Promise<Ready> {
  let text = '';
  for await (const chunk of child.stdout ?? []) {
    text += String(chunk);
    if (text.endsWith('\n')) return JSON.parse(text) as Ready;
  }
  throw new Error('ended before it was ready');
}

const exit = (child: ChildProcess): Promise<number | null> =>
  new Promise((done) => child.once('exit', (code) => done(code)));

async function digestsOf(url: string): Promise<number> {
  for (let turn = 0; turn < 200; turn++) {
    const text = await (await fetch(`${url}/api/state`)).text();
    const found = text.match(/News digest, Tuesday 3 November/g)?.length ?? 0;
    if (found > 0) return found;
    await new Promise((done) => setTimeout(done, 50));
  }
  return 0;
}

describe('start without tokens', () => {
  it('says when it is ready, shows a digest, answers for its health, and ends at SIGTERM with 0', async () => {
    const child = start();
    const ready = await readyLine(child);
    expect(ready).toEqual({
      ready: true,
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      slack: 'off',
      discord: 'off',
    });
    expect((await fetch(`${ready.url}/health`)).status).toBe(200);
    expect(await digestsOf(ready.url)).toBeGreaterThan(0);
    expect(statSync(join(folder, 'data')).mode & 0o777).toBe(0o700);
    const ended = exit(child);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });

  it('lets nobody else have the data folder, and says who holds it', async () => {
    const first = start();
    await readyLine(first);
    const second = spawnSync(NODE, [join(ROOT, 'src/main.ts'), 'start'], {
      cwd: folder,
      env: environment(),
      encoding: 'utf8',
    });
    expect(second.status).toBe(1);
    expect(second.stdout).toBe('');
    expect(second.stderr).toContain(join(folder, 'data'));
    expect(second.stderr).toContain(`${first.pid}`);
    expect(second.stderr.trim().split('\n')).toHaveLength(1);
  });

  it('comes up again after SIGKILL', async () => {
    const first = start();
    await readyLine(first);
    const killed = exit(first);
    first.kill('SIGKILL');
    await killed;
    expect(await readyLine(start())).toMatchObject({ ready: true });
  });

  it('backs up and counts while it runs', async () => {
    await readyLine(start());
    const run = (...args: string[]) =>
      spawnSync(NODE, [join(ROOT, 'src/main.ts'), ...args], {
        cwd: folder,
        env: environment(),
        encoding: 'utf8',
      });
    expect(run('backup', 'copy.sqlite').status).toBe(0);
    expect(statSync(join(folder, 'copy.sqlite')).size).toBeGreaterThan(10_000);
    expect(run('backup', 'copy.sqlite')).toMatchObject({ status: 1 });
    expect(JSON.parse(run('stats', '--json').stdout)).toMatchObject({ sources: 1, subscriptions: 2 });
  });
});
