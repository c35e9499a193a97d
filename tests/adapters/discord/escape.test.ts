import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeAddress, escapeMarkdown } from '../../../src/adapters/discord/escape.ts';

describe('text for Discord', () => {
  it('cannot mention, link, format or draw a picture', () => {
    expect(escapeMarkdown('@everyone <@1> <#2> <t:0:R>')).toBe(
      '\\@everyone \\<\\@1\\> \\<\\#2\\> \\<t\\:0:R\\>',
    );
    expect(escapeMarkdown('[a](https://b.example)')).toBe('\\[a\\](https\\://b.example)');
    expect(escapeMarkdown('**a** __b__ ~~c~~ ||d|| `e`')).toBe(
      '\\*\\*a\\*\\* \\_\\_b\\_\\_ \\~\\~c\\~\\~ \\|\\|d\\|\\| \\`e\\`',
    );
    expect(escapeMarkdown('a :smile: at 08:30')).toBe('a \\:smile: at 08:30');
  });

  it('opens no list and no heading where a line begins', () => {
    expect(escapeMarkdown('- a')).toBe('\\- a');
    expect(escapeMarkdown('-# a')).toBe('\\-\\# a');
    expect(escapeMarkdown('1. a\n2) b')).toBe('1\\. a\n2\\) b');
    expect(escapeMarkdown('2026 was warm. 1. a')).toBe('2026 was warm. 1. a');
    expect(escapeMarkdown('- a', false)).toBe('- a');
  });

  it('is read back word for word', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (text, atLineStart) => {
        expect(escapeMarkdown(text, atLineStart).replace(/\\([^A-Za-z0-9\s])/gu, '$1')).toBe(text);
      }),
    );
  });
});

describe('an address in a link', () => {
  it('cannot end the link', () => {
    expect(escapeAddress('https://a.example/b_(c)|d')).toBe('https://a.example/b_%28c%29%7Cd');
  });
});
