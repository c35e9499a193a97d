import { describe, expect, it } from 'vitest';
import { escapeControls, escapeMarks } from '../../../src/adapters/slack/escape.ts';

describe('text for Slack', () => {
  it('cannot begin a mention or an entity', () => {
    expect(escapeControls('<!channel> & &lt;@U1>')).toBe('&lt;!channel&gt; &amp; &amp;lt;@U1&gt;');
  });

  it('keeps marks from pairing and names of pictures from becoming pictures', () => {
    expect(escapeMarks('*a* _b_ ~c~ `d`')).toBe(
      '\u2060*a\u2060* \u2060_b\u2060_ \u2060~c\u2060~ \u2060`d\u2060`',
    );
    expect(escapeMarks('at :smile: 08:30')).toBe('at \u2060:smile: 08:30');
  });
});
