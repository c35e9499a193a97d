import type { parseJsonFeed } from 'feedsmith';
import { resolveAddress, resolveMarkup } from './addresses.ts';
import { dated, type FaultList } from './dated.ts';
import type { FeedItem, FeedSource } from './parsed-feed.ts';
import { present } from './present.ts';

export type JsonFeed = ReturnType<typeof parseJsonFeed<string>>;
type JsonItem = NonNullable<JsonFeed['items']>[number];

/** What a JSON Feed says about itself. */
export function sourceOfJson(feed: JsonFeed, address: string): FeedSource {
  return present({
    id: feed.feed_url,
    title: feed.title,
    link: feed.home_page_url === undefined ? undefined : resolveAddress(feed.home_page_url, address),
    description: feed.description,
    language: feed.language,
    author: feed.authors?.[0]?.name,
  });
}

/** The items of a JSON Feed, in document order. */
export function itemsOfJson(feed: JsonFeed, address: string, faults: FaultList): readonly FeedItem[] {
  return (feed.items ?? []).map((item) => itemOf(item, feed.authors?.[0]?.name, address, faults));
}

function itemOf(
  item: JsonItem,
  feedAuthor: string | undefined,
  address: string,
  faults: FaultList,
): FeedItem {
  const link = item.url ?? item.external_url;
  return present({
    id: item.id,
    title: item.title,
    link: link === undefined ? undefined : resolveAddress(link, address),
    published: dated(faults, item.date_published),
    updated: dated(faults, item.date_modified),
    author: item.authors?.[0]?.name ?? feedAuthor,
    summary: item.summary,
    content: item.content_html === undefined ? item.content_text : resolveMarkup(item.content_html, address),
    tags: item.tags ?? [],
    enclosures: item.attachments?.flatMap((attachment) => attachment.url ?? []) ?? [],
    language: item.language,
  });
}
