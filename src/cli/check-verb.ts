import type { Command } from 'commander';
import { readPage } from '../adapters/http/read-page.ts';
import { openGuardedWeb } from '../app/open-world.ts';
import { readConfig } from '../config/read-config.ts';
import { addCheck } from './check.ts';

/** Adds `check`, with addresses read through the address guard of the configuration. */
export function addCheckVerb(program: Command): void {
  addCheck(program, {
    async read(address) {
      const web = openGuardedWeb(readConfig(process.env, process.cwd()));
      try {
        return await readPage(web, address);
      } finally {
        await web.close();
      }
    },
  });
}
