import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeMarks } from '../../../../src/adapters/slack/escape.ts';
import { readMrkdwn } from '../../../../src/adapters/web/page/slack-mrkdwn.ts';

const text = (words: string) => ({ kind: 'text', text: words });

describe('Slack mrkdwn', () => {
  it('reads what a grey line holds', () => {
    expect(readMrkdwn('Post and *Gazette* · <!date^1795496720^{ago}|05:05 UTC>')).toEqual([
      text('Post and '),
      { kind: 'bold', runs: [text('Gazette')] },
      text(' · '),
      { kind: 'moment', seconds: 1_795_496_720, relative: true },
    ]);
  });

  it('keeps times and colons, also as the label of a link', () => {
    expect(readMrkdwn('Tuesday 10:30:15: read')).toEqual([text('Tuesday 10:30:15: read')]);
    expect(readMrkdwn('<https://post.example/a?b=1&amp;c=2|Train at 08:30>')).toEqual([
      { kind: 'link', href: 'https://post.example/a?b=1&c=2', runs: [text('Train at 08:30')] },
    ]);
  });

  it('makes no link of an escaped one, nor of what is not http(s)', () => {
    expect(readMrkdwn('&lt;https://evil.example|x&gt;')).toEqual([text('<https://evil.example|x>')]);
    expect(readMrkdwn('<javascript:alert(1)|x>')).toEqual([text('x')]);
  });

  it('takes a mark only at the borders of words', () => {
    expect(readMrkdwn('snake_case_name and 2*3*4')).toEqual([text('snake_case_name and 2*3*4')]);
    expect(readMrkdwn('_one_ `two`')).toEqual([
      { kind: 'italic', runs: [text('one')] },
      text(' '),
      { kind: 'code', text: 'two' },
    ]);
  });

  it('shows what the renderer has escaped word for word', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\p{L}\p{N}\p{P}\p{S} ]{1,60}$/u), (words) => {
        const runs = readMrkdwn(escapeMarks(words));
        expect(
          runs
            .map((run) => ('text' in run ? run.text : run.kind))
            .join('')
            .replaceAll('\u2060', ''),
        ).toBe(words);
      }),
    );
  });
});
