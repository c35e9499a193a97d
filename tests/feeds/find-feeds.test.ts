import { describe, expect, it } from 'vitest';
import { findFeeds } from '../../src/feeds/find-feeds.ts';

const declared = (html: string) =>
  findFeeds(html, 'https://farm.example/news/').filter((feed) => feed.declared);
const guesses = (address: string) => findFeeds('', address).map((feed) => feed.address);

describe('findFeeds', () => {
  it('takes the feeds that the page names, in its order', () => {
    const html = `<link rel="stylesheet" href="a.css"><link rel=alternate type=application/rss+xml href=feed title=News>
      <LINK REL='alternate' TYPE='application/atom+xml' HREF='/atom?a=1&amp;b=2'><link rel="alternate" hreflang="de" href="/de">`;
    expect(declared(html)).toEqual([
      { address: 'https://farm.example/news/feed', title: 'News', declared: true },
      { address: 'https://farm.example/atom?a=1&b=2', declared: true },
    ]);
  });

  it.each([
    [
      'https://www.youtube.com/channel/UCabc_1',
      'https://www.youtube.com/feeds/videos.xml?channel_id=UCabc_1',
    ],
    ['https://old.reddit.com/r/farming/', 'https://www.reddit.com/r/farming/.rss'],
    ['https://github.com/farm/hay/issues', 'https://github.com/farm/hay/releases.atom'],
    ['https://medium.com/@jo', 'https://medium.com/feed/@jo'],
    ['https://jo.substack.com/p/hay', 'https://jo.substack.com/feed'],
    ['https://farm.social/@jo', 'https://farm.social/@jo.rss'],
  ])('knows where %s keeps its feed', (address, feed) => expect(guesses(address)[0]).toBe(feed));

  it('guesses common paths last', () => {
    expect(guesses('https://farm.example/news/')).toContain('https://farm.example/feed.xml');
    expect(findFeeds('', 'nonsense').every((feed) => !feed.declared)).toBe(true);
  });
});
