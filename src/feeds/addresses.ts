/**
 * An address as written, made absolute against where it stands (an empty base: nobody knows). One that is absolute
 * already is left as it was written, for ids are compared letter by letter (RFC 4287, 4.2.6.1).
 */
export function resolveAddress(written: string, base: string): string {
  const address = written.trim();
  if (address === '') return base;
  if (base === '' || /^[a-z][a-z\d+.-]*:/i.test(address)) return address;
  return URL.parse(address, base)?.href ?? address;
}

/** Makes the addresses in markup absolute (`href`, `src`). */
export function resolveMarkup(markup: string, base: string): string {
  if (!markup.includes('<')) return markup;
  return markup.replace(
    /(<[a-z][^<>]{0,1000}?\s(?:href|src)\s*=\s*)(["'])([^"'<>]*)\2/gi,
    (_whole, before: string, quote: string, written: string) =>
      `${before}${quote}${resolveAddress(written, base).replaceAll(quote, quote === '"' ? '%22' : '%27')}${quote}`,
  );
}

/** Whether an address is one that a person can open. */
export function isWebAddress(address: string): boolean {
  return /^https?:\/\/[^\s/]/i.test(address);
}
