import type { parseAtomFeed } from 'feedsmith';
import { resolveAddress, resolveMarkup } from './addresses.ts';
import { dated, type FaultList } from './dated.ts';
import type { FeedItem, FeedSource } from './parsed-feed.ts';
import { present } from './present.ts';

export type AtomFeed = ReturnType<typeof parseAtomFeed<string>>;
type AtomEntry = NonNullable<AtomFeed['entries']>[number];
type AtomLink = NonNullable<AtomFeed['links']>[number];
type AtomText = { readonly value?: string; readonly xml?: { readonly base?: string } };

/** What an Atom feed says about itself. */
export function sourceOfAtom(feed: AtomFeed, address: string, faults: FaultList): FeedSource {
  const base = feed.xml?.base ?? address;
  return present({
    id: feed.id === undefined ? undefined : resolveId(feed.id, base),
    title: textOf(feed.title, base),
    link: linkOf(feed.links, base, new Set(['hub', 'next', 'last'])),
    description: textOf(feed.subtitle, base),
    language: feed.xml?.lang ?? feed.dc?.languages?.[0],
    author: authorOf(feed.authors) ?? feed.dc?.creators?.[0],
    updated: dated(faults, feed.updated, feed.dc?.dates?.[0]),
  });
}

/** The entries of an Atom feed, in document order. */
export function itemsOfAtom(feed: AtomFeed, address: string, faults: FaultList): readonly FeedItem[] {
  const base = feed.xml?.base ?? address;
  return (feed.entries ?? []).map((entry) => itemOf(entry, authorOf(feed.authors), base, faults));
}

/** An entry without an author has the feed's (RFC 4287, 4.2.1). */
function itemOf(
  entry: AtomEntry,
  feedAuthor: string | undefined,
  outer: string,
  faults: FaultList,
): FeedItem {
  const base = entry.xml?.base ?? outer;
  const link = linkOf(entry.links, base, NO_PAGE);
  return present({
    id: entry.id === undefined ? undefined : resolveId(entry.id, base),
    title: textOf(entry.title, base) ?? entry.media?.title?.value,
    link: link ?? entry.content?.src,
    published: dated(faults, entry.published, entry.dcterms?.issued?.[0]),
    updated: dated(faults, entry.updated, entry.dc?.dates?.[0], entry.dcterms?.modified?.[0]),
    author: authorOf(entry.authors) ?? entry.dc?.creators?.[0] ?? feedAuthor,
    summary:
      textOf(entry.summary, base) ??
      entry.media?.description?.value ??
      entry.media?.groups?.[0]?.description?.value,
    content: textOf(entry.content, base),
    tags: [
      ...(entry.categories?.flatMap((tag) => tag.term ?? tag.label ?? []) ?? []),
      ...(entry.dc?.subjects ?? []),
    ],
    enclosures: enclosuresOf(entry.links, base),
    language: entry.content?.xml?.lang ?? entry.xml?.lang,
    outlet: entry.source?.title?.value ?? entry.dc?.publishers?.[0],
  });
}

function authorOf(authors: AtomFeed['authors']): string | undefined {
  const named = authors?.find((author) => author.name !== undefined);
  return named?.name ?? authors?.[0]?.email;
}

function textOf(text: AtomText | undefined, base: string): string | undefined {
  return text?.value === undefined ? undefined : resolveMarkup(text.value, text.xml?.base ?? base);
}

/** Links of an entry that lead to no page of it, so that none of them stands in for one. */
const NO_PAGE: ReadonlySet<string> = new Set(['self', 'edit', 'replies', 'enclosure', 'next', 'hub']);

/** The page: the alternate that is HTML, else any alternate, else what is linked for another reason. */
function linkOf(
  links: readonly AtomLink[] | undefined,
  base: string,
  noPage: ReadonlySet<string>,
): string | undefined {
  const usable =
    links?.filter((link) => link.href !== undefined && !noPage.has(link.rel ?? 'alternate')) ?? [];
  const alternates = usable.filter((link) => (link.rel ?? 'alternate') === 'alternate');
  const best = alternates.find((link) => /html/.test(link.type ?? 'html')) ?? alternates[0] ?? usable[0];
  return best?.href === undefined ? undefined : resolveAddress(best.href, base);
}

function enclosuresOf(links: readonly AtomLink[] | undefined, base: string): readonly string[] {
  const enclosures = links?.filter((link) => link.rel === 'enclosure') ?? [];
  return enclosures.flatMap((link) => (link.href === undefined ? [] : resolveAddress(link.href, base)));
}

/** An id is compared letter by letter; only one that is plainly a relative address is made absolute. */
function resolveId(id: string, base: string): string {
  return /^\.{0,2}\/|^[\w-]+\//.test(id) ? resolveAddress(id, base) : id;
}
