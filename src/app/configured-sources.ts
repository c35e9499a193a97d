import { basename, join, resolve } from 'node:path';
import { packageFolder } from '../config/folders.ts';
import type { Config } from '../config/read-config.ts';
import { idOf } from '../domain/ids.ts';
import type { Source } from '../domain/source.ts';
import type { Store } from '../ports/store.ts';

const SAMPLES = join(packageFolder, 'seeds');

/** The sources that the operator set; in the playground the seeds are one of them. */
export function configuredSources(config: Config): Source[] {
  const listed = config.file.sources.map((entry): Source => {
    const language = entry.language === undefined ? {} : { language: entry.language };
    if (entry.feed !== undefined) {
      const { href, host } = new URL(entry.feed);
      return {
        id: idOf('source', href),
        kind: 'feed',
        address: href,
        title: entry.title ?? host,
        ...language,
      };
    }
    return { ...folderSource(resolve(config.folders.caller, entry.folder ?? ''), entry.title), ...language };
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
    if (!wanted.has(source.id)) await store.unshareSource(source.id, undefined);
  }
  for (const source of sources) {
    await store.putSource(source, now);
    await store.shareSource(source.id, undefined);
  }
}
