const MAX_LENGTH = 2_000_000;
const MAX_DEPTH = 200;
/** More elements than an article ever has; what comes after them is comments. */
const MAX_ELEMENTS = 12_000;
const TAG = /<(\/?)([a-z][^\s/<>]*)(?:"[^"]*"|'[^']*'|[^'"<>]){0,20000}>/gi;
const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)$/i;

/**
 * HTML cut to a length, depth and number of elements that a parser can take; tags that open deeper are left out, their
 * text stays.
 */
export function boundHtml(html: string): string {
  const pieces: string[] = [];
  const short = html.slice(0, MAX_LENGTH);
  let last = 0;
  let depth = 0;
  let elements = 0;
  for (const match of short.matchAll(TAG)) {
    const [tag, closing, name = ''] = match;
    const lone = VOID.test(name) || tag.endsWith('/>');
    if (closing === '' && ++elements > MAX_ELEMENTS) return pieces.join('') + short.slice(last, match.index);
    pieces.push(short.slice(last, match.index));
    last = match.index + tag.length;
    if (closing === '' && !lone) depth++;
    if (depth <= MAX_DEPTH || lone) pieces.push(tag);
    if (closing === '/') depth = Math.max(0, depth - 1);
  }
  return pieces.join('') + short.slice(last);
}
