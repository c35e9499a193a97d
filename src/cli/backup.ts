import { resolve } from 'node:path';
import type { Command } from 'commander';
import { withStore } from './with-store.ts';

/** Adds `backup`: a consistent copy of the store, also while the bot runs. */
export function addBackup(program: Command): void {
  program
    .command('backup')
    .description('copy the store to a new file, also while the bot runs')
    .argument('<file>', 'the file to make; an existing one is not touched')
    .action((file: string) =>
      withStore(async (store, config) => {
        const target = resolve(config.folders.caller, file);
        await store.backup(target);
        process.stderr.write(`Copied the store to ${target}\n`);
      }),
    );
}
