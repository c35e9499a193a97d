import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { movedPage, pageAddress, selectorOf } from '../../src/feeds/page-address.ts';
import { findLinkBlocks, readPageLinks } from '../../src/feeds/page-links.ts';
import { parsePage } from '../../src/feeds/parse-page.ts';

const ADDRESS = 'https://ledger.example/';
const PAGE = `<!doctype html><html lang="en"><head><title>City Ledger</title></head><body>
<header><nav><ul><li><a href="/a">About us and the paper</a></li><li><a href="/b">Contact the editors today</a></li>
<li><a href="/c">Terms of our service here</a></li></ul></nav></header>
<main><section class="top">
<article class="first"><a href="/n/1"><img src="x.jpg"></a><h2><a href="/n/1">Harbour bridge opens after two years</a></h2>
<time datetime="2026-11-24T10:00:00Z">today</time><p>It was closed in 2024.</p></article>
<article><h2><a href="/n/2">Mayor votes against the new tram line</a></h2><p>Five to four.</p></article>
<article><h2><a href="/n/3?utm_source=front">Storm warden found in the river</a></h2></article>
</section>
<div class="most"><ol><li><a href="/m/1">Most read story of this week</a></li>
<li><a href="/m/2">Second most read story of it</a></li><li><a href="/m/3">Third most read story of it</a></li></ol></div>
</main><footer><a href="/x">Imprint and data protection</a></footer></body></html>`;

const body = (html: string) => ({
  bytes: new TextEncoder().encode(html),
  address: ADDRESS,
  contentType: 'text/html; charset=utf-8',
});

describe('the lists of links on a page', () => {
  it('are found by structure, the articles first and menus never', () => {
    const blocks = findLinkBlocks(PAGE, ADDRESS);
    expect(blocks.map(({ links }) => links.map(({ address }) => new URL(address).pathname))).toEqual([
      ['/n/1', '/n/2', '/n/3'],
      ['/m/1', '/m/2', '/m/3'],
    ]);
  });

  it('carry what stands beside each link', () => {
    const [first, second] = findLinkBlocks(PAGE, ADDRESS)[0]?.links ?? [];
    expect(first).toEqual({
      title: 'Harbour bridge opens after two years',
      address: 'https://ledger.example/n/1',
      summary: 'It was closed in 2024.',
      published: Temporal.Instant.from('2026-11-24T10:00:00Z'),
    });
    expect(second?.summary).toBe('Five to four.');
  });

  it('take the heading of a card that is one link', () => {
    const cards = [1, 2, 3].map(
      (at) => `<a class="card" href="/k/${at}"><h3>Card headline number ${at}</h3><p>More ${at}</p></a>`,
    );
    const [block] = findLinkBlocks(`<body><div>${cards.join('')}</div></body>`, ADDRESS);
    expect(block?.links[0]).toMatchObject({ title: 'Card headline number 1', summary: 'More 1' });
  });

  it('are found again when the page has other articles', () => {
    const selector = findLinkBlocks(PAGE, ADDRESS)[0]?.selector ?? '';
    const later = PAGE.replace('/n/1">Harbour', '/n/4">Lamp at the pier is lit again, harbour');
    expect(readPageLinks(later, ADDRESS, selector).links[0]?.address).toBe('https://ledger.example/n/4');
  });

  it('never make it throw, whatever the page', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (html, selector) => {
        findLinkBlocks(`<ul>${html}</ul>`, ADDRESS);
        readPageLinks(html, ADDRESS, selector);
      }),
      { numRuns: 50 },
    );
  });
});

describe('a page as a source', () => {
  it('is read like a feed', () => {
    const selector = findLinkBlocks(PAGE, ADDRESS)[0]?.selector ?? '';
    const parsed = parsePage(body(PAGE), pageAddress(ADDRESS, selector));
    expect(parsed.source).toMatchObject({ title: 'City Ledger', language: 'en' });
    expect(parsed.articles).toHaveLength(3);
  });

  it('takes the best guess when nobody has chosen', () => {
    expect(parsePage(body(PAGE), ADDRESS).articles[0]?.title).toContain('Harbour bridge');
  });

  it('says so when its list is gone', () => {
    expect(() => parsePage(body('<p>Hello</p>'), pageAddress(ADDRESS, 'h2 > a'))).toThrow(
      /no longer has its list of articles/,
    );
  });

  it('keeps its selector in its address, also when it moves', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (selector) => {
        const address = pageAddress('https://a.example/news#x', selector);
        expect(selectorOf(address)).toBe(selector);
        expect(selectorOf(new URL(address).href)).toBe(selector);
        expect(selectorOf(movedPage(address, 'https://b.example/'))).toBe(selector);
      }),
    );
    expect(movedPage('https://a.example/feed', 'https://b.example/feed')).toBe('https://b.example/feed');
  });
});
