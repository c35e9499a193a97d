import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of this package: of the checkout, or of the installed package. */
export const packageFolder = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/**
 * The folder that the person stood in. `npm run` changes into the package's folder and keeps the caller's in
 * INIT_CWD; a program started from another folder has inherited that variable, and it says nothing then.
 */
export function callerFolder(environment: NodeJS.ProcessEnv, workingFolder: string): string {
  const initial = environment['INIT_CWD'];
  return initial !== undefined && initial !== '' && workingFolder === packageFolder ? initial : workingFolder;
}

/** A folder that a setting names; by default the caller's own one, or else what the package brings. */
export function findFolder(named: string | undefined, fallback: string, caller: string): string {
  if (named !== undefined) return resolve(caller, named);
  const own = resolve(caller, fallback);
  return existsSync(own) ? own : resolve(packageFolder, fallback);
}
