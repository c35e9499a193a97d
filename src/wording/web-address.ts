/** A longer address costs more room than it is worth: the headline stands without a link then. */
const LONGEST = 500;

/** An address that may leave the bot: http(s) only, percent-encoded, of at most 500 characters. */
export function webAddress(href: string): string | undefined {
  const url = URL.parse(href);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return undefined;
  return url.href.length <= LONGEST ? url.href : undefined;
}
