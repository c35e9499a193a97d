import { parseAtomFeed, parseJsonFeed, parseRdfFeed, parseRssFeed } from 'feedsmith';
import { isWebAddress } from './addresses.ts';
import { FaultList } from './dated.ts';
import { decode } from './decode.ts';
import { findFeeds } from './find-feeds.ts';
import { itemsOfAtom, sourceOfAtom } from './from-atom.ts';
import { itemsOfJson, sourceOfJson } from './from-json.ts';
import { itemsOfRdf, sourceOfRdf } from './from-rdf.ts';
import { itemsOfRss, sourceOfRss } from './from-rss.ts';
import { atOnce, gently, type YieldNow } from './gently.ts';
import { groupsOf, headOf } from './item-groups.ts';
import { mendJson } from './mend-json.ts';
import { type Mended, mendXmlInPieces } from './mend-xml.ts';
import {
  type FeedBody,
  FeedError,
  type FeedItem,
  type FeedSource,
  type ParsedFeed,
  type VisitHints,
} from './parsed-feed.ts';
import { present } from './present.ts';
import { visitHints } from './visit-hints.ts';

interface Reading {
  readonly source: FeedSource;
  readonly articles: readonly FeedItem[];
  readonly hints?: VisitHints;
}

/** As many items of one feed as are read at a visit; more is no news. */
export const MAX_ITEMS = 2_000;

const NO_HINTS: VisitHints = { skipHours: [], skipDays: [] };

/**
 * Reads a feed: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, RDF, JSON Feed 1.0 and 1.1. Reads what can be read and says
 * what was mended or is missing; `maxItems` bounds how many items. Throws a `FeedError` when there is no feed in it.
 */
export function parseFeed(body: FeedBody, maxItems = MAX_ITEMS): ParsedFeed {
  return atOnce(parseInPieces(body, maxItems));
}

/** `parseFeed` for a program that has other things to do: gives way after each piece of the work. */
export function parseFeedGently(body: FeedBody, maxItems: number, yieldNow: YieldNow): Promise<ParsedFeed> {
  return gently(parseInPieces(body, maxItems), yieldNow);
}

function* parseInPieces(body: FeedBody, maxItems: number): Generator<void, ParsedFeed> {
  const decoded = decode(body.bytes, body.contentType);
  if (decoded.text.trim() === '')
    throw new FeedError(`${body.address} answered with nothing; try again later.`);
  yield;
  const faults = new FaultList(decoded.faults);
  const reading = yield* read(decoded.text, body.address, faults, maxItems);
  const articles = reading.articles.filter(saysSomething).map(finish);
  checkItems(articles, faults);
  const source = present({ ...reading.source, language: reading.source.language?.replaceAll('_', '-') });
  return { source, articles, faults: faults.list(), hints: reading.hints ?? NO_HINTS };
}

function* read(text: string, address: string, faults: FaultList, maxItems: number): Generator<void, Reading> {
  // Without an address of the web (a file), relative links stay as they are.
  const base = isWebAddress(address) ? address : '';
  if (isJson(text)) return readJson(text, address, base, faults, maxItems);
  const mended = isHtml(text) ? undefined : yield* mendXmlInPieces(text, base, faults, maxItems);
  if (mended === undefined) throw notAFeed(text, address);
  return yield* readXml(mended, base, faults);
}

function isJson(text: string): boolean {
  return /^[\s\ufeff]*\{/.test(text);
}

/** A web page, unless a feed's root with its version or namespace stands in it (a feed behind an error page). */
function isHtml(text: string): boolean {
  const page = text.search(/<(?:html|head|body)[\s>]/i);
  const feed = text.search(/<(?:[\w.-]+:)?(?:rss|feed|rdf)\b[^<>]{0,500}(?:version|xmlns)\s*=/i);
  return page !== -1 && feed === -1;
}

function saysSomething({ tags, enclosures, ...fields }: FeedItem): boolean {
  return tags.length > 0 || enclosures.length > 0 || Object.keys(fields).length > 0;
}

/** An item with nothing but its whole text has that for a summary. */
function finish(item: FeedItem): FeedItem {
  return item.summary === undefined && item.content !== undefined ? { ...item, summary: item.content } : item;
}

/** The head by itself and the items in groups: the parser takes many times the memory of what it is given. */
function* readXml(mended: Mended, base: string, faults: FaultList): Generator<void, Reading> {
  const kind = KINDS[mended.root](base, faults);
  const head = headOf(mended);
  const source = kind.head(head);
  const articles: FeedItem[] = [];
  let nothing = source === undefined;
  for (const group of groupsOf(mended)) {
    yield;
    const items = kind.items(group);
    nothing &&= items === undefined;
    for (const item of items ?? []) articles.push(item);
  }
  if (nothing)
    faults.add('empty-feed', 'The feed is well-formed but says nothing about itself and has no items.');
  return { source: source ?? {}, articles, ...(!nothing && { hints: visitHints(head) }) };
}

interface Kind {
  /** What the feed says about itself; undefined when it says nothing. */
  readonly head: (xml: string) => FeedSource | undefined;
  readonly items: (xml: string) => readonly FeedItem[] | undefined;
}

const KINDS: Readonly<Record<Mended['root'], (base: string, faults: FaultList) => Kind>> = {
  feed: (base, faults) => kind(parseAtomFeed, sourceOfAtom, itemsOfAtom, base, faults),
  rdf: (base, faults) => kind(parseRdfFeed, sourceOfRdf, itemsOfRdf, base, faults),
  rss: (base, faults) => kind(parseRssFeed, sourceOfRss, itemsOfRss, base, faults),
};

/** A kind of feed by its three functions; items are read with what the head says of all of them. */
function kind<Feed extends object>(
  parse: (xml: string) => Feed,
  sourceOf: (feed: Feed, base: string, faults: FaultList) => FeedSource,
  itemsOf: (feed: Feed, base: string, faults: FaultList) => readonly FeedItem[],
  base: string,
  faults: FaultList,
): Kind {
  let about: Feed | undefined;
  return {
    head(xml) {
      about = orNothing(() => parse(xml));
      return about && sourceOf(about, base, faults);
    },
    items(xml) {
      const group = orNothing(() => parse(xml));
      return group && itemsOf({ ...about, ...group }, base, faults);
    },
  };
}

/** The parser throws at what says nothing. */
function orNothing<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function readJson(text: string, address: string, base: string, faults: FaultList, maxItems: number): Reading {
  try {
    const feed = parseJsonFeed(mendJson(text, faults, maxItems));
    return { source: sourceOfJson(feed, base), articles: itemsOfJson(feed, base, faults) };
  } catch {
    throw new FeedError(`${address} is JSON, but no JSON Feed; look for the address of its feed.`);
  }
}

function notAFeed(text: string, address: string): FeedError {
  if (!isHtml(text) && !/<html[\s>]/i.test(text))
    return new FeedError(`${address} is neither a feed nor a web page.`);
  const feeds = findFeeds(text, address)
    .filter((feed) => feed.declared)
    .map((feed) => feed.address);
  const hint =
    feeds.length === 0
      ? 'and names no feed'
      : `but it names ${feeds.length === 1 ? 'a feed' : 'feeds'}: ${feeds.slice(0, 3).join(', ')}`;
  return new FeedError(`${address} is a web page, not a feed, ${hint}.`);
}

function checkItems(articles: readonly FeedItem[], faults: FaultList): void {
  if (articles.length === 0) faults.add('no-items', 'The feed has no items.');
  for (const [at, item] of articles.entries()) {
    const name = item.title === undefined ? `Item ${at + 1}` : `"${item.title.slice(0, 60)}"`;
    if (item.title === undefined) faults.add('item-without-title', `${name} has no title.`);
    if (item.link === undefined) faults.add('item-without-link', `${name} has no link.`);
    if (item.published === undefined && item.updated === undefined)
      faults.add('item-without-date', `${name} has no date.`);
    if (item.summary === undefined) faults.add('item-without-text', `${name} has no text.`);
  }
}
