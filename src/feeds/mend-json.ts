import type { FaultList } from './dated.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * The JSON Feed in a text, as the parser wants it: version named, an item's single author first. A text that is cut
 * off is closed after its last whole value. Throws when it is no JSON.
 */
export function mendJson(text: string, faults: FaultList, maxItems: number): unknown {
  const feed = parse(text.replace(/^[\s\ufeff]+/, ''), faults);
  if (!Array.isArray(feed['items'])) return feed;
  if (!String(feed['version']).includes('jsonfeed.org')) {
    faults.add(
      'version-unknown',
      'The feed does not say which version of JSON Feed it is; it was read as 1.1.',
    );
  }
  if (feed['items'].length > maxItems) {
    faults.add(
      'too-many-items',
      `The feed has ${feed['items'].length} items; the first ${maxItems} were read.`,
    );
  }
  const items = feed['items'].slice(0, maxItems).map(withAuthorFirst);
  return { ...feed, version: 'https://jsonfeed.org/version/1.1', items };
}

/** Version 1.0 knows one author, 1.1 several; who writes both means the one. */
function withAuthorFirst(item: unknown): unknown {
  if (typeof item !== 'object' || item === null) return item;
  const { author, authors } = item as { readonly author?: unknown; readonly authors?: unknown };
  return author === undefined
    ? item
    : { ...item, authors: [author, ...(Array.isArray(authors) ? authors : [])] };
}

function parse(text: string, faults: FaultList): Fields {
  try {
    return JSON.parse(text) as Fields;
  } catch {
    const { closed, cut } = close(text);
    const feed = JSON.parse(closed) as Fields;
    if (cut) faults.add('cut-off', 'The feed is cut off before its end; what came before was read.');
    else
      faults.add(
        'broken-json',
        'The JSON is not well-formed (control characters, commas too many, or junk after it).',
      );
    return feed;
  }
}

const TOKEN = /"(?:[^"\\]|\\[\s\S])*"|[{}[\]]|,|[^"{}[\],]+|"/g;
/** Deeper than any feed nests. */
const MAX_DEPTH = 50;

/** One value, without control characters and commas too many, closed where it was cut off. */
function close(text: string): { closed: string; cut: boolean } {
  const open: string[] = [];
  const pieces: string[] = [];
  let safe = { length: 0, closing: '' };
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === '"' || open.length > MAX_DEPTH) break;
    if (token === '{' || token === '[') open.push(token === '{' ? '}' : ']');
    else if (token === ',') safe = { length: pieces.length, closing: [...open].reverse().join('') };
    else if (token === '}' || token === ']') dropComma(pieces);
    if (token === '}' || token === ']') open.pop();
    pieces.push(token.startsWith('"') ? escapeBreaks(token) : token);
    if (open.length === 0) return { closed: pieces.join(''), cut: false };
  }
  return { closed: pieces.slice(0, safe.length).join('') + safe.closing, cut: true };
}

function dropComma(pieces: string[]): void {
  const last = pieces.findLastIndex((piece) => piece.trim() !== '');
  if (pieces[last] === ',') pieces.splice(last, 1);
}

/** A string literal as JSON wants it: without control characters, line breaks written as such. */
function escapeBreaks(literal: string): string {
  const breaks = literal.replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t');
  return breaks.replace(/\p{Cc}/gu, '');
}
