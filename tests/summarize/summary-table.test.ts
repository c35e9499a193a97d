import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tableOf, writeBetweenMarks } from '../../bench/summary-table.ts';

it('shows each method beside the lead by paired differences, all and English', () => {
  const base = [
    { r1: 0.3, r2: 0.1, rl: 0.2 },
    { r1: 0.5, r2: 0.3, rl: 0.4 },
  ];
  const ours = base.map(({ r1, r2, rl }, at) => ({ r1: r1 + (at === 0 ? 0.1 : 0.2), r2, rl }));
  const lines = tableOf(
    [
      { name: 'ours', scores: ours },
      { name: 'lead-3', scores: base },
    ],
    base,
    [true, false],
  ).split('\n');
  expect(lines[2]).toMatch(/^\| ours \| 55\.0 \| 20\.0 \| 30\.0 \| \+15\.00 \[10\.00, 20\.00\] \| \+0\.00 /);
  expect(lines[2]).toContain('+10.00 [10.00, 10.00]');
  expect(lines[3]).toBe('| lead-3 | 40.0 | 20.0 | 30.0 |  |  |  |  |');
});

it('writes between the marks alone, as often as one likes, and says which mark is missing', () => {
  const folder = mkdtempSync(join(tmpdir(), 'table-'));
  const path = join(folder, 'README.md');
  writeFileSync(path, 'before\n<!-- evaluation -->\nold\n<!-- /evaluation -->\nafter\n');
  writeBetweenMarks(path, 'new');
  writeBetweenMarks(path, 'new');
  expect(readFileSync(path, 'utf8')).toBe('before\n<!-- evaluation -->\nnew\n<!-- /evaluation -->\nafter\n');
  writeFileSync(path, 'no marks');
  expect(() => writeBetweenMarks(path, 'new')).toThrow('lacks "<!-- evaluation -->"');
  rmSync(folder, { recursive: true });
});
