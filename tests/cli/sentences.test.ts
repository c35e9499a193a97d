import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

const ROOT = new URL('../../', import.meta.url).pathname;
const PROGRAM = `
  import { Command } from 'commander';
  import { addSentences } from './src/cli/sentences.ts';
  const program = new Command();
  addSentences(program);
  await program.parseAsync(['sentences', '--jsonl'], { from: 'user' });
`;

function run(input: string): { status: number | null; lines: unknown[] } {
  const args = ['--input-type=module', '--eval', PROGRAM];
  const { status, stdout } = spawnSync(`${ROOT}node_modules/.bin/node`, args, {
    cwd: ROOT,
    input,
    encoding: 'utf8',
  });
  const lines = stdout.split('\n').filter((line) => line !== '');
  return { status, lines: lines.map((line) => JSON.parse(line) as unknown) };
}

test('each line is answered in order with slices of its text; a bad one with an error', () => {
  const input = [
    '{"id":1,"text":"It rained.  Mr. Cole stayed in.","lang":"en"}',
    'nonsense',
    '{"id":"b","text":"会议结束了。谁来了？"}',
    '{"id":"c"}',
    '{"id":"d","text":"","lang":null}',
    '{"text":"Das gilt z. B. hier. Gut.","lang":"de-CH"}',
  ].join('\n');
  expect(run(input)).toEqual({
    status: 0,
    lines: [
      { id: 1, sentences: ['It rained.', 'Mr. Cole stayed in.'] },
      { error: 'Line 2 is not JSON; write one {…} a line.' },
      { id: 'b', sentences: ['会议结束了。', '谁来了？'] },
      { id: 'c', error: '"text" is missing; give it as a JSON string.' },
      { id: 'd', sentences: [] },
      { sentences: ['Das gilt z. B. hier.', 'Gut.'] },
    ],
  });
});

test('an empty input is an empty answer', () => {
  expect(run('')).toEqual({ status: 0, lines: [] });
});
