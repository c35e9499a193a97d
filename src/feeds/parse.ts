import { parseAtomFeed, parseJsonFeed, parseRdfFeed, parseRssFeed } from 'feedsmith';
import { isWebAddress } from './addresses.ts';
import { FaultList } from './dated.ts';
import { decode } from './decode.ts';
import { findFeeds } from './find-feeds.ts';
import { itemsOfAtom, sourceOfAtom } from './from-atom.ts';
import { itemsOfJson, sourceOfJson } from './from-json.ts';
import { itemsOfRdf, sourceOfRdf } from './from-rdf.ts';
import { itemsOfRss, sourceOfRss } from './from-rss.ts';
import { mendJson } from './mend-json.ts';
import { type Mended, mendXml } from './mend-xml.ts';
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
  const decoded = decode(body.bytes, body.contentType);
  if (decoded.text.trim() === '')
    throw new FeedError(`${body.address} answered with nothing; try again later.`);
  const faults = new FaultList(decoded.faults);
  const reading = read(decoded.text, body.address, faults, maxItems);
  const articles = reading.articles.filter(saysSomething).map(finish);
  checkItems(articles, faults);
  const source = present({ ...reading.source, language: reading.source.language?.replaceAll('_', '-') });
  return { source, articles, faults: faults.list(), hints: reading.hints ?? NO_HINTS };
}

function read(text: string, address: string, faults: FaultList, maxItems: number): Reading {
  // Without an address of the web (a file), relative links stay as they are.
  const base = isWebAddress(address) ? address : '';
  if (isJson(text)) return readJson(text, address, base, faults, maxItems);
  const mended = isHtml(text) ? undefined : mendXml(text, base, faults, maxItems);
  if (mended === undefined) throw notAFeed(text, address);
  return readXml(mended, base, faults);
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

function readXml({ xml, root }: Mended, base: string, faults: FaultList): Reading {
  try {
    return {
      ...(root === 'feed' ? readAtom : root === 'rdf' ? readRdf : readRss)(xml, base, faults),
      hints: visitHints(xml),
    };
  } catch {
    faults.add('empty-feed', 'The feed is well-formed but says nothing about itself and has no items.');
    return { source: {}, articles: [] };
  }
}

function readAtom(xml: string, base: string, faults: FaultList): Reading {
  const feed = parseAtomFeed(xml);
  return { source: sourceOfAtom(feed, base, faults), articles: itemsOfAtom(feed, base, faults) };
}

function readRdf(xml: string, base: string, faults: FaultList): Reading {
  const feed = parseRdfFeed(xml);
  return { source: sourceOfRdf(feed, base, faults), articles: itemsOfRdf(feed, base, faults) };
}

function readRss(xml: string, base: string, faults: FaultList): Reading {
  const feed = parseRssFeed(xml);
  return { source: sourceOfRss(feed, base, faults), articles: itemsOfRss(feed, base, faults) };
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
