import { describe, expect, it } from 'vitest';
import { idOf } from '../../src/domain/ids.ts';
import type { Source } from '../../src/domain/source.ts';
import type { FeedItem, FeedSource } from '../../src/feeds/parsed-feed.ts';
import { toArticles } from '../../src/feeds/to-articles.ts';

const SOURCE: Source = {
  id: idOf('farm'),
  kind: 'feed',
  address: 'https://farm.example/feed',
  title: 'Farm feed',
};
const NOW = Temporal.Instant.from('2026-11-24T10:00:00Z');
const item = (fields: Partial<FeedItem>): FeedItem => ({ tags: [], enclosures: [], ...fields });

function articles(items: readonly Partial<FeedItem>[], about: FeedSource = { title: 'The Farm' }) {
  const parsed = {
    source: about,
    articles: items.map(item),
    faults: [],
    hints: { skipHours: [], skipDays: [] },
  };
  return toArticles(parsed, SOURCE, NOW, true);
}
const first = (fields: Partial<FeedItem>, about?: FeedSource) => articles([fields], about)[0]?.article;

describe('toArticles', () => {
  it('makes plain text, a plain title and a clean link', () => {
    expect(
      first({
        title: 'Hay &amp; <i>oats</i>',
        link: 'http://farm.example/hay/?utm_source=rss',
        content: '<p>One.</p><p>Two.</p>',
        summary: 'One.',
        tags: ['<b>a</b>', 'a', ''],
      }),
    ).toMatchObject({
      title: 'Hay & oats',
      link: 'http://farm.example/hay/',
      text: 'One.\n\nTwo.',
      outlet: 'The Farm',
      tags: ['a'],
      countsAsNew: true,
    });
  });

  it('gives an article the same id whatever changes but its address', () => {
    const one = first({ title: 'A', link: 'http://www.farm.example/hay', id: '1', published: NOW });
    const other = first({ title: 'B', link: 'https://farm.example/hay/?utm_medium=x', id: '2' });
    expect(one?.id).toBe(other?.id);
    expect(first({ title: 'A', id: '1' })?.id).toBe(first({ title: 'B', id: '1' })?.id);
  });

  it('changes the fingerprint with the words, not with white space or markup', () => {
    const print = (summary: string) => articles([{ title: 'A', summary }])[0]?.fingerprint;
    expect(print('<p>One  two</p>')).toBe(print('One two'));
    expect(print('One two')).not.toBe(print('One three'));
  });

  it('has one article for an address that stands twice', () => {
    expect(
      articles([
        { title: 'A', link: 'https://farm.example/1' },
        { title: 'A', link: 'http://farm.example/1/' },
      ]),
    ).toHaveLength(1);
  });

  it('takes its beginning for a title where there is none, and nothing from nothing', () => {
    expect(first({ summary: 'Short news.' })?.title).toBe('Short news.');
    expect(first({ summary: 'word '.repeat(100) })?.title).toMatch(/^(?:word ){10,}word…$/);
    expect(articles([{ link: 'https://farm.example/1' }])).toEqual([]);
  });

  it('knows the language that is stated', () => {
    expect(first({ title: 'A', language: 'de-AT' }, { language: 'en' })?.language).toBe('de');
    expect(first({ title: 'A' }, { language: 'English' })?.language).toBeUndefined();
  });

  it('names the outlet of an aggregated item', () => {
    expect(first({ title: 'A', outlet: 'Other Paper' })?.outlet).toBe('Other Paper');
    expect(first({ title: 'A' }, {})?.outlet).toBe('Farm feed');
  });

  it('knows a copy of an agency', () => {
    expect(first({ title: 'A', author: 'Reuters' })?.wire).toBe('Reuters');
    expect(first({ title: 'A', summary: 'LONDON (AP) — The farm' })?.wire).toBe('AP');
    expect(first({ title: 'A', summary: 'The AP reported it.' })?.wire).toBeUndefined();
  });

  it('cuts a text at the limit, between characters', () => {
    const text = first({ title: 'A', summary: `x${'😀'.repeat(60_000)}` })?.text ?? '';
    expect(text).toHaveLength(99_999);
    expect(text.isWellFormed()).toBe(true);
  });

  it('shows no link that is not of the web', () => {
    expect(first({ title: 'A', link: 'javascript:alert(1)' })).not.toHaveProperty('link');
  });
});
