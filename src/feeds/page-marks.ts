/** What a page says of itself that a reader wants to know before a click. */
export type PageMark = 'paywall' | 'sponsored';

/** More of a page is not looked at. */
const MAX_LENGTH = 500_000;

/**
 * Marks from what a page says about itself for programs: schema.org's `isAccessibleForFree`, the content tier of
 * Facebook's instant articles, and the usual words for paid content in its type or section.
 */
export function pageMarks(html: string): readonly PageMark[] {
  const page = html.slice(0, MAX_LENGTH);
  const paywall =
    /"isAccessibleForFree"\s*:\s*"?false\b/i.test(page) ||
    /<meta\s[^<>]*article:content_tier[^<>]*content\s*=\s*["']?(?:locked|metered)/i.test(page);
  const sponsored =
    /"@type"\s*:\s*"AdvertiserContentArticle"/i.test(page) ||
    /<meta\s[^<>]*(?:article:section|og:type)[^<>]*content\s*=\s*["']?(?:sponsored|advertorial|anzeige)/i.test(
      page,
    );
  return [...(paywall ? (['paywall'] as const) : []), ...(sponsored ? (['sponsored'] as const) : [])];
}
