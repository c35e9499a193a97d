import { ARTICLE_TEXT_LIMIT, type Article } from '../domain/article.ts';
import { idOf } from '../domain/ids.ts';
import type { Source } from '../domain/source.ts';
import { canonicalLink, cleanLink } from './canonical-link.ts';
import { fingerprintOf } from './fingerprint.ts';
import { atOnce, gently, type YieldNow } from './gently.ts';
import type { FeedItem, ParsedFeed } from './parsed-feed.ts';
import { plainLine, plainText } from './plain-text.ts';
import { present } from './present.ts';
import { statedLanguage } from './stated-language.ts';
import { wireOf } from './wire.ts';

export interface FreshArticle {
  readonly article: Article;
  readonly fingerprint: string;
}

/** As many characters as are read before others may run; an item costs something whatever its length. */
const PIECE = 50_000;
const PER_ITEM = 500;

/**
 * The articles of a feed: plain text, canonical links, ids that stay the same however often the feed is read. Items
 * that say nothing (no title and no text) make no article. When two items are the same article, the first one counts.
 */
export function toArticles(
  parsed: ParsedFeed,
  source: Source,
  fetched: Temporal.Instant,
  countsAsNew: boolean,
): readonly FreshArticle[] {
  return atOnce(articlesInPieces(parsed, source, fetched, countsAsNew));
}

/** `toArticles` for a program that has other things to do: gives way after every few items. */
export function toArticlesGently(
  parsed: ParsedFeed,
  source: Source,
  fetched: Temporal.Instant,
  countsAsNew: boolean,
  yieldNow: YieldNow,
): Promise<readonly FreshArticle[]> {
  return gently(articlesInPieces(parsed, source, fetched, countsAsNew), yieldNow);
}

function* articlesInPieces(
  parsed: ParsedFeed,
  source: Source,
  fetched: Temporal.Instant,
  countsAsNew: boolean,
): Generator<void, readonly FreshArticle[]> {
  const found = new Map<string, FreshArticle>();
  let length = 0;
  for (const item of parsed.articles) {
    length += PER_ITEM + (item.content?.length ?? 0) + (item.summary?.length ?? 0);
    if (length > PIECE) {
      yield;
      length = 0;
    }
    const fresh = toArticle(item, parsed, source, fetched, countsAsNew);
    if (fresh !== undefined && !found.has(fresh.article.id)) found.set(fresh.article.id, fresh);
  }
  return [...found.values()];
}

function toArticle(
  item: FeedItem,
  parsed: ParsedFeed,
  source: Source,
  fetched: Temporal.Instant,
  countsAsNew: boolean,
): FreshArticle | undefined {
  const text = textOf(item);
  const title = titleOf(item, text);
  if (title === '') return undefined;
  const link = item.link === undefined ? undefined : cleanLink(item.link);
  const identity = link === undefined ? undefined : canonicalLink(link);
  const article: Article = present({
    id: idOf<'article'>(source.id, identity ?? item.id ?? title),
    source: source.id,
    link,
    title,
    text,
    language: statedLanguage(item.language, source.language, parsed.source.language),
    outlet: outletOf(item, parsed, source, link),
    wire: wireOf(item.author, text),
    published: item.published ?? item.updated,
    fetched,
    countsAsNew,
    tags: [...new Set(item.tags.map(plainLine))].filter((tag) => tag !== '').slice(0, 20),
  });
  return { article, fingerprint: fingerprintOf(title, text) };
}

/** The longer of what the feed carries, as prose. */
function textOf(item: FeedItem): string {
  const content = plainText(item.content ?? '');
  const summary = plainText(item.summary ?? '');
  return limit(content.length >= summary.length ? content : summary);
}

/** Cut at the limit, never between the halves of a character. */
function limit(text: string): string {
  if (text.length <= ARTICLE_TEXT_LIMIT) return text;
  const cut = text.slice(0, ARTICLE_TEXT_LIMIT);
  return /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut;
}

function titleOf(item: FeedItem, text: string): string {
  const title = plainLine(item.title ?? '');
  if (title !== '') return title.slice(0, 500);
  const first = text.split('\n', 1)[0] ?? '';
  return first.length <= 120 ? first : `${first.slice(0, 119).replace(/\s+\S*$/u, '')}…`;
}

function outletOf(item: FeedItem, parsed: ParsedFeed, source: Source, link: string | undefined): string {
  const named = item.outlet ?? parsed.source.title ?? source.title;
  return plainLine(named) || (link === undefined ? source.address : new URL(link).hostname);
}
