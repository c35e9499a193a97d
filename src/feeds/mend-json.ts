import type { FaultList } from './dated.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * The JSON Feed in a text, as the parser wants it: version named, an item's single author first. A text that is cut
 * off is closed after its last whole value. Throws when it is no JSON.
 */
export function mendJson(text: string, faults: FaultList): unknown {
  const feed = parse(text.replace(/^[\s\ufeff]+/, ''), faults);
  if (!Array.isArray(feed['items'])) return feed;
  if (!String(feed['version']).includes('jsonfeed.org')) {
    faults.add(
      'version-unknown',
      'The feed does not say which version of JSON Feed it is; it was read as 1.1.',
    );
  }
  return { ...feed, version: 'https://jsonfeed.org/version/1.1', items: feed['items'].map(withAuthorFirst) };
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

/** One value, without control characters and commas too many, closed where it was cut off. */
function close(text: string): { closed: string; cut: boolean } {
  const tokens = text.matchAll(/"(?:[^"\\]|\\[\s\S])*"|[{}[\]]|,|[^"{}[\],]+|"[\s\S]*$/g);
  const open: string[] = [];
  let whole = '';
  let safe = '';
  for (const [token] of tokens) {
    if (token === '{' || token === '[') open.push(token === '{' ? '}' : ']');
    else if (token === '}' || token === ']') {
      open.pop();
      whole = whole.replace(/,\s*$/, '');
    } else if (token === ',') safe = whole + [...open].reverse().join('');
    whole += token.replace(/[^\P{Cc}\t\n\r]/gu, '').replace(/^"[\s\S]*"$/, escapeBreaks);
    if (open.length === 0) return { closed: whole, cut: false };
  }
  return { closed: safe, cut: true };
}

function escapeBreaks(literal: string): string {
  return literal.replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t');
}
