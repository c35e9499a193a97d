/** The three kinds of feed in XML. */
export type Root = 'rss' | 'feed' | 'rdf';

/** What may be the root of a feed (in lower case, without prefix), and of which kind it is. */
export const ROOTS: Readonly<Record<string, Root>> = {
  rss: 'rss',
  channel: 'rss',
  feed: 'feed',
  entry: 'feed',
  rdf: 'rdf',
};

/** Elements that hold one value; another of them starting inside means that the first was not closed. */
export const VALUES: ReadonlySet<string> = new Set(
  'title link guid id pubdate updated published issued modified language'.split(' '),
);

/** A part of such a value is a wrong value, so what was cut off inside one is left out. */
export const NO_HALVES: ReadonlySet<string> = new Set([
  ...VALUES,
  ...'date name email uri url category creator author lastbuilddate'.split(' '),
]);

/** Elements whose text is an address, so that `xml:base` applies to it. */
export const ADDRESSES: ReadonlySet<string> = new Set('link id uri url comments icon logo'.split(' '));

/** Elements that never stand in one another. */
export const REPEATED: ReadonlySet<string> = new Set(['item', 'entry']);

/** HTML elements without an end, as they stand in unescaped markup. */
export const VOID: ReadonlySet<string> = new Set(['br', 'hr', 'img', 'wbr']);

/** Elements that feeds of the RSS family borrow without a prefix, by their parent, and where the parser finds them. */
export const RENAMED: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map([
  [
    'channel',
    new Map([
      ['author', 'managingEditor'],
      ['tagline', 'itunes:summary'],
      ['subtitle', 'itunes:summary'],
      ['dc:author', 'dc:creator'],
    ]),
  ],
  [
    'item',
    new Map([
      ['body', 'content:encoded'],
      ['xhtml:body', 'content:encoded'],
      ['fullitem', 'content:encoded'],
      ['dc:author', 'dc:creator'],
      ['summary', 'atom:summary'],
      ['id', 'atom:id'],
      ['updated', 'atom:updated'],
      ['published', 'atom:published'],
      ['tags', 'itunes:keywords'],
    ]),
  ],
]);
