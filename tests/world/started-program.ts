import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const root = join(import.meta.dirname, '../..');

/** The program as `npm start` runs it, without tokens, on an empty data folder and a free port. */
export async function startProgram(): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const data = await mkdtemp(join(tmpdir(), 'news-digest-'));
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, ['src/main.ts', 'start'], {
    cwd: root,
    env: { PATH, HOME, PORT: '0', NEWS_DIGEST_DATA: data },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const stop = async () => {
    if (child.exitCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  for await (const line of createInterface({ input: child.stdout })) {
    const { ready, url } = JSON.parse(line);
    if (ready === true) return { url, stop };
  }
  throw new Error('The program ended before it was ready.');
}
