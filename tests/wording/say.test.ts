import { describe, expect, it } from 'vitest';
import { en } from '../../src/wording/en.ts';
import { type Phrase, say, sayInline } from '../../src/wording/say.ts';

/** The names that a phrase needs: `{name}` and `{name, plural, …}`. */
function valuesOf(phrase: string): Readonly<Record<string, number>> {
  return Object.fromEntries([...phrase.matchAll(/\{(\w+)[,}]/gu)].map(([, name]) => [name ?? '', 2]));
}

describe('what the bot says', () => {
  it('follows the number in its nouns', () => {
    const counts = { articles: 1, sources: 1, since: 'Monday 08:30' };
    expect(say('en', 'digest.counts', { stories: 2, ...counts })).toBe(
      '2 stories out of 1 article from 1 source since Monday 08:30',
    );
  });

  it('speaks English where it has no words of a language', () => {
    expect(say('xx-nonsense', 'story.update')).toBe('Update:');
    expect(say('', 'story.update')).toBe('Update:');
    expect(say('en-US', 'story.update')).toBe('Update:');
  });

  it('never reads a value as a pattern or a tag', () => {
    const outlet = `<b>{name}</b> '{x}' #`;
    expect(say('en', 'story.only-in', { outlet })).toBe(`Only in ${outlet}:`);
  });

  it('throws when a value is missing rather than saying half a sentence', () => {
    expect(() => say('en', 'story.only-in')).toThrow(/outlet/);
  });

  it('keeps the pieces of a message apart, so that a name is never read as markup', () => {
    const source = { kind: 'quoted', text: '*Valley* Courier' } as const;
    const pieces = sayInline('en', 'foot.never-read', { source, reason: ' (timed out)' });
    expect(pieces).toEqual([source, { kind: 'text', text: ' not read yet (timed out).' }]);
  });

  it('has only phrases that can be said, in plain words', () => {
    for (const [key, phrase] of Object.entries(en)) {
      const said = say('en', key as Phrase, valuesOf(phrase));
      expect(said, key).not.toMatch(/[!{}]|\bplease\b|\boops\b|successfully|feed item|cluster|\bentry\b/i);
      expect(said, key).not.toMatch(/\p{Extended_Pictographic}/u);
    }
  });
});
