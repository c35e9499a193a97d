import { idOf } from '../domain/ids.ts';
import type { Source } from '../domain/source.ts';
import type { ListedFeed } from '../feeds/opml.ts';
import { selectorOf } from '../feeds/page-address.ts';
import type { Store, StoreOperations } from '../ports/store.ts';

/** As many in one transaction, so that a bot that runs beside it never waits long. */
const AT_ONCE = 50;
/** Milliseconds from one new source to the next: 2,000 are read within seven minutes, not all at once. */
const APART = 200;
const LONGEST_TITLE = 100;

/** The feeds of a list as sources that every workspace may use; returns how many. */
export async function importFeeds(
  store: Store,
  feeds: readonly ListedFeed[],
  now: Temporal.Instant,
): Promise<number> {
  const sources = feeds.flatMap(sourceOf);
  for (let at = 0; at < sources.length; at += AT_ONCE) {
    const some = sources.slice(at, at + AT_ONCE);
    await store.transaction((operations) => putAll(operations, some, now.add({ milliseconds: at * APART })));
  }
  return sources.length;
}

async function putAll(
  operations: StoreOperations,
  sources: readonly Source[],
  from: Temporal.Instant,
): Promise<void> {
  for (const [index, source] of sources.entries()) {
    await operations.putSource(source, from.add({ milliseconds: index * APART }));
    await operations.shareSource(source.id, undefined);
  }
}

function sourceOf({ address, title, language, tags }: ListedFeed): readonly Source[] {
  const url = URL.parse(address);
  if (url === null) return [];
  const kind = selectorOf(url.href) === undefined ? 'feed' : 'page';
  const source: Source = {
    id: idOf('source', url.href),
    kind,
    address: url.href,
    title: (title ?? url.host).slice(0, LONGEST_TITLE).toWellFormed(),
    tags,
  };
  return [language === undefined ? source : { ...source, language }];
}

/** Every feed and page that somebody uses, as a list. */
export async function exportFeeds(store: Store): Promise<readonly ListedFeed[]> {
  const states = await store.allSources();
  return states
    .filter(({ source }) => source.kind !== 'folder')
    .map(({ source: { address, title, language, tags = [] } }) => ({
      address,
      title,
      tags,
      ...(language === undefined ? {} : { language }),
    }));
}
