import { parseAtomFeed, parseJsonFeed, parseRdfFeed, parseRssFeed } from 'feedsmith';
import { FaultList } from './dated.ts';
import { decode } from './decode.ts';
import { findFeeds } from './find-feeds.ts';
import { itemsOfAtom, sourceOfAtom } from './from-atom.ts';
import { itemsOfJson, sourceOfJson } from './from-json.ts';
import { itemsOfRdf, sourceOfRdf } from './from-rdf.ts';
import { itemsOfRss, type RssFeed, sourceOfRss } from './from-rss.ts';
import { type Mended, mendXml } from './mend-xml.ts';
import {
  type FeedBody,
  FeedError,
  type FeedItem,
  type FeedSource,
  type ParsedFeed,
  type VisitHints,
} from './parsed-feed.ts';

interface Reading {
  readonly source: FeedSource;
  readonly articles: readonly FeedItem[];
  readonly hints?: VisitHints;
}

const NO_HINTS: VisitHints = { skipHours: [], skipDays: [] };

/**
 * Reads a feed: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, RDF, JSON Feed 1.0 and 1.1. Reads what can be read and says
 * what was mended or is missing. Throws a `FeedError` when there is no feed in it.
 */
export function parseFeed(body: FeedBody): ParsedFeed {
  const { text, faults } = decode(body.bytes, body.contentType);
  if (text.trim() === '') throw new FeedError(`${body.address} answered with nothing; try again later.`);
  const found = new FaultList();
  const mended = isJson(text) || isHtml(text) ? undefined : mendXml(text, body.address);
  const reading =
    mended === undefined ? readJson(text, body.address, found) : readXml(mended, body.address, found);
  const articles = reading.articles.filter((item) => Object.keys(item).length > 2);
  checkItems(articles, found);
  return {
    source: reading.source,
    articles,
    faults: [...faults, ...(mended?.faults ?? []), ...found.list()],
    hints: reading.hints ?? NO_HINTS,
  };
}

function isJson(text: string): boolean {
  return /^[\s\ufeff]*\{/.test(text);
}

function isHtml(text: string): boolean {
  const head = text.slice(0, 2000);
  return /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype html|html|head|body)[\s>]/i.test(head);
}

function readXml(mended: Mended, address: string, faults: FaultList): Reading {
  const { xml, root } = mended;
  try {
    if (root === 'feed') {
      const feed = parseAtomFeed(xml);
      return { source: sourceOfAtom(feed, address, faults), articles: itemsOfAtom(feed, address, faults) };
    }
    if (root === 'rdf') {
      const feed = parseRdfFeed(xml);
      return { source: sourceOfRdf(feed, address, faults), articles: itemsOfRdf(feed, address, faults) };
    }
    const feed = parseRssFeed(root === 'rss' ? xml : `<rss version="2.0">${xml}</rss>`);
    return {
      source: sourceOfRss(feed, address, faults),
      articles: itemsOfRss(feed, address, faults),
      hints: hintsOf(feed),
    };
  } catch {
    faults.add('empty-feed', 'The feed is well-formed but says nothing about itself and has no items.');
    return { source: {}, articles: [] };
  }
}

function readJson(text: string, address: string, faults: FaultList): Reading {
  if (!isJson(text)) throw notAFeed(text, address);
  try {
    const feed = parseJsonFeed(JSON.parse(text.replace(/^\ufeff/, '')));
    return { source: sourceOfJson(feed, address), articles: itemsOfJson(feed, address, faults) };
  } catch (error) {
    throw new FeedError(
      `${address} is JSON but no JSON Feed that can be read (${(error as Error).message}).`,
    );
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

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

function hintsOf(feed: RssFeed): VisitHints {
  const skipHours = (feed.skipHours ?? [])
    .map((hour) => hour % 24)
    .filter((hour) => Number.isInteger(hour) && hour >= 0);
  const skipDays = (feed.skipDays ?? [])
    .map((day) => DAYS.indexOf(day.toLowerCase()) + 1)
    .filter((day) => day > 0);
  return { ...(feed.ttl !== undefined && feed.ttl > 0 && { ttl: feed.ttl }), skipHours, skipDays };
}

function checkItems(articles: readonly FeedItem[], faults: FaultList): void {
  if (articles.length === 0) faults.add('no-items', 'The feed has no items.');
  for (const [at, item] of articles.entries()) {
    const name = item.title === undefined ? `Item ${at + 1}` : `"${item.title.slice(0, 60)}"`;
    if (item.title === undefined) faults.add('item-without-title', `${name} has no title.`);
    if (item.link === undefined) faults.add('item-without-link', `${name} has no link.`);
    if (item.published === undefined && item.updated === undefined)
      faults.add('item-without-date', `${name} has no date.`);
    if (item.summary === undefined && item.content === undefined)
      faults.add('item-without-text', `${name} has no text.`);
  }
}
