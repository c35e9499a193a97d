import { basename, join, resolve } from 'node:path';
import { packageFolder } from '../config/folders.ts';
import type { Config } from '../config/read-config.ts';
import { idOf } from '../domain/ids.ts';
import type { Source } from '../domain/source.ts';
import type { Rules } from '../pipeline/tools.ts';
import type { Store } from '../ports/store.ts';

const SAMPLES = join(packageFolder, 'seeds');

/** The sources that the operator set; in the playground the seeds are one of them. */
export function configuredSources(config: Config): Source[] {
  const listed = config.file.sources.map((entry): Source => {
    const language = entry.language === undefined ? {} : { language: entry.language };
    return { ...sourceOf(entry, config), ...language };
  });
  if (!config.playground) return listed;
  const { seeds } = config.folders;
  return [...listed, folderSource(seeds, seeds === SAMPLES ? 'Sample news' : undefined)];
}

/** The same without the sample news, where there is anything else: invented stories do not belong among real ones. */
export function withoutSamples(sources: readonly Source[]): readonly Source[] {
  const others = sources.filter((source) => source.address !== SAMPLES);
  return others.length === 0 ? sources : others;
}

type Entry = Config['file']['sources'][number];

function sourceOf({ feed, page, folder = '', title }: Entry, config: Config): Source {
  const address = feed ?? page;
  if (address === undefined) return folderSource(resolve(config.folders.caller, folder), title);
  const { href, host } = new URL(address);
  const kind = page === undefined ? 'feed' : 'page';
  return { id: idOf('source', href), kind, address: href, title: title ?? host };
}

/** Whose pages are read for the whole text. */
export function fullTextRules(config: Config): NonNullable<Rules['fullText']> {
  const sources = new Map(
    config.file.sources.flatMap((entry) =>
      entry.fullText === undefined ? [] : [[sourceOf(entry, config).id, entry.fullText] as const],
    ),
  );
  return { usual: config.file.defaults.fullText, sources };
}

function folderSource(address: string, title: string | undefined): Source {
  return { id: idOf('source', address), kind: 'folder', address, title: title ?? basename(address) };
}

/** Puts the operator's sources where every workspace may use them, and takes back those that are no longer set. */
export async function shareConfiguredSources(
  store: Store,
  sources: readonly Source[],
  now: Temporal.Instant,
): Promise<void> {
  const wanted = new Set(sources.map((source) => source.id));
  for (const { source } of await store.sourcesOf('')) {
    // What was imported is no entry of the file, and stays.
    if (!wanted.has(source.id) && source.tags === undefined) await store.unshareSource(source.id, undefined);
  }
  for (const source of sources) {
    await store.putSource(await withLearned(store, source), now);
    await store.shareSource(source.id, undefined);
  }
}

/** What the operator does not say is kept: the title that a source calls itself, the folders of an imported list. */
async function withLearned(store: Store, source: Source): Promise<Source> {
  const known = (await store.source(source.id))?.source;
  if (known === undefined) return source;
  const isNamed = source.kind === 'folder' || source.title !== new URL(source.address).host;
  const { tags } = known;
  return { ...source, ...(isNamed ? {} : { title: known.title }), ...(tags === undefined ? {} : { tags }) };
}
