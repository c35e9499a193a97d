import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FaultList } from '../../src/feeds/dated.ts';
import { groupsOf, headOf } from '../../src/feeds/item-groups.ts';
import { mendXml } from '../../src/feeds/mend-xml.ts';
import { parseFeed, parseFeedGently } from '../../src/feeds/parse.ts';

const bodyOf = (text: string) => ({
  bytes: new TextEncoder().encode(text),
  address: 'https://farm.example/feed',
  contentType: '',
});
const RSS = (inner: string) => `<rss version="2.0"><channel><title>Farm</title>${inner}</channel></rss>`;
const OTHER = '<item><title>Hay</title></item>';

function mend(text: string) {
  const faults = new FaultList();
  const mended = mendXml(text, '', faults, Number.POSITIVE_INFINITY);
  return { mended, length: mended?.xml.length ?? 0, codes: faults.list().map(({ code }) => code) };
}

describe('what is hostile is a fault, and costs no more than it is long', () => {
  it.each([
    ['too-broken', '&'.repeat(600_000), 200],
    ['too-broken', '\u0001'.repeat(600_000), 200],
    ['text-too-long', 'a'.repeat(3_000_000), 1_000_200],
    ['too-many-elements', '<p>a</p>'.repeat(50_000), 150_000],
    ['item-too-long', `<p>${'a'.repeat(900_000)}</p>`.repeat(4), 2_000_200],
    ['item-too-long', `<p><![CDATA[${'a'.repeat(900_000)}]]></p>`.repeat(4), 2_000_200],
  ])('%s', (code, hostile, most) => {
    const { codes, length } = mend(RSS(`${OTHER}<item><description>${hostile}</description></item>`));
    expect(codes).toContain(code);
    expect(length).toBeLessThan(most);
  });

  it('keeps the items before what is too broken, and those after one that is too long', () => {
    const titles = (inner: string) => parseFeed(bodyOf(RSS(inner))).articles.map(({ title }) => title);
    const broken = `<item><title>${'&'.repeat(200_000)}</title></item>`;
    expect(titles(`${OTHER}${broken}`)).toEqual(['Hay']);
    const long = `<item><title>Long</title><description>${'<p>a</p>'.repeat(20_000)}</description></item>`;
    expect(titles(`${long}${OTHER}`)).toEqual(['Long', 'Hay']);
  });

  it('gives the parser a small piece at a time', () => {
    const { mended } = mend(RSS(OTHER.repeat(5_000)));
    if (mended === undefined) throw new Error('no feed');
    expect(headOf(mended)).toBe(RSS(''));
    const groups = [...groupsOf(mended)];
    expect(groups.length).toBeGreaterThanOrEqual(100);
    expect(groups.map((group) => group.split('<item>').length - 1).reduce((a, b) => a + b)).toBe(5_000);
  });
});

describe('parseFeedGently', () => {
  const item = fc.constantFrom(
    OTHER,
    '<item>A & B</item>',
    '<item><link>/a</link>',
    '<title>x</title>',
    '<item/>',
    '<entry><title>e</title></entry>',
    '</channel>',
    '<author><name>Jo</name></author>',
    '<b>',
  );
  const frame = fc.constantFrom(
    RSS,
    (inner: string) => `<rss>${inner}</rss>`,
    (inner: string) => `<channel>${inner}`,
    (inner: string) => `<feed xmlns="http://www.w3.org/2005/Atom">${inner}</feed>`,
    (inner: string) => `<rdf:RDF xmlns="http://purl.org/rss/1.0/"><channel/>${inner}</rdf:RDF>`,
  );

  it('reads what parseFeed reads', async () => {
    await fc.assert(
      fc.asyncProperty(frame, fc.array(item, { maxLength: 8 }), async (put, items) => {
        const body = bodyOf(put(items.join('')));
        const gently = await parseFeedGently(body, 2_000, async () => undefined);
        expect(gently).toEqual(parseFeed(body));
      }),
      { numRuns: 50 },
    );
  });

  it('gives way often: between groups of items, and while it mends', async () => {
    let turns = 0;
    const countTurn = async () => {
      turns++;
    };
    const body = bodyOf(RSS(`<item><title>Hay</title>${'<p>straw</p>'.repeat(50)}</item>`.repeat(1_000)));
    const { articles } = await parseFeedGently(body, 2_000, countTurn);
    expect(articles).toHaveLength(1_000);
    expect(turns).toBeGreaterThan(20);
  });

  it('refuses what parseFeed refuses', async () => {
    await expect(parseFeedGently(bodyOf('words'), 2_000, async () => undefined)).rejects.toThrow('neither');
  });
});
