import type { parseRssFeed } from 'feedsmith';
import { resolveAddress, resolveMarkup } from './addresses.ts';
import { dated, type FaultList } from './dated.ts';
import type { FeedItem, FeedSource } from './parsed-feed.ts';
import { present } from './present.ts';

export type RssFeed = ReturnType<typeof parseRssFeed<string>>;
type RssItem = NonNullable<RssFeed['items']>[number];

/** What an RSS channel says about itself. */
export function sourceOfRss(feed: RssFeed, address: string, faults: FaultList): FeedSource {
  const link = feed.link ?? alternate(feed.atom?.links);
  return present({
    id: feed.atom?.id,
    title: feed.title ?? feed.dc?.titles?.[0] ?? feed.itunes?.title,
    link: link === undefined ? undefined : resolveAddress(link, address),
    description: feed.description ?? feed.itunes?.summary ?? feed.itunes?.subtitle,
    language: feed.language ?? feed.dc?.languages?.[0] ?? feed.xml?.lang,
    author: nameOf(feed.managingEditor) ?? feed.dc?.creators?.[0] ?? feed.itunes?.author,
    published: dated(faults, feed.pubDate, feed.dcterms?.issued?.[0], feed.dcterms?.created?.[0]),
    updated: dated(
      faults,
      feed.lastBuildDate,
      feed.dc?.dates?.[0],
      feed.dcterms?.modified?.[0],
      feed.atom?.updated,
    ),
  });
}

/** The items of an RSS channel, in document order. */
export function itemsOfRss(feed: RssFeed, address: string, faults: FaultList): readonly FeedItem[] {
  return (feed.items ?? []).map((item) => itemOf(item, address, faults));
}

function itemOf(item: RssItem, address: string, faults: FaultList): FeedItem {
  const link = linkOf(item);
  const base = item.xml?.base ?? address;
  const texts = textsOf(item);
  return present({
    id: item.guid?.value ?? item.atom?.id ?? item.dc?.identifiers?.[0],
    title: item.title ?? item.media?.title?.value ?? item.dc?.titles?.[0] ?? item.itunes?.title,
    link: link === undefined ? undefined : resolveAddress(link, base),
    published: dated(
      faults,
      item.pubDate,
      item.dcterms?.issued?.[0],
      item.dcterms?.created?.[0],
      item.atom?.published,
      item.dc?.dates?.[0],
    ),
    updated: dated(faults, item.dc?.dates?.[0], item.dcterms?.modified?.[0], item.atom?.updated),
    author: authorOf(item),
    summary: texts.summary === undefined ? undefined : resolveMarkup(texts.summary, base),
    content: texts.content === undefined ? undefined : resolveMarkup(texts.content, base),
    tags: tagsOf(item),
    enclosures: enclosuresOf(item).map((url) => resolveAddress(url, base)),
    language: item.dc?.languages?.[0] ?? item.xml?.lang,
    outlet: item.source?.title ?? item.dc?.publishers?.[0],
  });
}

function linkOf(item: RssItem): string | undefined {
  const { guid } = item;
  const permanent = guid?.isPermaLink !== false && guid?.value?.startsWith('http') ? guid.value : undefined;
  return item.link ?? alternate(item.atom?.links) ?? permanent;
}

/** `description` is the summary, unless there is another summary and no content: then it is the content. */
function textsOf(item: RssItem): { summary: string | undefined; content: string | undefined } {
  const encoded = item.content?.encoded ?? item.atom?.content?.value;
  const short = item.atom?.summary?.value;
  if (short !== undefined && item.description !== undefined && encoded === undefined) {
    return { summary: short, content: item.description };
  }
  const summary =
    item.description ??
    short ??
    item.media?.description?.value ??
    item.itunes?.summary ??
    item.dc?.descriptions?.[0];
  return { summary, content: encoded };
}

function authorOf(item: RssItem): string | undefined {
  const written = item.authors?.map(nameOf).find((name) => name !== undefined);
  return written ?? item.dc?.creators?.[0] ?? item.itunes?.author ?? item.atom?.authors?.[0]?.name;
}

function nameOf(
  person: string | { readonly name?: string; readonly email?: string } | undefined,
): string | undefined {
  return typeof person === 'string' ? person : (person?.name ?? person?.email);
}

function tagsOf(item: RssItem): readonly string[] {
  const categories = item.categories?.flatMap((category) => category.name ?? []) ?? [];
  const borrowed = [
    ...(item.dc?.subjects ?? []),
    ...(item.atom?.categories?.flatMap((tag) => tag.term ?? []) ?? []),
  ];
  return [...(item.itunes?.keywords ?? []), ...categories, ...borrowed];
}

function enclosuresOf(item: RssItem): readonly string[] {
  const written = item.enclosures?.flatMap((enclosure) => enclosure.url ?? []) ?? [];
  const linked =
    item.atom?.links?.filter((link) => link.rel === 'enclosure').flatMap((link) => link.href ?? []) ?? [];
  return [...written, ...linked];
}

function alternate(
  links: readonly { readonly href?: string; readonly rel?: string }[] | undefined,
): string | undefined {
  return links?.find((link) => link.rel === undefined || link.rel === 'alternate')?.href;
}
