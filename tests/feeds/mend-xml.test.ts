import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FaultList } from '../../src/feeds/dated.ts';
import { mendXml } from '../../src/feeds/mend-xml.ts';

function mend(text: string, address = ''): { xml: string | undefined; codes: readonly string[] } {
  const faults = new FaultList();
  const mended = mendXml(text, address, faults, 100);
  return { xml: mended?.xml, codes: faults.list().map((fault) => fault.code) };
}

describe('mendXml', () => {
  it('leaves a well-formed feed as it is', () => {
    const feed =
      '<rss version="2.0"><channel><title>A &amp; B</title><item><link>x</link></item></channel></rss>';
    expect(mend(`<?xml version="1.0"?><!-- hi -->${feed}\n`)).toEqual({ xml: feed, codes: [] });
  });

  it.each([
    ['junk-before', 'Warning: PHP!\n<rss><channel/></rss>', '<rss><channel/></rss>'],
    ['junk-after', '<rss><channel/></rss> <script>x</script>', '<rss><channel/></rss>'],
    [
      'bare-ampersand',
      '<rss><channel><title>A & B &x</title></channel></rss>',
      '<rss><channel><title>A &amp; B &amp;x</title></channel></rss>',
    ],
    [
      'undeclared-entity',
      '<rss><channel><title>&eacute;</title></channel></rss>',
      '<rss><channel><title>&eacute;</title></channel></rss>',
    ],
    [
      'control-characters',
      '<rss><channel><title>a\u0001b\u000b</title></channel></rss>',
      '<rss><channel><title>ab</title></channel></rss>',
    ],
    [
      'unclosed-tag',
      '<rss><channel><item><title>a<link>b</link></item></channel></rss>',
      '<rss><channel><item><title>a</title><link>b</link></item></channel></rss>',
    ],
    [
      'unclosed-tag',
      '<rss><channel><item><a>1</a><item><a>2</a></item></channel></rss>',
      '<rss><channel><item><a>1</a></item><item><a>2</a></item></channel></rss>',
    ],
    ['stray-end-tag', '<rss><channel></b></channel></rss>', '<rss><channel></channel></rss>'],
    [
      'bare-less-than',
      '<rss><channel><title>1 < 2</title></channel></rss>',
      '<rss><channel><title>1 &lt; 2</title></channel></rss>',
    ],
    [
      'cut-off',
      '<rss><channel><item><title>a</title><link>http://exa',
      '<rss><channel><item><title>a</title></item></channel></rss>',
    ],
    [
      'cut-off',
      '<rss><channel><item><description><![CDATA[half a sen',
      '<rss><channel><item><description><![CDATA[half a sen]]></description></item></channel></rss>',
    ],
    ['cut-off', '<rss><channel><title>a</title><ite', '<rss><channel><title>a</title></channel></rss>'],
  ])('mends and says %s', (code, written, wanted) => {
    expect(mend(written)).toEqual({ xml: wanted, codes: [code] });
  });

  it('expands no entity of the feed', () => {
    const bomb =
      '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]><rss><channel><title>&b;</title></channel></rss>';
    const { xml, codes } = mend(bomb);
    expect(xml).toBe('<rss><channel><title>&b;</title></channel></rss>');
    expect(codes).toContain('own-entities');
  });

  it('quotes and escapes attributes', () => {
    expect(mend('<rss><channel><a href=x?a=1&b=2 checked/></channel></rss>').xml).toBe(
      '<rss><channel><a href="x?a=1&amp;b=2" checked=""/></channel></rss>',
    );
  });

  it('applies xml:base to addresses in attributes and in text', () => {
    const feed =
      '<feed xml:base="http://e.example/a/"><link href="b"/><entry xml:base="c/"><id>d/e</id></entry></feed>';
    expect(mend(feed).xml).toBe(
      '<feed xml:base="http://e.example/a/"><link href="http://e.example/a/b"/><entry xml:base="http://e.example/a/c/"><id>http://e.example/a/c/d/e</id></entry></feed>',
    );
  });

  it('takes the prefix of the root away, and wraps a lone entry', () => {
    expect(mend('<r:rss><r:channel><r:title>a</r:title></r:channel></r:rss>').xml).toBe(
      '<rss><channel><title>a</title></channel></rss>',
    );
    expect(mend('<entry><title>a</title></entry>').xml).toBe('<feed><entry><title>a</title></entry></feed>');
  });

  it("leaves RDF's table of contents out, so that items keep their order", () => {
    const { xml } = mend(
      '<rdf:RDF><channel><items><rdf:Seq><rdf:li/></rdf:Seq></items></channel><item/></rdf:RDF>',
    );
    expect(xml).toBe('<rdf:RDF><channel></channel><item/></rdf:RDF>');
  });

  it('bounds depth and number of items', () => {
    const deep = mend(
      `<rss><channel>${'<b>'.repeat(500)}x${'</b>'.repeat(500)}<title>t</title></channel></rss>`,
    );
    expect(deep.codes).toEqual(['too-deep']);
    expect(deep.xml?.endsWith('<title>t</title></channel></rss>')).toBe(true);
    const many = mend(`<rss><channel>${'<item>x</item>'.repeat(200)}</channel></rss>`);
    expect(many.codes).toEqual(['too-many-items']);
    expect(many.xml?.match(/<item>/g)).toHaveLength(100);
  });

  it('finds no feed in a text without one', () => {
    expect(mend('hello <b>world</b>').xml).toBeUndefined();
  });

  it('takes no quotation mark into a name', () => {
    expect(mend('<rss><channel><x"><item></item>').xml).toBe(
      '<rss><channel><x><item></item></x></channel></rss>',
    );
  });

  it('always closes what it opens, whatever it is given', () => {
    const piece = fc.constantFrom(
      '<item>',
      '</item>',
      '<a b="',
      '<b/>',
      '&',
      '<',
      '>',
      '<![CDATA[',
      ']]>',
      '<!--',
      '-->',
      '"',
      'x',
      '</',
      '<title>',
      '</title>',
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const { xml = '' } = mend(`<rss><channel>${pieces.join('')}`);
        const bare = xml.replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, '');
        // A value in quotation marks may hold a `>`.
        const starts = [...bare.matchAll(/<[a-z](?:"[^"]*"|[^<>"/]|\/(?!>))*(\/?)>/g)];
        const opened = starts.filter((start) => start[1] === '').length;
        expect(bare.match(/<\/[a-z][^<>]*>/g)?.length ?? 0).toBe(opened);
      }),
    );
  });
});
