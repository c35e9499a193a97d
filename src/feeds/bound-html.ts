const MAX_LENGTH = 2_000_000;
const MAX_DEPTH = 200;
const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)$/i;

/** HTML cut to a length and depth that a parser can take; tags that open deeper are left out, their text stays. */
export function boundHtml(html: string): string {
  const short = html.slice(0, MAX_LENGTH);
  let depth = 0;
  return short.replace(
    /<(\/?)([a-z][^\s/<>]*)(?:"[^"]*"|'[^']*'|[^'"<>])*>/gi,
    (tag, closing: string, name: string) => {
      if (VOID.test(name) || tag.endsWith('/>')) return tag;
      if (closing === '/') return depth-- > MAX_DEPTH ? '' : tag;
      return ++depth > MAX_DEPTH ? '' : tag;
    },
  );
}
