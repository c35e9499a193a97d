import { Refusal } from '../commands/command.ts';
import type { AddOutcome } from '../commands/desk.ts';
import { idOf, type SourceId } from '../domain/ids.ts';
import type { Place } from '../domain/place.ts';
import type { Source, SourceState } from '../domain/source.ts';
import { decode } from '../feeds/decode.ts';
import type { FoundFeed } from '../feeds/find-feeds.ts';
import { pageAddress, selectorOf } from '../feeds/page-address.ts';
import type { Body } from '../ports/source-reader.ts';
import type { DeskParts } from './desk.ts';
import { raceFor } from './race-for.ts';
import type { Tools } from './tools.ts';

/** Places where feeds usually are are tried for this long. */
const TRYING = Temporal.Duration.from({ seconds: 6 });
const TITLES = 3;
const EPOCH = Temporal.Instant.fromEpochMilliseconds(0);
/** A site's second feed that nobody means. */
const COMMENTS = /comments?|kommentare|commentaires|comentarios/i;

/** How a workspace gets a source. */
export interface SourceAdding {
  /** From any address that a person gives. Throws Refusal when it is none. */
  add(place: Place, address: string): Promise<AddOutcome>;
  /** From one of the guesses of `add`. */
  pick(place: Place, id: SourceId): Promise<AddOutcome>;
}

export function createSourceAdding(
  { store, now }: Pick<Tools, 'store' | 'now'>,
  { collector, grouping, readPage }: Pick<DeskParts, 'collector' | 'grouping' | 'readPage'>,
): SourceAdding {
  /** Uses what is there, or reads it for the first time; undefined when it cannot be read as what it was taken for. */
  async function take(source: Source, place: Place): Promise<AddOutcome | undefined> {
    const isSame = (state: SourceState): boolean =>
      state.source.id === source.id || state.source.address === source.address;
    const known = (await store.sourcesOf(place.workspace)).find(isSame);
    if (known !== undefined) return { kind: 'known', state: known };
    // Somebody else may read it already, perhaps since it has moved: then it need not be fetched again.
    const elsewhere = (await store.source(source.id)) ?? (await store.allSources()).find(isSame);
    if (elsewhere?.lastSuccess !== undefined) return share(elsewhere, place);
    if (elsewhere === undefined) await store.putSource(source, now());
    await store.expediteSource(source.id, now());
    const first = await collector.collect(source.id);
    // It has moved: what it holds is at its new address.
    const isElsewhere = first !== undefined && first.state.source.address !== source.address;
    const report = isElsewhere ? await collector.collect(source.id) : first;
    if (report === undefined || report.state.failures > 0) return undefined;
    await grouping.groupWaiting();
    await store.shareSource(source.id, place.workspace);
    return { kind: 'added', state: report.state, articles: report.held };
  }

  async function share(state: SourceState, place: Place): Promise<AddOutcome> {
    const { id } = state.source;
    await store.shareSource(id, place.workspace);
    const { articles } = await store.countArticles([id], EPOCH, now(), false);
    return { kind: 'added', state, articles };
  }

  async function lookAround(source: Source, place: Place): Promise<AddOutcome> {
    const message = (await store.source(source.id))?.lastFault?.message ?? '';
    const page = await readPage(source.address).catch(() => undefined);
    const html = page === undefined ? '' : decode(page.bytes, page.contentType).text;
    if (page === undefined || !isHtml(page, html)) return { kind: 'no-feed', message, feeds: [] };
    const { findFeeds } = await import('../feeds/find-feeds.ts');
    const found = findFeeds(html, page.address);
    const named = meantFeeds(found.filter((feed) => feed.declared));
    if (named.length > 1) return { kind: 'no-feed', message, feeds: named.map((feed) => feed.address) };
    const feed = named[0]?.address ?? (await firstFeed(found.filter(({ declared }) => !declared)));
    const added = feed === undefined ? undefined : await take(newSource(feed), place);
    if (added !== undefined) return { ...added, page: source.address };
    if (feed !== undefined) return { kind: 'no-feed', message, feeds: [feed] };
    return guessLinks(html, page.address, message);
  }

  /** The first of these addresses that is a feed with articles. */
  async function firstFeed(guesses: readonly FoundFeed[]): Promise<string | undefined> {
    const { parseFeed } = await import('../feeds/parse.ts');
    const tries = guesses.map(async ({ address }) => {
      const body = await readPage(address).catch(() => undefined);
      try {
        return body !== undefined && parseFeed(body).articles.length > 0 ? address : undefined;
      } catch {
        return undefined;
      }
    });
    const tried = await raceFor(Promise.all(tries), TRYING, () => []);
    return tried.find((address) => address !== undefined);
  }

  /** Each guess is kept as a source that nobody uses yet, so that picking it needs no more than its id. */
  async function guessLinks(html: string, address: string, message: string): Promise<AddOutcome> {
    const { findLinkBlocks } = await import('../feeds/page-links.ts');
    const guesses: { source: SourceId; titles: readonly string[] }[] = [];
    for (const { selector, links } of findLinkBlocks(html, address)) {
      const source = pageSource(pageAddress(address, selector));
      await store.putSource(source, now());
      guesses.push({ source: source.id, titles: links.slice(0, TITLES).map((link) => link.title) });
    }
    return guesses.length === 0
      ? { kind: 'no-feed', message, feeds: [] }
      : { kind: 'page', address, guesses };
  }

  return {
    async add(place, address) {
      const source = newSource(address);
      return (await take(source, place)) ?? lookAround(source, place);
    },
    async pick(place, id) {
      const state = await store.source(id);
      if (state?.source.kind !== 'page') return { kind: 'no-feed', message: '', feeds: [] };
      const message = state.lastFault?.message ?? '';
      return (await take(state.source, place)) ?? { kind: 'no-feed', message, feeds: [] };
    },
  };
}

function isHtml({ contentType }: Body, text: string): boolean {
  return /\bhtml\b/i.test(contentType) || /^\s*<(?:!doctype html|html)[\s>]/i.test(text);
}

/** Without the feeds of comments, where there are others. */
function meantFeeds(feeds: readonly FoundFeed[]): readonly FoundFeed[] {
  const meant = feeds.filter(({ address, title = '' }) => !COMMENTS.test(`${address} ${title}`));
  return meant.length > 0 ? meant : feeds;
}

/** A source from an address that a person typed. Throws Refusal when it is no http(s) address. */
export function newSource(address: string): Source {
  const typed = /^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `https://${address}`;
  const url = URL.canParse(typed) ? new URL(typed) : undefined;
  // A single word is a typing error rather than a host, unless it was written as an address.
  const isHost = url?.hostname.includes('.') || typed === address;
  if (url === undefined || !/^https?:$/.test(url.protocol) || !isHost) {
    throw new Refusal(
      `“${address}” is no web address.\nIt begins with https://, as in https://example.org/news.xml.`,
    );
  }
  if (selectorOf(url.href) !== undefined) return pageSource(url.href);
  return { id: idOf('source', url.href), kind: 'feed', address: url.href, title: url.host };
}

/** A page whose address says which of its links are articles. */
function pageSource(address: string): Source {
  return { id: idOf('source', address), kind: 'page', address, title: new URL(address).host };
}
