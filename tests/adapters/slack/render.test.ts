import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderSlack } from '../../../src/adapters/slack/render.ts';
import { composeDigest } from '../../../src/digests/compose.ts';
import { digestMessage } from '../../../src/digests/to-message.ts';
import { plainText } from '../../../src/wording/plain-text.ts';
import { composeInput } from '../../digests/sample.ts';
import { anyMessage, lettersOf, longMessage, quotedLetters } from '../../wording/messages.ts';
import { blocksOf, complaints, drawnWords, objectsIn } from './drawn.ts';

const digest = composeDigest(composeInput());
const message = digestMessage(digest, { style: 'short', place: 'channel' });

describe('a digest on Slack', () => {
  it('has header, grey line, two blocks per story, divider, controls and foot', () => {
    const [part] = renderSlack(message);
    expect(part && blocksOf(part).map(({ type }) => type)).toEqual([
      'header',
      'context',
      ...['rich_text', 'context', 'rich_text', 'context', 'rich_text', 'context'],
      ...['divider', 'actions', 'context'],
    ]);
    expect(part?.usage).toMatch(/^11 of 50 blocks, \d,\d{3} of 13,200$/);
    expect(part?.stories).toEqual(['bridge', 'trams', 'cod']);
  });

  it('shows a story as headline, sentences, difference, who and when', () => {
    const [part] = renderSlack(message);
    const [, , story, byline] = part === undefined ? [] : blocksOf(part);
    const sentences = digest.stories[0]?.sentences.map(({ text }) => text).join(' ');
    expect(story).toEqual({
      type: 'rich_text',
      block_id: 'story-bridge',
      elements: [
        {
          type: 'rich_text_section',
          elements: [
            { type: 'text', text: '1. ', style: { bold: true } },
            {
              type: 'link',
              url: 'https://harbourpost.example/Karst%20bridge%20reopens',
              text: 'Karst bridge reopens to trucks after eleven weeks',
              style: { bold: true },
            },
            { type: 'text', text: `\n${sentences}` },
          ],
        },
        {
          type: 'rich_text_quote',
          elements: [
            { type: 'text', text: expect.stringMatching(/^Only in Valley Courier: The toll stays/) },
          ],
        },
      ],
    });
    const age = '<!date^1795494600^{ago}|Tue 24 Nov 05:30>';
    const text = `Harbour Post, Valley Courier and 2 more · ${age}`;
    expect(byline).toEqual({ type: 'context', elements: [{ type: 'mrkdwn', text, verbatim: true }] });
  });

  it('never unfurls, never parses, and notifies with the whole digest in plain words', () => {
    const [part] = renderSlack(message);
    const { blocks, text, ...flags } = part?.payload ?? {};
    expect(flags).toEqual({ unfurl_links: false, unfurl_media: false, mrkdwn: false, parse: 'none' });
    expect(text).toBe(plainText(message.blocks));
    expect(String(text).split('\n')[0]).toBe('News digest, Tuesday 24 November');
    expect(text).not.toMatch(/https?:/);
  });

  it('offers More, Sources and the headlines', () => {
    const [part] = renderSlack(message);
    const controls = objectsIn(part?.payload ?? null).find(({ type }) => type === 'actions');
    expect(controls?.['elements']).toEqual([
      expect.objectContaining({ type: 'button', action_id: 'digest.more', value: 'digest1' }),
      expect.objectContaining({ type: 'button', action_id: 'digest.sources', value: 'digest1' }),
      expect.objectContaining({ type: 'static_select', action_id: 'story.open' }),
    ]);
  });

  it('is one list in the style of headlines', () => {
    const [part] = renderSlack(digestMessage(digest, { style: 'headlines', place: 'channel' }));
    expect(part && blocksOf(part).filter(({ type }) => type === 'rich_text')).toHaveLength(1);
    expect(part?.stories).toHaveLength(3);
  });
});

describe('any message on Slack', () => {
  it('is taken, whatever stands in it', () => {
    fc.assert(
      fc.property(anyMessage, (any) => {
        expect(renderSlack(any).flatMap(complaints)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('loses no sentence and keeps their order', () => {
    fc.assert(
      fc.property(anyMessage, (any) => {
        const parts = renderSlack(any);
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
        for (const part of renderSlack(any)) {
          expect(lettersOf(drawnWords(part))).toBe(lettersOf(part.text));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('never mentions anybody, and links only where it means to', () => {
    fc.assert(
      fc.property(anyMessage, (any) => {
        for (const part of renderSlack(any)) {
          expect(part.payload['text']).not.toMatch(/[<>]/);
          for (const { type, text } of objectsIn(part.payload)) {
            if (type !== 'mrkdwn') continue;
            const rest = String(text).replace(/<!date\^\d+\^\{ago\}\|[^<>|]*>|<https?:[^<>|]*\|[^<>]*>/g, '');
            expect(rest).not.toMatch(/[<>]/);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('of 200 stories is cut between stories, its title first and its controls last', () => {
    const many = longMessage(200, message.blocks.slice(-3));
    const parts = renderSlack(many);
    expect(parts.flatMap(complaints)).toEqual([]);
    expect(parts.length).toBeGreaterThan(3);
    const stories = many.blocks.flatMap((block) => (block.kind === 'story' ? [block.story] : []));
    expect(new Set(parts.flatMap((part) => part.stories))).toEqual(new Set(stories));
    const types = parts.map((part) => blocksOf(part).map(({ type }) => type));
    expect(types.map((all) => all.includes('header'))).toEqual(parts.map((_, index) => index === 0));
    expect(types.map((all) => all.includes('actions'))).toEqual(
      parts.map((_, at) => at === parts.length - 1),
    );
    expect(parts[1]?.text.split('\n')[0]).toBe(`News digest, part 2 of ${parts.length}`);
  });
});
