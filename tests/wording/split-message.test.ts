import { describe, expect, it } from 'vitest';
import type { ArticleId, StoryId } from '../../src/domain/ids.ts';
import type { Block, Message, StoryBlock } from '../../src/domain/message.ts';
import { plainText } from '../../src/wording/plain-text.ts';
import { splitMessage } from '../../src/wording/split-message.ts';

const note = (text: string): Block => ({ kind: 'note', content: [{ kind: 'text', text }] });
const story = (number: number, text: string): StoryBlock => ({
  kind: 'story',
  story: `story${number}` as StoryId,
  number,
  headline: `Story ${number}`,
  sentences: [{ article: 'a' as ArticleId, outlet: 'Post', text, start: 0, end: text.length }],
  byline: [{ kind: 'text', text: 'Post' }],
});
const closing: readonly Block[] = [
  { kind: 'divider' },
  { kind: 'controls', buttons: [{ kind: 'button', action: 'digest.more', value: 'd', label: 'More' }] },
  note('Next: Wednesday 08:30.'),
];
const message = (...blocks: readonly Block[]): Message => ({ title: 'News digest', locale: 'en', blocks });
const within = (limit: number) => (blocks: readonly Block[]) => plainText(blocks).length <= limit;
const kinds = (blocks: readonly Block[]) => blocks.map(({ kind }) => kind);

describe('a message that is too long', () => {
  it('stays whole when it fits', () => {
    const whole = message({ kind: 'title', text: 'News digest' }, story(1, 'One.'), ...closing);
    expect(splitMessage(whole, within(500))).toEqual([whole.blocks]);
  });

  it('is cut between stories, with a heading on each further part and the numbers running on', () => {
    const stories = [1, 2, 3, 4].map((number) => story(number, 'Word. '.repeat(20).trim()));
    const parts = splitMessage(
      message({ kind: 'title', text: 'News digest' }, ...stories, ...closing),
      within(400),
    );
    expect(parts.map(kinds)).toEqual([
      ['title', 'story', 'story'],
      ['note', 'story', 'story', 'divider', 'controls', 'note'],
    ]);
    expect(plainText(parts[1] ?? []).split('\n')[0]).toBe('News digest, part 2 of 2');
    expect(plainText(parts[1] ?? [])).toContain('3. Story 3');
  });

  it('does not leave the controls alone in the last part', () => {
    const stories = [1, 2].map((number) => story(number, 'Word. '.repeat(20).trim()));
    const foot = note('Next: Wednesday 08:30. 3 articles muted. Valley Courier not read since Monday 14:10.');
    const whole = message(...stories, ...closing.slice(0, 2), foot);
    const parts = splitMessage(whole, within(plainText(whole.blocks).length - 1));
    expect(parts.map(kinds)).toEqual([['story'], ['note', 'story', 'divider', 'controls', 'note']]);
  });

  it('breaks a story only when it does not fit by itself, between sentences or words, never losing any', () => {
    const text = Array.from({ length: 120 }, (_, index) => `word${index}`).join(' ');
    const parts = splitMessage(message(story(1, text)), within(300));
    expect(parts.length).toBeGreaterThan(2);
    const quoted = parts.flat().flatMap((block) => (block.kind === 'story' ? block.sentences : []));
    expect(quoted.map((sentence) => sentence.text).join('')).toBe(text);
    expect(quoted.every(({ start, end, text: own }) => text.slice(start, end) === own)).toBe(true);
    expect(parts.flat().filter((block) => block.kind === 'story' && block.byline.length > 0)).toHaveLength(1);
  });

  it('says at least its title', () => {
    expect(plainText(splitMessage(message(), within(100))[0] ?? [])).toBe('News digest');
  });
});
