import { describe, expect, it } from 'vitest';
import { cutLabels } from '../../src/wording/cut-labels.ts';

const LONG = 'word '.repeat(200);

describe('what has one place', () => {
  it('is cut when it is too long to stand there', () => {
    expect(cutLabels({ kind: 'title', text: LONG })).toMatchObject({
      text: expect.stringMatching(/^.{100,140}$/),
    });
    const content = [{ kind: 'link', text: LONG, href: 'https://a.example' }] as const;
    expect(cutLabels({ kind: 'note', content })).toMatchObject({
      content: [{ text: expect.stringMatching(/^.{200,300}$/) }],
    });
  });

  it('turns no direction in a title', () => {
    expect(cutLabels({ kind: 'title', text: 'News \u202edigest' })).toEqual({
      kind: 'title',
      text: 'News digest',
    });
  });

  it('never cuts a text of ours or of a source', () => {
    const line = { kind: 'line', content: [{ kind: 'text', text: LONG }] } as const;
    expect(cutLabels(line)).toEqual(line);
  });
});
