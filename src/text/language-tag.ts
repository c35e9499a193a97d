/** The BCP 47 primary subtag of a language tag, in lower case (`en` of `en-US`); undefined for none. */
export function primaryLanguage(tag: string | undefined): string | undefined {
  if (tag === undefined || tag === '') return undefined;
  const end = tag.search(/[-_]/);
  return (end < 0 ? tag : tag.slice(0, end)).toLowerCase();
}
