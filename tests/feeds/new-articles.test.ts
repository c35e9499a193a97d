import { describe, expect, it } from 'vitest';
import { idOf } from '../../src/domain/ids.ts';
import { FLOOD_CAP, newArticles } from '../../src/feeds/new-articles.ts';
import type { FreshArticle } from '../../src/feeds/to-articles.ts';

const NOW = Temporal.Instant.from('2026-11-24T10:00:00Z');
const article = (at: number, fingerprint = 'same'): FreshArticle => ({
  article: {
    id: idOf(String(at)),
    source: idOf('s'),
    title: `T${at}`,
    text: '',
    outlet: 'O',
    published: NOW.subtract({ minutes: at }),
    fetched: NOW,
    countsAsNew: true,
    tags: [],
  },
  fingerprint,
});
const known = (at: number, fingerprint = 'same') => ({ id: article(at).article.id, fingerprint });
const counting = (stored: readonly FreshArticle[]) =>
  stored.filter((each) => each.article.countsAsNew).length;

describe('newArticles', () => {
  it('tells new, changed and known apart', () => {
    const arrivals = newArticles([article(1), article(2, 'other'), article(3)], [known(1), known(2)], {
      first: false,
      kind: 'feed',
    });
    expect(arrivals).toMatchObject({ added: 1, changed: 1, known: 1 });
    expect(arrivals.store.map((each) => each.article.title)).toEqual(['T3', 'T2']);
    expect(arrivals).not.toHaveProperty('flood');
  });

  it('stores the first visit of a feed without counting it as new, a folder counted', () => {
    const fresh = [article(1), article(2)];
    expect(counting(newArticles(fresh, [], { first: true, kind: 'feed' }).store)).toBe(0);
    expect(newArticles(fresh, [], { first: true, kind: 'feed' }).store).toHaveLength(2);
    expect(counting(newArticles(fresh, [], { first: true, kind: 'folder' }).store)).toBe(2);
    expect(counting(newArticles(fresh, [], { first: false, kind: 'feed' }).store)).toBe(2);
  });

  it('counts only the newest of a flood, stores all and says so', () => {
    const fresh = Array.from({ length: FLOOD_CAP + 50 }, (_, at) => article(FLOOD_CAP + 50 - at));
    const { store, flood } = newArticles(fresh, [], { first: false, kind: 'feed' });
    expect(store).toHaveLength(FLOOD_CAP + 50);
    expect(counting(store)).toBe(FLOOD_CAP);
    expect(store.find((each) => !each.article.countsAsNew)?.article.title).toBe(`T${FLOOD_CAP + 50}`);
    expect(flood).toMatch(/^150 articles came at once; .*\.$/);
  });

  it('keeps what a new text of an old article counted as', () => {
    const old = { ...article(1, 'new'), article: { ...article(1).article, countsAsNew: false } };
    expect(newArticles([old], [known(1)], { first: false, kind: 'feed' }).store[0]?.article.countsAsNew).toBe(
      false,
    );
  });
});
