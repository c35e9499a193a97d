import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { exportFeeds, importFeeds } from '../app/move-feeds.ts';
import { readOpml, writeOpml } from '../feeds/opml.ts';
import { readTextFile } from './text-file.ts';
import { warnOfPlayground } from './warn-of-playground.ts';
import { withStore } from './with-store.ts';

/** Adds `feeds import` and `feeds export`: lists of feeds as OPML, their folders as tags. */
export function addFeeds(program: Command): void {
  const feeds = program
    .command('feeds')
    .description('bring feeds from another reader, or take them there (OPML)');
  feeds
    .command('import')
    .description('add the feeds of an OPML file; every workspace may use them')
    .argument('<file>', 'the OPML file, or - for stdin')
    .action(async (file: string) => {
      const listed = readOpml((await readTextFile(file)).text);
      await withStore(
        async (store, config) => {
          const count = await importFeeds(store, listed, Temporal.Now.instant());
          process.stderr.write(
            `Imported ${count} feeds from ${file}. They are read one after the other; what they hold already is not news.\n`,
          );
          warnOfPlayground(config);
        },
        { make: true },
      );
    });
  feeds
    .command('export')
    .description('write all feeds to an OPML file')
    .argument('<file>', 'the file to write, or - for stdout')
    .action((file: string) =>
      withStore(async (store, config) => {
        const listed = await exportFeeds(store);
        const opml = writeOpml('News digest', listed);
        if (file === '-') process.stdout.write(opml);
        else await writeFile(resolve(config.folders.caller, file), opml);
        process.stderr.write(`Exported ${listed.length} feeds.\n`);
      }),
    );
}
