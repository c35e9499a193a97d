import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ListedFeed, readOpml, writeOpml } from '../../src/feeds/opml.ts';

const inOrder = (feeds: readonly ListedFeed[]) =>
  [...feeds].sort((one, other) => (one.address < other.address ? -1 : 1));

describe('OPML', () => {
  it('is read with folders as tags; a feed in two folders is one feed', () => {
    const list = `<?xml version="1.0"?><opml version="1.0"><head><title>x</title></head><body>
      <outline text="News"><outline title="Local / City"><outline text="A &amp; B" type="rss" xmlUrl="https://a.example/f?x=1&amp;y=2"/></outline></outline>
      <outline text="Also"><outline text="again" xmlUrl="https://a.example/f?x=1&amp;y=2"/></outline>
      <outline xmlUrl="https://b.example/" language="de"/><outline text="a note"/>
      <outline text="bad" xmlUrl="javascript:alert(1)"/></body></opml>`;
    expect(readOpml(list)).toEqual([
      { address: 'https://a.example/f?x=1&y=2', title: 'A & B', tags: ['Also', 'News/Local %2F City'] },
      { address: 'https://b.example/', language: 'de', tags: [] },
    ]);
  });

  it('comes back as it was written', () => {
    const name = fc
      .string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 12 })
      .map((text) => text.trim())
      .filter((text) => text !== '');
    const tag = fc
      .array(
        name.map((text) => text.replaceAll('%', '%25').replaceAll('/', '%2F')),
        { minLength: 1, maxLength: 3 },
      )
      .map((path) => path.join('/'));
    const feed = fc.record({
      address: fc.webUrl({ withQueryParameters: true }),
      title: name,
      tags: fc.uniqueArray(tag, { maxLength: 2 }).map((tags) => tags.sort()),
    });
    fc.assert(
      fc.property(fc.uniqueArray(feed, { selector: ({ address }) => address, maxLength: 8 }), (feeds) => {
        expect(inOrder(readOpml(writeOpml('x', feeds)))).toEqual(inOrder(feeds));
      }),
    );
  });

  it('says so when it is none', () => {
    expect(() => readOpml('<html></html>')).toThrow(/no OPML list/);
  });
});
