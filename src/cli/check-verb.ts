import type { Command } from 'commander';
import { openReading } from '../app/open-reading.ts';
import { readConfig } from '../config/read-config.ts';
import { addCheck } from './check.ts';

/** Adds `check`, with addresses read through the address guard of the configuration. */
export function addCheckVerb(program: Command): void {
  addCheck(program, {
    async read(address) {
      const reading = openReading(readConfig(process.env, process.cwd()));
      try {
        return await reading.readPage(address);
      } finally {
        await reading.close();
      }
    },
  });
}
