import { decode } from './decode.ts';
import { selectorOf } from './page-address.ts';
import { findLinkBlocks, readPageLinks } from './page-links.ts';
import { type FeedBody, FeedError, type ParsedFeed } from './parsed-feed.ts';
import { present } from './present.ts';

/**
 * Reads a web page without a feed as if it were one: the links that the selector in the source's address finds, or the
 * best guess when it names none. Throws a `FeedError` when the page holds no such links.
 */
export function parsePage(body: FeedBody, sourceAddress: string): ParsedFeed {
  const { text } = decode(body.bytes, body.contentType);
  const selector = selectorOf(sourceAddress) ?? findLinkBlocks(text, body.address)[0]?.selector;
  const page = readPageLinks(text, body.address, selector ?? '');
  if (page.links.length === 0) {
    throw new FeedError(
      `${body.address} no longer has its list of articles where it was; add the page again to choose another.`,
    );
  }
  const articles = page.links.map(({ title, address, summary, published }) =>
    present({ id: address, title, link: address, summary, published, tags: [], enclosures: [] }),
  );
  const title = page.title === '' ? undefined : page.title;
  return {
    source: present({ title, link: body.address, language: page.language }),
    articles,
    faults: [],
    hints: { skipHours: [], skipDays: [] },
  };
}
