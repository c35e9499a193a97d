import { describe, expect, it } from 'vitest';
import { hostAllowed, httpAddress, isLoopback, originAllowed } from '../../../src/adapters/web/guard.ts';

describe('The guard', () => {
  it.each(['127.0.0.1', '127.8.9.1', 'localhost', '::1'])('knows that %s is this machine', (host) => {
    expect(isLoopback(host)).toBe(true);
  });

  it.each(['0.0.0.0', '10.0.0.1', '::', 'localhost.evil.example', '127.0.0.1.evil.example'])(
    'knows that %s is not',
    (host) => {
      expect(isLoopback(host)).toBe(false);
    },
  );

  it.each([
    ['127.0.0.1:3000', '127.0.0.1', true],
    ['LOCALHOST:3000', '127.0.0.1', true],
    ['[::1]:3000', '127.0.0.1', true],
    ['evil.example:3000', '127.0.0.1', false],
    ['10.0.0.5:3000', '127.0.0.1', false],
    ['10.0.0.5:3000', '0.0.0.0', true],
    ['[fe80::1]:3000', '::', true],
    ['digest.example', 'digest.example', true],
    ['evil.example', '0.0.0.0', false],
    ['', '127.0.0.1', false],
    [undefined, '127.0.0.1', false],
  ])('meets the host %s at %s: %s', (header, host, allowed) => {
    expect(hostAllowed(header, host)).toBe(allowed);
  });

  it.each([
    ['http://127.0.0.1:3000', '127.0.0.1:3000', true],
    ['https://digest.example', 'digest.example', true],
    ['http://127.0.0.1:3001', '127.0.0.1:3000', false],
    ['http://localhost:3000', '127.0.0.1:3000', false],
    ['null', '127.0.0.1:3000', false],
    ['file://127.0.0.1:3000', '127.0.0.1:3000', false],
    [undefined, '127.0.0.1:3000', false],
    ['http://127.0.0.1:3000', 'not a host', false],
  ])('meets the origin %s at %s: %s', (origin, host, allowed) => {
    expect(originAllowed(origin, host)).toBe(allowed);
  });

  it('lets only http(s) addresses out', () => {
    expect(httpAddress('https://post.example/a')).toBe('https://post.example/a');
    for (const address of ['javascript:alert(1)', 'data:text/html,x', '/local', undefined]) {
      expect(httpAddress(address)).toBeUndefined();
    }
  });
});
