/** What stands in the fragment of a page's address before the selector of its links. */
const MARK = '#links=';

/**
 * The address of a source that is a page: the page's own address, and in its fragment (which no server ever sees) which
 * of its links are the articles. So the address alone says everything, wherever it is kept, exported or typed.
 */
export function pageAddress(address: string, selector: string): string {
  const url = new URL(address);
  url.hash = '';
  return `${url.href}${MARK}${encodeURIComponent(selector)}`;
}

/** The selector in such an address; undefined when there is none. */
export function selectorOf(address: string): string | undefined {
  const at = address.indexOf(MARK);
  if (at === -1) return undefined;
  try {
    return decodeURIComponent(address.slice(at + MARK.length));
  } catch {
    return undefined;
  }
}

/** Where a source is after it moved to an address: the selector of a page goes with it. */
export function movedPage(before: string, to: string): string {
  const selector = selectorOf(before);
  return selector === undefined ? to : pageAddress(to, selector);
}
