import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { exportAll } from '../app/move-all.ts';
import { writeMoveFile } from '../config/move-file.ts';
import { withStore } from './with-store.ts';

/** Adds `export`: everything that people have set up, as YAML. */
export function addExport(program: Command): void {
  program
    .command('export')
    .description('write sources and subscriptions as YAML')
    .argument('[file]', 'the file to write (stdout unless said)')
    .action((file: string | undefined) =>
      withStore(async (store, config) => {
        const yaml = writeMoveFile(await exportAll(store));
        if (file === undefined || file === '-') process.stdout.write(yaml);
        else await writeFile(resolve(config.folders.caller, file), yaml, { mode: 0o600 });
      }),
    );
}
