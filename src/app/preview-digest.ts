import { existsSync } from 'node:fs';
import { openSqliteStore } from '../adapters/database/open-store.ts';
import { openInProcessJobs } from '../adapters/jobs/in-process.ts';
import type { Config } from '../config/read-config.ts';
import type { Digest } from '../domain/digest.ts';
import { createCollector } from '../pipeline/collect.ts';
import { createComposer } from '../pipeline/compose.ts';
import { createStoryGrouping } from '../pipeline/group.ts';
import type { Tools } from '../pipeline/tools.ts';
import type { Store } from '../ports/store.ts';
import { say } from '../wording/say.ts';
import { configuredSources, shareConfiguredSources, withoutSamples } from './configured-sources.ts';
import { openReading } from './open-reading.ts';
import { openLog, openStore, storeFile } from './open-world.ts';

/** Hears what is being read, for people who wait. */
export type Progress = (words: string) => void;

/**
 * The digest that would be posted at an instant, from every source that the operator set. On an empty store (and in
 * the playground, whose store is a toy) the sources are read into memory. Writes nothing.
 */
export async function previewDigest(
  config: Config,
  at: Temporal.Instant,
  progress: Progress,
): Promise<Digest> {
  const store = await openFilledStore(config);
  if (store !== undefined) {
    try {
      return await compose(store, config, at);
    } finally {
      await store.close();
    }
  }
  const memory = await openSqliteStore(':memory:');
  try {
    await fill(memory, config, at, progress);
    return await compose(memory, config, at);
  } finally {
    await memory.close();
  }
}

async function openFilledStore(config: Config): Promise<Store | undefined> {
  if (config.playground) return undefined;
  if (config.settings.DATABASE_URL === undefined && !existsSync(storeFile(config))) return undefined;
  const store = await openStore(config);
  if ((await store.figures()).articles > 0) return store;
  await store.close();
  return undefined;
}

async function fill(store: Store, config: Config, at: Temporal.Instant, progress: Progress): Promise<void> {
  const reading = openReading(config);
  const log = openLog(config);
  const tools: Tools = {
    store,
    reader: reading.reader,
    platforms: new Map(),
    jobs: openInProcessJobs({ log }),
    log,
    now: () => at,
    random: () => 0,
    rules: {
      ...config.file.limits,
      retention: config.file.retention,
      defaults: config.file.defaults,
      alone: true,
    },
  };
  const sources = withoutSamples(configuredSources(config));
  await shareConfiguredSources(store, sources, at);
  const collector = createCollector(tools);
  const waiting = [...sources.entries()];
  const readOnes = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, source] = next;
      progress(`Reading ${source.title} (${index + 1} of ${sources.length})`);
      await collector.collect(source.id);
    }
  };
  try {
    await Promise.all(Array.from({ length: config.file.limits.sourcesAtOnce }, readOnes));
    await createStoryGrouping(tools).groupWaiting();
  } finally {
    await reading.close();
  }
}

function compose(store: Store, config: Config, at: Temporal.Instant): Promise<Digest> {
  const { zone, locale, stories } = config.file.defaults;
  return createComposer({ store }).compose({
    title: say(locale, 'answer.help-first'),
    workspace: '',
    selection: { sources: 'all', count: stories, style: 'short', muted: [], whenEmpty: 'say' },
    locale,
    zone,
    at,
    since: at.subtract({ hours: 24 }),
    newOnly: false,
    key: 'preview',
  });
}
