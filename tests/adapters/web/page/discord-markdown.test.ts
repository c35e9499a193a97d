import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeMarkdown } from '../../../../src/adapters/discord/escape.ts';
import { type MarkdownBlock, readMarkdown } from '../../../../src/adapters/web/page/discord-markdown.ts';
import type { Run } from '../../../../src/adapters/web/page/runs.ts';

const wordsOf = (runs: readonly Run[]): string =>
  runs
    .map((run) => ('text' in run ? run.text : 'runs' in run ? wordsOf(run.runs) : `[${run.seconds}]`))
    .join('');
const linesOf = (block: MarkdownBlock): readonly string[] => {
  if (block.kind === 'code') return [block.text];
  return 'lines' in block ? block.lines.map(wordsOf) : [wordsOf(block.runs)];
};
const textOf = (content: string) => readMarkdown(content).flatMap(linesOf).join('\n');

describe('Discord Markdown', () => {
  it('reads the lines of a story', () => {
    const blocks = readMarkdown(
      '### 1. [A lock opens](https://post.example/lock)\nTwo **bold** words.\n> Only in Gazette: it waits.\n-# Post · <t:1795496720:R>',
    );
    expect(blocks.map(({ kind }) => kind)).toEqual(['heading', 'text', 'quote', 'small']);
    expect(blocks[0]).toMatchObject({
      level: 3,
      runs: [
        { text: '1. ' },
        { kind: 'link', href: 'https://post.example/lock', runs: [{ text: 'A lock opens' }] },
      ],
    });
    expect(blocks[1]).toMatchObject({
      lines: [[{ text: 'Two ' }, { kind: 'bold', runs: [{ text: 'bold' }] }, { text: ' words.' }]],
    });
    expect(blocks[3]).toMatchObject({
      runs: [{ text: 'Post · ' }, { kind: 'moment', seconds: 1_795_496_720, relative: true }],
    });
  });

  it('keeps lists, quotes and paragraphs together', () => {
    const blocks = readMarkdown('one\ntwo\n- three\n- four\n> five\n> six\nseven');
    expect(blocks.map((block) => [block.kind, linesOf(block)])).toEqual([
      ['text', ['one', 'two']],
      ['list', ['three', 'four']],
      ['quote', ['five', 'six']],
      ['text', ['seven']],
    ]);
  });

  it('reads marks inside of marks, and code where nothing is a mark', () => {
    expect(readMarkdown('__a *b* ~~c~~__ `**d**`')).toEqual([
      {
        kind: 'text',
        lines: [
          [
            {
              kind: 'underline',
              runs: [
                { kind: 'text', text: 'a ' },
                { kind: 'italic', runs: [{ kind: 'text', text: 'b' }] },
                { kind: 'text', text: ' ' },
                { kind: 'strike', runs: [{ kind: 'text', text: 'c' }] },
              ],
            },
            { kind: 'text', text: ' ' },
            { kind: 'code', text: '**d**' },
          ],
        ],
      },
    ]);
    expect(readMarkdown('```js\n# no heading\n```')).toEqual([{ kind: 'code', text: '# no heading' }]);
  });

  it('makes no link of what is not http(s)', () => {
    expect(textOf('[here](javascript:alert(1))')).toBe('[here](javascript:alert(1))');
  });

  it('shows what the renderer has escaped word for word', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\p{L}\p{N}\p{P}\p{S} ]{1,60}$/u), (text) => {
        expect(textOf(escapeMarkdown(text))).toBe(text);
      }),
    );
  });
});
