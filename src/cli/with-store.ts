import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { errorWords, openStore, storeFile } from '../app/open-world.ts';
import { type Config, readConfig } from '../config/read-config.ts';
import type { Store } from '../ports/store.ts';

/**
 * Opens the store of the settings for one piece of work. Throws one sentence when there is none yet, unless it may be
 * made here.
 */
export async function withStore(
  work: (store: Store, config: Config) => Promise<void>,
  { make = false } = {},
): Promise<void> {
  const config = readConfig(process.env, process.cwd());
  if (make) await mkdir(config.folders.data, { recursive: true, mode: 0o700 });
  else if (config.settings.DATABASE_URL === undefined && !existsSync(storeFile(config))) {
    throw new Error(`There is no store yet at ${storeFile(config)}: it is made by the first start.`);
  }
  try {
    const store = await openStore(config);
    try {
      await work(store, config);
    } finally {
      await store.close();
    }
  } catch (error) {
    throw new Error(errorWords(error, config));
  }
}
