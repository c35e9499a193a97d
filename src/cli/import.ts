import type { Command } from 'commander';
import { importAll } from '../app/move-all.ts';
import { readMoveFile } from '../config/move-file.ts';
import { readTextFile } from './text-file.ts';
import { warnOfPlayground } from './warn-of-playground.ts';
import { withStore } from './with-store.ts';

/** Adds `import`: what `export` wrote. */
export function addImport(program: Command): void {
  program
    .command('import')
    .description('read sources and subscriptions that export has written')
    .argument('[file]', 'the YAML file (stdin unless said)')
    .action(async (file = '-') => {
      const moved = readMoveFile((await readTextFile(file)).text);
      await withStore(
        async (store, config) => {
          await importAll(store, moved, Temporal.Now.instant());
          const { sources, subscriptions } = moved;
          process.stderr.write(
            `Imported ${sources.length} sources and ${subscriptions.length} subscriptions.\n`,
          );
          warnOfPlayground(config);
        },
        { make: true },
      );
    });
}
