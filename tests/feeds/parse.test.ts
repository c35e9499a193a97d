import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFeed } from '../../src/feeds/parse.ts';

const parse = (text: string, address = 'https://farm.example/feed', maxItems?: number) =>
  parseFeed({ bytes: new TextEncoder().encode(text), address, contentType: '' }, maxItems);
const codes = (text: string) => parse(text).faults.map((fault) => fault.code);

const ITEM =
  '<title>Hay</title><link>/hay</link><pubDate>Tue, 24 Nov 2026 07:30:00 GMT</pubDate><description>Dry</description>';
const RSS = (inner: string) => `<rss version="2.0"><channel><title>Farm</title>${inner}</channel></rss>`;

describe('a feed of each kind', () => {
  it('RSS 2.0 is read whole', () => {
    const feed = parse(
      RSS(`<link>/</link><language>en_GB</language><ttl>90</ttl><skipHours><hour>3</hour></skipHours><skipDays><day>Sunday</day></skipDays>
      <item>${ITEM}<author>jo@farm.example (Jo Hill)</author><guid isPermaLink="false">h1</guid><category>crops</category><source url="https://o.example/">Other Paper</source></item>`),
    );
    expect(feed.faults).toEqual([]);
    expect(feed.hints).toEqual({ ttl: 90, skipHours: [3], skipDays: [7] });
    expect(feed.source).toEqual({ title: 'Farm', link: 'https://farm.example/', language: 'en-GB' });
    expect(feed.articles).toEqual([
      {
        id: 'h1',
        title: 'Hay',
        link: 'https://farm.example/hay',
        published: Temporal.Instant.from('2026-11-24T07:30:00Z'),
        author: 'Jo Hill',
        summary: 'Dry',
        tags: ['crops'],
        enclosures: [],
        outlet: 'Other Paper',
      },
    ]);
  });

  it('Atom gives an entry the author of the feed', () => {
    const { articles } = parse(
      '<feed xmlns="http://www.w3.org/2005/Atom"><author><name>Jo</name></author><entry><id>1</id><title type="html">A &lt;b&gt;bold&lt;/b&gt; move</title><link rel="self" href="/self"/><link href="/a"/><content type="html">&lt;a href="x"&gt;x&lt;/a&gt;</content></entry></feed>',
    );
    expect(articles[0]).toMatchObject({
      author: 'Jo',
      title: 'A <b>bold</b> move',
      link: 'https://farm.example/a',
      content: '<a href="https://farm.example/x">x</a>',
    });
  });

  it('Atom: of a date that is given twice the last counts, and what follows is read whole', () => {
    const entry =
      '<entry><updated>2010-12-01T10:14:55Z</updated><updated>2003-12-31T10:14:55Z</updated></entry>';
    const { articles } = parse(
      `<feed xmlns="http://www.w3.org/2005/Atom">${entry}<entry><title>b</title></entry>${entry}</feed>`,
    );
    expect(articles.map(({ title, updated }) => title ?? updated?.toString())).toEqual([
      '2003-12-31T10:14:55Z',
      'b',
      '2003-12-31T10:14:55Z',
    ]);
  });

  it('RDF keeps the order of the document', () => {
    const item = (id: string) =>
      `<item rdf:about="http://e.example/${id}"><title>${id}</title><link>http://e.example/${id}</link></item>`;
    const feed = parse(
      `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>R</title><items><rdf:Seq><rdf:li rdf:resource="http://e.example/b"/><rdf:li rdf:resource="http://e.example/a"/></rdf:Seq></items></channel>${item('a')}${item('b')}</rdf:RDF>`,
    );
    expect(feed.articles.map(({ title }) => title)).toEqual(['a', 'b']);
  });

  it('JSON Feed takes either way of naming the author', () => {
    const feed = parse(
      JSON.stringify({
        version: '1.1',
        title: 'J',
        author: { name: 'All' },
        items: [{ id: '1', url: '/1', author: { name: 'One' }, authors: [{ name: 'Two' }] }, { id: '2' }],
      }),
    );
    expect(feed.articles.map(({ author }) => author)).toEqual(['One', 'All']);
    expect(feed.faults.map(({ code }) => code)).toContain('version-unknown');
  });

  it('JSON that is cut off or sloppy is read as far as it goes', () => {
    expect(
      parse('{"title":"J","items":[{"id":"1","title":"a"},{"id":"2","ti').articles.map(({ id }) => id),
    ).toEqual(['1', '2']);
    expect(parse('{"title":"J\n","items":[{"id":"1",},],}').articles.map(({ id }) => id)).toEqual(['1']);
  });
});

describe('what is missing or wrong', () => {
  it('is said, each kind once', () => {
    expect(codes(RSS('<item><title>a</title></item><item><title>b</title></item>'))).toEqual([
      'item-without-link',
      'item-without-date',
      'item-without-text',
    ]);
    expect(codes(RSS(`<item>${ITEM.replace('24 Nov', '99 Nov')}</item>`))).toEqual([
      'date-unreadable',
      'item-without-date',
    ]);
    expect(codes(RSS(''))).toEqual(['no-items']);
  });

  it('is one sentence each', () => {
    for (const { message } of parse(`junk${RSS('<item>A & B &nbsp; <b></item></c>')}junk`).faults)
      expect(message).toMatch(/^[A-Z"].*[.)]$/);
  });

  it.each([
    ['', /answered with nothing/],
    ['  \n', /answered with nothing/],
    ['just words', /neither a feed nor a web page/],
    ['{"a":1}', /no JSON Feed/],
    [
      '<!doctype html><html><head><link rel="alternate" type="application/atom+xml" href="/atom"></head></html>',
      /but it names a feed: https:\/\/farm\.example\/atom\.$/,
    ],
    ['<html><body>Hello</body></html>', /and names no feed\.$/],
  ])('makes no feed of %j', (text, message) => expect(() => parse(text)).toThrow(message));

  it('never throws anything but a FeedError', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '<rss>',
        '<feed>',
        '<rdf:RDF>',
        '<channel>',
        '<item>',
        '<entry>',
        '<title>',
        '</title>',
        '<__proto__>',
        '<constructor>',
        '{',
        '"items":[',
        '&x;',
        '<![CDATA[',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        try {
          parse(pieces.join(''));
        } catch (error) {
          expect((error as Error).name).toBe('FeedError');
        }
      }),
    );
  });

  it('is bounded in the number of items, unless all are wanted', () => {
    const many = RSS('<item><title>a</title></item>'.repeat(2500));
    expect(parse(many).articles).toHaveLength(2000);
    expect(codes(many)).toContain('too-many-items');
    expect(parse(many, undefined, Number.POSITIVE_INFINITY).articles).toHaveLength(2500);
  });
});

const GOLD = '../shared/data/feeds/gold.dev.jsonl';

describe.skipIf(!existsSync(GOLD))(`feeds with expectations (skipped without ${GOLD})`, () => {
  it('are read without a failure, titles of sources among them', () => {
    const lines = readFileSync(GOLD, 'utf8').trim().split('\n');
    const wrong: string[] = [];
    for (const line of lines) {
      const {
        file,
        url,
        expect: wanted,
      } = JSON.parse(line) as { file: string; url?: string; expect: Record<string, unknown> };
      const { source, articles } = parseFeed({
        bytes: readFileSync(`../shared/data/feeds/files/${file}`),
        address: url ?? '',
        contentType: '',
      });
      if (wanted['entries.length'] !== undefined && wanted['entries.length'] !== articles.length)
        wrong.push(file);
      if (wanted['feed.language'] !== undefined && wanted['feed.language'] !== source.language)
        wrong.push(file);
    }
    expect(wrong).toEqual([]);
  });
});
