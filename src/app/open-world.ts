import { mkdir, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { holdFolder } from '../adapters/database/hold-folder.ts';
import { openPostgresStore, openSqliteStore } from '../adapters/database/open-store.ts';
import { createLog, redact } from '../adapters/log/create-log.ts';
import type { Config } from '../config/read-config.ts';
import { SECRET_SETTINGS } from '../config/settings.ts';
import type { Log } from '../ports/log.ts';
import type { Store } from '../ports/store.ts';

/** The values that must never be shown. */
export function secretsOf(config: Config): string[] {
  const values = SECRET_SETTINGS.flatMap((name) => config.settings[name] ?? []);
  const { DATABASE_URL } = config.settings;
  const password = DATABASE_URL === undefined ? '' : new URL(DATABASE_URL).password;
  return [...values, password, decodeURIComponent(password)].filter((value) => value !== '');
}

/** A log to stderr without secrets. */
export function openLog(config: Config): Log {
  const write = (line: string): void => void process.stderr.write(line);
  return createLog({ level: config.settings.LOG_LEVEL, secrets: secretsOf(config), write });
}

/** The words of an error for people: one line, no stack, no secret. */
export function errorWords(error: unknown, config?: Config): string {
  const message = error instanceof Error ? error.message : String(error);
  return redact(message, config === undefined ? [] : secretsOf(config));
}

/** The file of the SQLite store. The playground keeps its own, so that its samples never meet real articles. */
export function storeFile(config: Config): string {
  return join(config.folders.data, config.playground ? 'playground.sqlite' : 'news-digest.sqlite');
}

/** Takes the data folder for this process; on PostgreSQL several processes may work side by side. */
export async function holdData(config: Config): Promise<{ release(): Promise<void> }> {
  const { data } = config.folders;
  await mkdir(data, { recursive: true, mode: 0o700 });
  if (config.settings.DATABASE_URL !== undefined) return { release: async () => undefined };
  return holdFolder(data, { pid: process.pid, host: hostname() });
}

/** Opens the store that the settings name. */
export function openStore(config: Config): Promise<Store> {
  const { DATABASE_URL } = config.settings;
  return DATABASE_URL === undefined ? openSqliteStore(storeFile(config)) : openPostgresStore(DATABASE_URL);
}

/** The playground starts afresh each time: its clock starts at the same morning. */
export async function clearPlayground(config: Config): Promise<void> {
  if (!config.playground || config.settings.DATABASE_URL !== undefined) return;
  const file = storeFile(config);
  await Promise.all([file, `${file}-wal`, `${file}-shm`].map((path) => rm(path, { force: true })));
}
