import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Body, ReadOutcome, SourceReader } from '../../ports/source-reader.ts';

const EXTENSIONS = new Set(['.txt', '.md']);
/** Larger than any text of a person; a mistake, such as a renamed archive. */
const MAX_BYTES = 4 * 1_048_576;

interface Entry {
  readonly path: string;
  readonly size: number;
  readonly modified: number;
  /** Why it cannot be looked at. */
  readonly fault?: string;
}

/**
 * Reads the text files of a folder (`.txt`, `.md`), by name. Each body's address is the file's absolute path. A file
 * that cannot be read is named with the reason and the others go on. Unchanged names, times and sizes are unchanged.
 */
export function readFolder(): SourceReader {
  return {
    async read({ address }, validators) {
      const entries = await listEntries(address);
      if (typeof entries === 'string') return { kind: 'failed', fault: 'unreachable', message: entries };
      const etag = etagOf(entries);
      return etag === validators.etag ? { kind: 'unchanged' } : readEntries(entries, etag);
    },
  };
}

async function listEntries(folder: string): Promise<readonly Entry[] | string> {
  try {
    const names = (await readdir(folder)).filter(
      (name) => EXTENSIONS.has(extname(name).toLowerCase()) && !name.startsWith('.'),
    );
    return await Promise.all(names.sort().map((name) => entryAt(join(folder, name))));
  } catch (error) {
    return `The folder ${folder} cannot be read: ${reasonOf(error)}.`;
  }
}

async function entryAt(path: string): Promise<Entry> {
  try {
    const { size, mtimeMs, ...file } = await stat(path);
    void file;
    return { path, size, modified: mtimeMs };
  } catch (error) {
    return { path, size: 0, modified: 0, fault: reasonOf(error) };
  }
}

function etagOf(entries: readonly Entry[]): string {
  const lines = entries.map(
    (entry) => `${entry.path}\n${entry.size}\n${entry.modified}\n${entry.fault ?? ''}`,
  );
  return createHash('sha256').update(lines.join('\n\n')).digest('base64url');
}

async function readEntries(entries: readonly Entry[], etag: string): Promise<ReadOutcome> {
  const bodies: Body[] = [];
  const faults: string[] = [];
  for (const entry of entries) {
    const body = await bodyOf(entry);
    if (typeof body === 'string') faults.push(`${entry.path} cannot be read: ${body}.`);
    else bodies.push(body);
  }
  return { kind: 'fresh', bodies, validators: { etag }, faults };
}

async function bodyOf(entry: Entry): Promise<Body | string> {
  if (entry.fault !== undefined) return entry.fault;
  if (entry.size > MAX_BYTES) return `it is larger than ${MAX_BYTES / 1_048_576} MiB`;
  try {
    return { bytes: await readFile(entry.path), address: entry.path, contentType: 'text/plain' };
  } catch (error) {
    return reasonOf(error);
  }
}

/** The codes that people meet, in words. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist',
  EACCES: 'the right to read it is missing',
  EPERM: 'the right to read it is missing',
  EISDIR: 'it is a folder',
  ENOTDIR: 'it is not a folder',
  ELOOP: 'it is a link that leads nowhere',
};

function reasonOf(error: unknown): string {
  const { code, message } = error as { readonly code?: string; readonly message: string };
  return REASONS[code ?? ''] ?? message;
}
