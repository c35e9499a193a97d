import { describe, expect, it } from 'vitest';
import { languageName } from '../../src/wording/language-name.ts';

describe('the name of a language', () => {
  it('is in the words of the reader', () => {
    expect(languageName('en', 'de')).toBe('German');
    expect(languageName('de', 'en')).toBe('Englisch');
  });

  it('is left out where there is none', () => {
    expect(languageName('en', 'zz')).toBeUndefined();
    expect(languageName('en', 'not a tag')).toBeUndefined();
  });
});
