import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { holdFolder } from '../../../src/adapters/database/hold-folder.ts';

describe('the data folder', () => {
  let folder: string;
  beforeEach(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'news-digest-hold-')), 'data');
  });
  afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }));

  const hold = (pid: number) => holdFolder(folder, { pid, host: 'here' });

  test('is made for this user alone', async () => {
    const held = await hold(1);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(join(folder, 'holder.sqlite'))).mode & 0o777).toBe(0o600);
    await held.release();
  });

  test('is held once; the refusal names who holds it and since when', async () => {
    const held = await hold(4711);
    await expect(hold(2)).rejects.toThrow(
      /data is held by process 4711 on here since \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ: stop that one first/,
    );
    await held.release();
    await held.release();
    await (await hold(3)).release();
  });

  test('is free again when its holder was killed, whoever has its process number now', async () => {
    const holder = spawn(process.execPath, [script('hold-folder-forever.ts'), folder]);
    await once(holder.stdout, 'data');
    await expect(hold(2)).rejects.toThrow(`held by process ${holder.pid} on harbour since`);
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    await (await hold(holder.pid ?? 0)).release();
  });

  test('is one of many: another folder is free', async () => {
    const held = await hold(1);
    const other = await holdFolder(join(folder, 'other'), { pid: 1, host: 'here' });
    await other.release();
    await held.release();
  });
});

function script(name: string): string {
  return new URL(name, import.meta.url).pathname;
}
