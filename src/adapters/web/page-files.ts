import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

const types: Readonly<Record<string, string>> = {
  'page.js': 'text/javascript; charset=utf-8',
  'page.css': 'text/css; charset=utf-8',
  'icon.svg': 'image/svg+xml',
};

/** A file of the built page, and what tells whether a browser has it already. */
export interface PageFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string;
  readonly tag: string;
}

/** Undefined for a name that is none of the page's, or when the page was not built. */
export async function pageFile(folder: string, name: string): Promise<PageFile | undefined> {
  const type = types[name];
  if (type === undefined) return undefined;
  try {
    const path = join(folder, name);
    const { mtimeMs, size } = await stat(path);
    return { bytes: new Uint8Array(await readFile(path)), type, tag: `"${size}-${Math.trunc(mtimeMs)}"` };
  } catch {
    return undefined;
  }
}

/** The page's HTML with this start's token; undefined when the page was not built. */
export async function pageHtml(folder: string, token: string): Promise<string | undefined> {
  try {
    const html = await readFile(join(folder, 'index.html'), 'utf8');
    return html.replace('PAGE_TOKEN', token);
  } catch {
    return undefined;
  }
}
