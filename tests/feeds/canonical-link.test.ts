import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalLink, cleanLink } from '../../src/feeds/canonical-link.ts';

describe('canonicalLink', () => {
  it.each([
    'http://www.farm.example/news/hay/',
    'https://farm.example/news/hay?utm_source=rss&utm_medium=feed',
    'https://m.farm.example/news/hay#comments',
    'https://amp.farm.example/news/hay',
    'https://farm.example/news/hay/amp/',
    'https://farm.example/amp/news/hay',
    'https://farm.example//news/hay/index.html',
    'https://user:secret@farm.example/news/hay?fbclid=1',
    'https://www.google.com/url?rct=j&url=https%3A%2F%2Ffarm.example%2Fnews%2Fhay&ct=ga',
    'https://farm-example.cdn.ampproject.org/c/s/farm.example/news/hay',
    'https://www.google.com/amp/s/farm.example/news/hay',
  ])('is one for %s', (address) => expect(canonicalLink(address)).toBe('https://farm.example/news/hay'));

  it.each([
    ['https://farm.example/?id=1', 'https://farm.example/?id=2'],
    ['https://farm.example/#!/hay', 'https://farm.example/#!/oats'],
    ['https://farm.example/view?cid=123', 'https://farm.example/view?cid=124'],
    ['https://a.farm.example/', 'https://b.farm.example/'],
    ['https://farm.example/camp', 'https://farm.example/c'],
  ])('tells %s from %s', (one, other) => expect(canonicalLink(one)).not.toBe(canonicalLink(other)));

  it('does not care for the order of parameters', () => {
    expect(canonicalLink('https://farm.example/?b=2&a=1')).toBe(
      canonicalLink('https://farm.example/?a=1&b=2'),
    );
  });

  it('is its own canonical link', () => {
    fc.assert(
      fc.property(fc.webUrl({ withFragments: true, withQueryParameters: true }), (address) => {
        const once = canonicalLink(address);
        expect(once === undefined ? undefined : canonicalLink(once)).toBe(once);
      }),
    );
  });

  it.each(['javascript:alert(1)', 'mailto:jo@farm.example', 'nonsense', ''])('is none for %j', (address) => {
    expect(canonicalLink(address)).toBeUndefined();
    expect(cleanLink(address)).toBeUndefined();
  });
});

describe('cleanLink', () => {
  it('still opens the page', () => {
    expect(cleanLink('http://www.farm.example/hay/?utm_source=x&id=1#top')).toBe(
      'http://www.farm.example/hay/?id=1',
    );
    expect(cleanLink('http://www.farm.example/hay/?a=%20b+c')).toBe('http://www.farm.example/hay/?a=%20b+c');
  });
});
