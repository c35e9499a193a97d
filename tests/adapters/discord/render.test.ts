import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderDiscord } from '../../../src/adapters/discord/render.ts';
import { composeDigest } from '../../../src/digests/compose.ts';
import { digestMessage } from '../../../src/digests/to-message.ts';
import { composeInput } from '../../digests/sample.ts';
import { anyMessage, lettersOf, longMessage, quotedLetters } from '../../wording/messages.ts';
import { complaints, componentsOf, contentsOf, drawnWords } from './drawn.ts';

const digest = composeDigest(composeInput());
const message = digestMessage(digest, { style: 'short', place: 'channel' });

describe('a digest on Discord', () => {
  it('is one container: title, a text per story, separator, menu, buttons, foot', () => {
    const [part] = renderDiscord(message);
    expect(part && componentsOf(part).map(({ type }) => type)).toEqual([
      17, 10, 10, 10, 10, 14, 1, 3, 1, 2, 2, 10,
    ]);
    expect(part?.usage).toMatch(/^12 of 40 components, \d,\d{3} of 4,000 characters$/);
    expect(part?.stories).toEqual(['bridge', 'trams', 'cod']);
    expect(part?.payload['allowed_mentions']).toEqual({ parse: [] });
  });

  it('shows title and stories with headings in order, and the bot in small print', () => {
    const [part] = renderDiscord(message);
    const [title, story] = part === undefined ? [] : contentsOf(part);
    expect(title).toBe(
      '## News digest, Tuesday 24 November\n-# 3 stories out of 41 articles from 9 sources since Monday 08:30',
    );
    expect(story?.split('\n')).toEqual([
      '### 1. [Karst bridge reopens to trucks after eleven weeks](https://harbourpost.example/Karst%20bridge%20reopens)',
      digest.stories[0]?.sentences.map(({ text }) => text).join(' '),
      expect.stringMatching(/^> Only in Valley Courier: The toll stays/),
      '-# Harbour Post, Valley Courier and 2 more · <t:1795494600:R>',
    ]);
  });

  it('carries the digest in the id of each control', () => {
    const [part] = renderDiscord(message);
    const ids = part && componentsOf(part).flatMap(({ custom_id }) => custom_id ?? []);
    expect(ids).toEqual(['story.open:digest1', 'digest.more:digest1', 'digest.sources:digest1']);
  });

  it('is one list in the style of headlines', () => {
    const [part] = renderDiscord(digestMessage(digest, { style: 'headlines', place: 'channel' }));
    const [, list] = part === undefined ? [] : contentsOf(part);
    expect(list?.split('\n')).toHaveLength(3);
    expect(list).toMatch(/^\*\*1\. \[Karst bridge .*\]\(https:.*\)\*\* Harbour Post and 3 more\n/);
  });
});

describe('any message on Discord', () => {
  it('is taken, whatever stands in it', () => {
    fc.assert(
      fc.property(anyMessage, (any) => {
        expect(renderDiscord(any).flatMap(complaints)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('loses no sentence and keeps their order', () => {
    fc.assert(
      fc.property(anyMessage, (any) => {
        const parts = renderDiscord(any);
        const quoted = parts.flatMap(({ quotations }) => quotations.map(({ text }) => text));
        expect(lettersOf(quoted.join(' '))).toBe(quotedLetters(any.blocks));
        for (const part of parts) {
          const drawn = lettersOf(drawnWords(part));
          let from = 0;
          for (const { text } of part.quotations) {
            const found = drawn.indexOf(lettersOf(text), from);
            expect(found).toBeGreaterThanOrEqual(from);
            from = found;
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('shows the same as its plain text says', () => {
    fc.assert(
      fc.property(anyMessage, (any) => {
        for (const part of renderDiscord(any)) expect(lettersOf(drawnWords(part))).toBe(lettersOf(part.text));
      }),
      { numRuns: 60 },
    );
  });

  it('of 200 stories is cut between stories, its title first and its controls last', () => {
    const many = longMessage(200, message.blocks.slice(-3));
    const parts = renderDiscord(many);
    expect(parts.flatMap(complaints)).toEqual([]);
    expect(parts.length).toBeGreaterThan(3);
    const stories = many.blocks.flatMap((block) => (block.kind === 'story' ? [block.story] : []));
    expect(new Set(parts.flatMap((part) => part.stories))).toEqual(new Set(stories));
    const titled = parts.map((part) => contentsOf(part)[0]?.startsWith('## '));
    const closed = parts.map((part) => componentsOf(part).some(({ type }) => type === 2));
    expect(titled).toEqual(parts.map((_, index) => index === 0));
    expect(closed).toEqual(parts.map((_, index) => index === parts.length - 1));
    const heading = parts.slice(1, 2).map((part) => contentsOf(part)[0]?.split('\n')[0]);
    expect(heading).toEqual([`-# News digest, part 2 of ${parts.length}`]);
  });
});
