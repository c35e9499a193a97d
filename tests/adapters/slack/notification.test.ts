import { describe, expect, it } from 'vitest';
import { notificationOf } from '../../../src/adapters/slack/notification.ts';
import type { ArticleId, StoryId } from '../../../src/domain/ids.ts';
import type { Block } from '../../../src/domain/message.ts';
import { plainText } from '../../../src/wording/plain-text.ts';

const story = (number: number): Block => {
  const text = `Sentence of story ${number}. ${'It has many words. '.repeat(15)}`;
  return {
    kind: 'story',
    story: `story${number}` as StoryId,
    number,
    headline: `Headline ${number}`,
    sentences: [{ article: 'a' as ArticleId, outlet: 'Post', text, start: 0, end: text.length }],
    byline: [{ kind: 'quoted', text: 'Post' }],
  };
};
const stories = (count: number) => Array.from({ length: count }, (_, index) => story(index + 1));

describe('the text of a message on Slack', () => {
  it('is the whole message in plain words', () => {
    expect(notificationOf(stories(3))).toBe(plainText(stories(3)));
  });

  it('names every story where not all can be told', () => {
    const text = notificationOf(stories(15));
    expect(text.length).toBeLessThanOrEqual(3500);
    expect(text).toContain('Sentence of story 5.');
    expect(text).not.toContain('Sentence of story 15.');
    expect(text).toContain('15. Headline 15 · Post');
  });

  it('stays within the limit whatever is in it', () => {
    const long: Block = { kind: 'line', content: [{ kind: 'text', text: '<&> '.repeat(2000) }] };
    const text = notificationOf([long]);
    expect(text.length).toBeLessThanOrEqual(3500);
    expect(text.replaceAll(/&(?:amp|lt|gt);/g, '')).not.toMatch(/[<>&]/);
    expect(notificationOf([])).toBe('…');
  });
});
