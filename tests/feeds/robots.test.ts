import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRobots } from '../../src/feeds/robots.ts';

const may = (text: string, path: string) => readRobots(text, 'news-digest')(path);

describe('robots.txt', () => {
  it.each([
    ['', '/a', true],
    ['User-agent: *\nDisallow: /', '/a', false],
    ['User-agent: *\nDisallow:', '/a', true],
    ['User-agent: other\nDisallow: /', '/a', true],
    ['user-agent: News-Digest/2.0\ndisallow: /private # not for you', '/private/x', false],
    ['User-agent: *\nDisallow: /\n\nUser-agent: news-digest\nAllow: /', '/a', true],
    ['User-agent: a\nUser-agent: news-digest\nDisallow: /a', '/a/b', false],
    ['User-agent: *\nDisallow: /a\nAllow: /a/b', '/a/b/c', true],
    ['User-agent: *\nAllow: /a\nDisallow: /a', '/a', true],
    ['User-agent: *\nDisallow: /*.pdf$', '/x/y.pdf', false],
    ['User-agent: *\nDisallow: /*.pdf$', '/x/y.pdf?z', true],
    ['User-agent: *\nDisallow: /a*c*e', '/abcde', false],
    ['User-agent: *\nDisallow: /a%3Cd', '/a<d', false],
    ['User-agent: *\nDisallow: /?q=', '/?q=1', false],
    ['Sitemap: https://x.example/s.xml\nDisallow: /', '/a', true],
  ])('%j: %s is %s', (text, path, allowed) => {
    expect(may(text, path)).toBe(allowed);
  });

  it('takes no longer for patterns that are full of stars', () => {
    const text = `User-agent: *\nDisallow: /${'*a'.repeat(5000)}b$`;
    expect(may(text, `/${'a'.repeat(20_000)}`)).toBe(true);
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (text, path) => typeof may(text, path) === 'boolean'));
  });
});
