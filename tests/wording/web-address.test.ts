import { describe, expect, it } from 'vitest';
import { webAddress } from '../../src/wording/web-address.ts';

describe('an address that leaves the bot', () => {
  it('is an http(s) one, percent-encoded', () => {
    expect(webAddress('https://a.example/b c?d="e"')).toBe('https://a.example/b%20c?d=%22e%22');
    expect(webAddress('http://a.example')).toBe('http://a.example/');
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', '//a.example', 'a.example', ''])(
    'is not %j',
    (href) => {
      expect(webAddress(href)).toBeUndefined();
    },
  );

  it('is not longer than it is worth', () => {
    expect(webAddress(`https://a.example/${'x'.repeat(480)}`)).toHaveLength(498);
    expect(webAddress(`https://a.example/${'x'.repeat(500)}`)).toBeUndefined();
  });
});
