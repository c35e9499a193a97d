import { describe, expect, it } from 'vitest';
import { renderDiscord } from '../../src/adapters/discord/render.ts';
import { renderSlack } from '../../src/adapters/slack/render.ts';
import { composeDigest } from '../../src/digests/compose.ts';
import { createSummaryCache } from '../../src/digests/summary-cache.ts';
import { digestMessage } from '../../src/digests/to-message.ts';
import type { Quotation } from '../../src/domain/digest.ts';
import { article, BRIDGE, composeInput, story } from './sample.ts';

const only = (...articles: Parameters<typeof article>[0][]) =>
  composeDigest(composeInput({ candidates: [story('one', ...articles.map(article))] })).stories[0];

describe('a story in a digest', () => {
  it('quotes word for word, with offsets in the text of the article', () => {
    const texts = new Map(BRIDGE.articles.map(({ id, text }) => [id, text]));
    const [bridge] = composeDigest(composeInput({ candidates: [BRIDGE] })).stories;
    const quotations: readonly Quotation[] = [
      ...(bridge?.sentences ?? []),
      ...(bridge?.long ?? []),
      ...(bridge?.difference === undefined ? [] : [bridge.difference]),
    ];
    expect(quotations.length).toBeGreaterThan(4);
    for (const { article, text, start, end } of quotations)
      expect(texts.get(article)?.slice(start, end)).toBe(text);
  });

  it('has the title and link of the article it quotes first, and that outlet first', () => {
    const [bridge] = composeDigest(composeInput({ candidates: [BRIDGE] })).stories;
    const lead = BRIDGE.articles.find(({ id }) => id === bridge?.sentences[0]?.article);
    expect(bridge?.headline).toBe(lead?.title);
    expect(bridge?.link).toBe(lead?.link);
    expect(bridge?.coverage.map(({ outlet }) => outlet)).toEqual([
      'Harbour Post',
      'Valley Courier',
      'Radio Lys',
      'City Ledger',
    ]);
  });

  it('shows what only another outlet says', () => {
    const [bridge] = composeDigest(composeInput({ candidates: [BRIDGE] })).stories;
    expect(bridge?.difference).toMatchObject({
      outlet: 'Valley Courier',
      text: 'The toll stays suspended until 6 December, the district of Ost said.',
    });
  });

  it('has no line of difference when it would be too long for one', () => {
    const long = `The toll of 48 crowns stays suspended until 6 December, ${'the district of Ost said, '.repeat(5)}and that is all.`;
    const one = only(
      {
        outlet: 'Harbour Post',
        title: 'Bridge open',
        text: 'The Karst bridge opened at five on Tuesday morning.',
      },
      { outlet: 'Valley Courier', title: 'Bridge open', text: long },
    );
    if (one?.difference !== undefined) expect(one.difference.text.length).toBeLessThan(180);
  });

  it('cuts a long headline at a word', () => {
    const title = 'Karst bridge reopens to trucks '.repeat(6).trim();
    const headline = only({ outlet: 'Post', title, text: 'The bridge is open.' })?.headline ?? '';
    expect(headline.length).toBeLessThanOrEqual(110);
    expect(headline).toMatch(/(?:Karst|bridge|reopens|to|trucks)…$/);
  });

  it('takes the first words of the text where there is no title', () => {
    const one = only({ outlet: 'Post', title: ' ', text: 'The bridge is open. Trucks came at five.' });
    expect(one?.headline).toBe('The bridge is open');
  });

  it('does not say the headline again as a sentence', () => {
    const text = 'The bridge is open to heavy traffic. Trucks came at five.';
    const one = only({ outlet: 'Post', title: 'The bridge is open to heavy traffic.', text });
    expect(one?.sentences.map((sentence) => sentence.text)).toEqual(['Trucks came at five.']);
  });

  it('shows one sentence when the first is long, and never cuts one', () => {
    const first = `The bridge opened ${'to all kinds of heavy traffic '.repeat(8)}on Tuesday.`;
    const one = only({
      outlet: 'Post',
      title: 'Bridge opens to heavy traffic',
      text: `${first} Engineers went home.`,
    });
    expect(one?.sentences.every(({ text }) => text.endsWith('.'))).toBe(true);
    const [shown] = one?.sentences ?? [];
    if ((shown?.text.length ?? 0) > 220) expect(one?.sentences).toHaveLength(1);
  });

  it('marks the beginning of a passage where no sentences can be told apart', () => {
    const text = 'word '.repeat(400).trim();
    const one = only({ outlet: 'Post', title: 'A passage', text });
    expect(one?.excerpt).toBe(true);
    expect(one?.sentences[0]?.text.length).toBeLessThanOrEqual(300);
    expect(text.startsWith(one?.sentences[0]?.text ?? '?')).toBe(true);
  });

  it('is told in the language of the reader when an article has it', () => {
    const german = {
      outlet: 'Küstenblatt',
      title: 'Brücke offen',
      text: 'Die Brücke ist offen.',
      language: 'de',
    };
    const one = only(german, { outlet: 'Post', title: 'Bridge open', text: 'The bridge is open.' });
    expect(one?.language).toBe('en');
    expect(one?.headline).toBe('Bridge open');
    expect(one?.coverage.map(({ outlet }) => outlet)).toEqual(['Post', 'Küstenblatt']);
    expect(only(german)?.language).toBe('de');
  });
});

describe('a digest', () => {
  it('takes no more stories than three messages hold; the rest is left out', () => {
    const candidates = Array.from({ length: 20 }, (_, index) =>
      story(
        `story${index}`,
        article({
          outlet: `Outlet ${index}`,
          title: `Headline ${index} ${'of some length '.repeat(6)}`,
          text: `${`Sentence of story ${index} ${'with words '.repeat(42)}`.trim()}. Short one.`,
          link: `https://outlet${index}.example/${'x'.repeat(200)}`,
        }),
      ),
    );
    const selection = { ...composeInput().selection, count: 20 };
    const digest = composeDigest(composeInput({ candidates, selection }));
    const message = digestMessage(digest, { style: 'short', place: 'channel' });
    expect(digest.stories.length + digest.omissions.length).toBe(20);
    expect(renderDiscord(message).length).toBeLessThanOrEqual(3);
    expect(renderSlack(message).length).toBeLessThanOrEqual(3);
  });

  it('is the same from the cache', () => {
    const cache = createSummaryCache();
    const first = composeDigest(composeInput({ cache }));
    expect(composeDigest(composeInput({ cache }))).toEqual(first);
    expect(composeDigest(composeInput())).toEqual(first);
  });

  it('never shows out of the cache what this subscription does not see', () => {
    const cache = createSummaryCache();
    composeDigest(composeInput({ candidates: [BRIDGE], cache }));
    const visible = story('bridge', ...BRIDGE.articles.slice(2));
    const text = JSON.stringify(composeDigest(composeInput({ candidates: [visible], cache })));
    expect(text).not.toMatch(/Harbour Post|Valley Courier|toll/);
  });

  it('forgets the oldest when the cache is full', () => {
    const cache = createSummaryCache(1);
    cache.remember('a', () => 1);
    cache.remember('b', () => 2);
    expect(cache.remember('b', () => 3)).toBe(2);
    expect(cache.remember('a', () => 4)).toBe(4);
  });
});
