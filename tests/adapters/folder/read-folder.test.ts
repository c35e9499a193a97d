import { chmod, mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readFolder } from '../../../src/adapters/folder/read-folder.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'folder-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const read = (validators = {}) => readFolder().read({ kind: 'folder', address: folder }, validators);
const put = (name: string, text: string) => writeFile(join(folder, name), text);

describe('a folder', () => {
  it('gives its text files by name, each with its absolute path', async () => {
    await put('b.md', 'two');
    await put('a.txt', 'one');
    await put('picture.png', 'three');
    await put('.hidden.txt', 'four');
    const outcome = await read();
    expect(
      outcome.kind === 'fresh' && outcome.bodies.map((body) => [body.address, String(body.bytes)]),
    ).toEqual([
      [join(folder, 'a.txt'), 'one'],
      [join(folder, 'b.md'), 'two'],
    ]);
  });

  it('is unchanged until a name, a size or a time changes', async () => {
    await put('a.txt', 'one');
    const first = await read();
    const validators = first.kind === 'fresh' ? first.validators : {};
    expect(await read(validators)).toEqual({ kind: 'unchanged' });
    await utimes(join(folder, 'a.txt'), new Date(0), new Date(0));
    expect((await read(validators)).kind).toBe('fresh');
  });

  it('names what it cannot read, with the reason, and goes on', async () => {
    await put('a.txt', 'one');
    await mkdir(join(folder, 'b.txt'));
    await put('c.txt', 'x'.repeat(5_000_000));
    const outcome = await read();
    expect(outcome).toMatchObject({
      kind: 'fresh',
      bodies: [{ address: join(folder, 'a.txt') }],
      faults: [
        `${join(folder, 'b.txt')} cannot be read: it is a folder.`,
        `${join(folder, 'c.txt')} cannot be read: it is larger than 4 MiB.`,
      ],
    });
  });

  it('says when the right to read a file is missing', async () => {
    await put('a.txt', 'one');
    await chmod(folder, 0o755);
    await chmod(join(folder, 'a.txt'), 0);
    expect(await asNobody(read)).toMatchObject({
      faults: [expect.stringContaining('the right to read it is missing')],
    });
  });

  it('that does not exist is a failure of one sentence', async () => {
    await rm(folder, { recursive: true });
    expect(await read()).toEqual({
      kind: 'failed',
      fault: 'unreachable',
      message: `The folder ${folder} cannot be read: it does not exist.`,
    });
  });

  it('may be empty', async () => {
    expect(await read()).toMatchObject({ kind: 'fresh', bodies: [], faults: [] });
  });
});

/** The superuser may read everything, so for a moment it is somebody else. */
async function asNobody<Result>(work: () => Promise<Result>): Promise<Result> {
  if (process.getuid?.() !== 0) return work();
  process.seteuid?.(65_534);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}
