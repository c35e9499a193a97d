import { describe, expect, it } from 'vitest';
import { composeDigest } from '../../src/digests/compose.ts';
import type { StoryId } from '../../src/domain/ids.ts';
import { article, BRIDGE, COD, composeInput, MONDAY, story, TRAMS, TUESDAY } from './sample.ts';

const idsOf = (stories: readonly { readonly story: StoryId }[]) => stories.map((one) => one.story);
const selection = composeInput().selection;
const told = (articles: (typeof BRIDGE)['articles']) => ({
  story: BRIDGE.id,
  articles: articles.map(({ id }) => id),
  toldAt: MONDAY,
  link: 'https://chat.example/monday',
});

describe('choosing stories', () => {
  it('takes the best ranked first, whatever order they come in', () => {
    const forth = composeDigest(composeInput());
    const back = composeDigest(composeInput({ candidates: [COD, TRAMS, BRIDGE] }));
    expect(idsOf(forth.stories)).toEqual(['bridge', 'trams', 'cod']);
    expect(back).toEqual(forth);
  });

  it('leaves out what is over the size, with its headline and score', () => {
    const digest = composeDigest(composeInput({ selection: { ...selection, count: 1 } }));
    expect(idsOf(digest.stories)).toEqual(['bridge']);
    expect(digest.omissions.map(({ story, reason }) => [story, reason])).toEqual([
      ['trams', 'over-size'],
      ['cod', 'over-size'],
    ]);
    expect(digest.omissions[0]).toMatchObject({
      headline: 'Vellmar keeps its night trams for another year',
      articles: 1,
    });
  });

  it('leaves out what holds a muted word in title or summary, as a whole word only', () => {
    const muting = (...muted: string[]) =>
      composeDigest(composeInput({ selection: { ...selection, muted } })).omissions.map(
        ({ story, reason }) => `${story} ${reason}`,
      );
    expect(muting('TRAMS')).toEqual(['trams muted']);
    expect(muting('crowns')).toEqual(['trams muted']);
    expect(muting('tram')).toEqual([]);
    expect(muting('  ', '.*')).toEqual([]);
  });

  it('tells a story once', () => {
    const digest = composeDigest(composeInput({ told: [told(BRIDGE.articles)] }));
    expect(idsOf(digest.stories)).toEqual(['trams', 'cod']);
    expect(digest.omissions).toEqual([expect.objectContaining({ story: 'bridge', reason: 'told' })]);
  });

  it('does not tell it again for an article that says the same', () => {
    const again = article({
      outlet: 'Kystposten',
      title: 'The bridge at Karst',
      text: 'The Karst bridge is open to heavy traffic again.',
    });
    const grown = story('bridge', ...BRIDGE.articles, again);
    const digest = composeDigest(composeInput({ candidates: [grown], told: [told(BRIDGE.articles)] }));
    expect(digest.stories).toEqual([]);
    expect(digest.omissions.map(({ reason }) => reason)).toEqual(['told']);
  });

  it('tells an update with just the new sentences of the newer articles', () => {
    const newer = article({
      outlet: 'Kystposten',
      title: 'Lorry driver fined on the Karst bridge',
      text: 'The Karst bridge is open to heavy traffic again. Police chief Ada Holm fined a driver 4,200 crowns for a load of 61 tonnes.',
      published: TUESDAY.subtract({ hours: 1 }),
    });
    const grown = story('bridge', ...BRIDGE.articles, newer);
    const digest = composeDigest(composeInput({ candidates: [grown], told: [told(BRIDGE.articles)] }));
    const [update] = digest.stories;
    expect(update?.update).toEqual({ toldAt: MONDAY, link: 'https://chat.example/monday' });
    expect(update?.headline).toBe('Lorry driver fined on the Karst bridge');
    expect(update?.sentences.map(({ text }) => text)).toEqual([
      'Police chief Ada Holm fined a driver 4,200 crowns for a load of 61 tonnes.',
    ]);
    expect(update?.difference).toBeUndefined();
    expect(update?.coverage[0]?.outlet).toBe('Kystposten');
  });

  it('leaves out what has neither sentences nor a page to read on', () => {
    const { link: _, ...bare } = article({ outlet: 'Post', title: 'Only a title', text: '' });
    const digest = composeDigest(composeInput({ candidates: [story('bare', bare)] }));
    expect(digest.omissions.map(({ reason }) => reason)).toEqual(['no-summary']);
  });

  it('tells a headline alone when one can read on', () => {
    const bare = article({ outlet: 'Post', title: 'Only a title', text: '' });
    const digest = composeDigest(composeInput({ candidates: [story('bare', bare)] }));
    expect(digest.stories[0]).toMatchObject({ headline: 'Only a title', sentences: [] });
  });
});
