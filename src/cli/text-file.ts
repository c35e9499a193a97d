import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { callerFolder } from '../config/folders.ts';

/** A file as text. */
export interface TextFile {
  /** Decoded, without its byte order mark; offsets count in it. */
  readonly text: string;
  /** Where the article begins, after front matter and the date line of a seed. */
  readonly start: number;
  /** What the front matter says, by name in lower case. */
  readonly front: Readonly<Record<string, string>>;
  readonly isHtml: boolean;
}

/** Reads a file, or stdin for `-`; throws one sentence when it is missing, unreadable or no text. */
export async function readTextFile(name: string): Promise<TextFile> {
  const text = decodeText(await bytesOf(name), name === '-' ? 'The input' : name);
  const isHtml = /\.x?html?$/i.test(name) || /^\s*(<!doctype html|<html)[\s>]/i.test(text);
  return { text, isHtml, ...(isHtml ? { start: 0, front: {} } : readHeader(text)) };
}

async function bytesOf(name: string): Promise<Uint8Array> {
  if (name === '-') return buffer(process.stdin);
  const path = resolve(callerFolder(process.env, process.cwd()), name);
  try {
    return await readFile(path);
  } catch (error) {
    throw new Error(`${name} cannot be read: ${reasonOf(error as NodeJS.ErrnoException)}.`);
  }
}

function reasonOf({ code, message }: NodeJS.ErrnoException): string {
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'there is no such file';
  if (code === 'EISDIR') return 'it is a folder; name a file in it';
  if (code === 'EACCES') return 'you may not read it';
  return message;
}

function decodeText(bytes: Uint8Array, name: string): string {
  const [first, second] = bytes;
  const wide =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  try {
    const text = new TextDecoder(wide, { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch {
    // Said below, together with the other way of being no text.
  }
  throw new Error(`${name} is not text in UTF-8 or UTF-16; save it as UTF-8.`);
}

const FRONT_MATTER = /^\s*---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/;
const BARE_FRONT_MATTER = /^\s*((?:(?:title|source|link|published|wire|language):[^\n]*\n)+)/i;
const DATE_LINE = /^\s*date \d{4}-\d{2}-\d{2}\s+/;

/** The header that a file of the seeds folder may carry (the seed format of the docs). */
export function readHeader(text: string): Pick<TextFile, 'start' | 'front'> {
  const matter = FRONT_MATTER.exec(text) ?? BARE_FRONT_MATTER.exec(text);
  const body = matter?.[0].length ?? 0;
  const start = body + (DATE_LINE.exec(text.slice(body))?.[0].length ?? 0);
  return { start, front: fieldsOf(matter?.[1] ?? '') };
}

function fieldsOf(matter: string): Readonly<Record<string, string>> {
  const pairs = matter.split(/\r?\n/).flatMap((line) => {
    const [, name, value] = /^\s*([a-z]+)\s*:\s*(.*?)\s*$/i.exec(line) ?? [];
    return name === undefined || !value ? [] : [[name.toLowerCase(), value.replace(/^(["'])(.*)\1$/, '$2')]];
  });
  return Object.fromEntries(pairs) as Record<string, string>;
}
