import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Who holds the folder. */
export interface Holder {
  readonly pid: number;
  readonly host: string;
}

/**
 * Takes the data folder for this process alone (makes it, 0700, where it is missing). Throws one sentence that names
 * the process that holds it and since when.
 *
 * The lock is an open write transaction on a small SQLite file: the system ends it with the process, however that
 * dies, so nothing stale is left to be guessed from a process number that may belong to somebody else by now.
 */
export async function holdFolder(folder: string, holder: Holder): Promise<{ release(): Promise<void> }> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'holder.sqlite');
  await (await open(file, 'a', 0o600)).close();
  const lock = new DatabaseSync(file, { timeout: 100 });
  try {
    writeHolder(lock, holder);
    lock.exec('begin immediate');
  } catch (error) {
    const sentence = isBusy(error) ? heldBy(lock, folder) : undefined;
    lock.close();
    throw sentence ?? error;
  }
  return { release: async () => void (lock.isOpen && lock.close()) };
}

/** Committed before the lock is taken for good: a second process can read it while the lock is held. */
function writeHolder(lock: DatabaseSync, { pid, host }: Holder): void {
  lock.exec('begin immediate');
  lock.exec('create table if not exists holder (pid integer, host text, since text)');
  lock.exec('delete from holder');
  const since = Temporal.Now.instant().toString({ smallestUnit: 'second' });
  lock.prepare('insert into holder values (?, ?, ?)').run(pid, host, since);
  lock.exec('commit');
}

function heldBy(lock: DatabaseSync, folder: string): Error {
  const holder = lock.prepare('select pid, host, since from holder').get();
  return new Error(
    `The folder ${folder} is held by process ${holder?.['pid']} on ${holder?.['host']} since ${holder?.['since']}: stop that one first, or set NEWS_DIGEST_DATA to another folder.`,
  );
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === 5;
}
