import { primaryLanguage } from '../text/language-tag.ts';

/** The first of the stated languages that is a tag (`en-US`), as its primary subtag; words such as "English" are none. */
export function statedLanguage(...tags: readonly (string | null | undefined)[]): string | undefined {
  for (const tag of tags) {
    const language = primaryLanguage(tag?.trim());
    if (language !== undefined && /^(?!und|mul|zxx)[a-z]{2,3}$/.test(language)) return language;
  }
  return undefined;
}
