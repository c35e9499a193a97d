declare const kind: unique symbol;
type Id<Kind extends string> = string & { readonly [kind]: Kind };

export type SourceId = Id<'source'>;
export type ArticleId = Id<'article'>;
export type StoryId = Id<'story'>;
export type SubscriptionId = Id<'subscription'>;
export type DigestId = Id<'digest'>;
export type DeliveryId = Id<'delivery'>;

/**
 * An id made from what the thing is, so that the same thing read twice (or by two processes) gets the same id.
 * Two independent 53-bit hashes (cyrb53, Bryc 2018, public domain) in base 36: 20 characters, `[a-z0-9]`.
 * The parts are joined by a character that is in none of them by contract (U+0000).
 */
export function idOf<Kind extends string>(...parts: readonly string[]): Id<Kind> {
  const text = parts.join('\u0000');
  return (hash53(text, 1) + hash53(text, 2)).slice(0, 20) as Id<Kind>;
}

function hash53(text: string, seed: number): string {
  let high = 0xdeadbeef ^ seed;
  let low = 0x41c6ce57 ^ seed;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36).padStart(11, '0');
}
