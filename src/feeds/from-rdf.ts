import type { parseRdfFeed } from 'feedsmith';
import { resolveAddress, resolveMarkup } from './addresses.ts';
import { dated, type FaultList } from './dated.ts';
import type { FeedItem, FeedSource } from './parsed-feed.ts';
import { present } from './present.ts';

export type RdfFeed = ReturnType<typeof parseRdfFeed<string>>;
type RdfItem = NonNullable<RdfFeed['items']>[number];

/** What an RSS 1.0 channel says about itself. */
export function sourceOfRdf(feed: RdfFeed, address: string, faults: FaultList): FeedSource {
  return present({
    id: feed.rdf?.about,
    title: feed.title ?? feed.dc?.titles?.[0],
    link: feed.link === undefined ? undefined : resolveAddress(feed.link, address),
    description: feed.description ?? feed.dc?.descriptions?.[0],
    language: feed.dc?.languages?.[0] ?? feed.xml?.lang,
    author: feed.dc?.creators?.[0],
    published: dated(faults, feed.dcterms?.issued?.[0]),
    updated: dated(faults, feed.dc?.dates?.[0], feed.dcterms?.modified?.[0]),
  });
}

/** The items of an RSS 1.0 document, in document order. */
export function itemsOfRdf(feed: RdfFeed, address: string, faults: FaultList): readonly FeedItem[] {
  return (feed.items ?? []).map((item) => itemOf(item, address, faults));
}

function itemOf(item: RdfItem, address: string, faults: FaultList): FeedItem {
  const link = item.link ?? item.rdf?.about;
  const summary = item.description ?? item.dc?.descriptions?.[0];
  const content = item.content?.encoded;
  return present({
    id: item.rdf?.about,
    title: item.title ?? item.dc?.titles?.[0],
    link: link === undefined ? undefined : resolveAddress(link, address),
    published: dated(faults, item.dcterms?.issued?.[0], item.dcterms?.created?.[0], item.dc?.dates?.[0]),
    updated: dated(faults, item.dc?.dates?.[0], item.dcterms?.modified?.[0]),
    author: item.dc?.creators?.[0],
    summary: summary === undefined ? undefined : resolveMarkup(summary, address),
    content: content === undefined ? undefined : resolveMarkup(content, address),
    tags: item.dc?.subjects ?? [],
    enclosures: [],
    language: item.dc?.languages?.[0] ?? item.xml?.lang,
    outlet: item.dc?.publishers?.[0],
  });
}
