import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { en } from '../../src/wording/en.ts';

const src = join(import.meta.dirname, '../../src');

it('every wording is said somewhere', () => {
  const files = globSync('**/*.ts', { cwd: src }).filter((file) => !/^wording\/en(-\w+)?\.ts$/.test(file));
  const code = files.map((file) => readFileSync(join(src, file), 'utf8')).join('\n');
  expect(files.length).toBeGreaterThan(100);
  expect(Object.keys(en).filter((key) => !code.includes(`'${key}'`))).toEqual([]);
});
