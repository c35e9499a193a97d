import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeControls } from '../../../src/adapters/slack/escape.ts';
import { plainWords } from '../../../src/adapters/slack/plain-words.ts';

describe('what people typed', () => {
  it.each([
    ['<https://a.example/?x=1&amp;y=2>', 'https://a.example/?x=1&y=2'],
    ['<https://a.example/x|a.example/x>', 'https://a.example/x'],
    ['<mailto:a@b.example|a@b.example>', 'a@b.example'],
    ['a digest for <#C1|news> and <@U1|ada>', 'a digest for news and ada'],
    ['3 &lt; 4 &amp;&amp; 5 &gt; 4', '3 < 4 && 5 > 4'],
    ['&amp;lt;', '&lt;'],
  ])('%s is %s', (sent, typed) => {
    expect(plainWords(sent)).toBe(typed);
  });

  it('comes back as it was, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        expect(plainWords(escapeControls(typed))).toBe(typed.trim());
      }),
    );
  });
});
