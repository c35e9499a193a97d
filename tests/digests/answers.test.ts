import { describe, expect, it } from 'vitest';
import { renderDiscord } from '../../src/adapters/discord/render.ts';
import { renderSlack } from '../../src/adapters/slack/render.ts';
import { moreMessages, sourcesMessage, storyCard } from '../../src/digests/answers.ts';
import { composeDigest } from '../../src/digests/compose.ts';
import type { Inline, Message } from '../../src/domain/message.ts';
import { plainText } from '../../src/wording/plain-text.ts';
import { article, BRIDGE, composeInput, story } from './sample.ts';

const digest = composeDigest(composeInput());

function links({ blocks }: Message): readonly string[] {
  const inlines: readonly Inline[] = blocks.flatMap((block) =>
    block.kind === 'line' || block.kind === 'note'
      ? block.content
      : block.kind === 'story'
        ? block.byline
        : [],
  );
  const headlines = blocks.flatMap((block) =>
    block.kind === 'story' && block.link !== undefined ? [block.headline] : [],
  );
  return [...headlines, ...inlines.flatMap((inline) => (inline.kind === 'link' ? [inline.text] : []))];
}

/** A digest of 20 stories with five articles each. */
const large = composeDigest(
  composeInput({
    candidates: Array.from({ length: 20 }, (_, index) =>
      story(
        `story${index}`,
        ...['Post', 'Ledger', 'Courier', 'Wire', 'Radio'].map((outlet) =>
          article({
            outlet,
            title: `Event ${index} as ${outlet} tells it`,
            text: Array.from(
              { length: 5 },
              (_, line) =>
                `${outlet} reports fact ${line} of event ${index} ${'in many words '.repeat(8)}today.`,
            ).join(' '),
          }),
        ),
      ),
    ),
    selection: { ...composeInput().selection, count: 20 },
  }),
);

describe('More', () => {
  it('is the long form, each sentence with its outlet in brackets', () => {
    const [message] = moreMessages(digest);
    const text = plainText(message?.blocks ?? []);
    expect(text).toMatch(/^The 3 stories of Tuesday 24 November at length\./);
    for (const { long } of digest.stories)
      for (const sentence of long) expect(text).toContain(`${sentence.text} (${sentence.outlet})`);
  });

  it('is at most three posts, however many stories there are', () => {
    for (const message of moreMessages(large)) {
      expect(renderDiscord(message).length).toBeLessThanOrEqual(3);
      expect(renderSlack(message).length).toBeLessThanOrEqual(5);
    }
  });
});

describe('Sources', () => {
  it('lists every article with outlet, link and time', () => {
    const text = plainText(sourcesMessage(digest).blocks);
    expect(text).toMatch(/^The 6 articles behind the 3 stories of Tuesday 24 November\n1\. Karst bridge/);
    for (const { outlet, title } of BRIDGE.articles)
      expect(text).toContain(`${outlet}: ${title} · Tue 24 Nov 05:30`);
    expect(new Set(links(sourcesMessage(digest))).size).toBe(6);
  });

  it('counts what it does not list where there are very many', () => {
    const message = sourcesMessage(large);
    expect(renderDiscord(message).length).toBeLessThanOrEqual(4);
    expect(plainText(message.blocks)).toMatch(/\nand \d more articles?/);
  });
});

describe('a story card', () => {
  it('has the sentences with outlets, and a link to every outlet', () => {
    const [bridge] = digest.stories;
    const card = bridge && storyCard(digest, bridge);
    expect(card && links(card)).toEqual([
      'Karst bridge reopens to trucks after eleven weeks',
      'Harbour Post',
      'Valley Courier',
      'Radio Lys',
      'City Ledger',
    ]);
    expect(card && plainText(card.blocks)).toContain('northern span. (Harbour Post)');
  });
});
