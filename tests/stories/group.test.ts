import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createGrouper, type GroupArticle } from '../../src/stories/group.ts';
import { ALL, at, CHESS, OTHER_QUAKE, QUAKE_A, QUAKE_B } from './sample-articles.ts';

const grouped = (articles: readonly GroupArticle[]) => {
  const grouper = createGrouper();
  const found = grouper.addAll(articles);
  return { grouper, stories: found.map(({ story }) => grouper.resolve(story)) };
};

describe('grouping', () => {
  test('two outlets on one event are one story; another earthquake and other news are not', () => {
    const { stories } = grouped(ALL);
    expect(stories[1]).toBe(stories[0]);
    expect(new Set(stories).size).toBe(3);
  });

  test('the order of arrival does not change which articles belong together', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(ALL, { minLength: 4 }), (order) => {
        const { grouper } = grouped(order);
        expect(grouper.storyOf(QUAKE_A.id)).toBe(grouper.storyOf(QUAKE_B.id));
        expect(grouper.storyOf(QUAKE_A.id)).not.toBe(grouper.storyOf(OTHER_QUAKE.id));
      }),
      { numRuns: 24 },
    );
  });

  test('an article that comes again, changed, stays where it is', () => {
    const { grouper, stories } = grouped(ALL);
    expect(grouper.add({ ...CHESS, text: QUAKE_A.text, title: QUAKE_A.title }).story).toBe(stories[3]);
    expect(grouper.size).toBe(4);
  });

  test('without a time only the text decides', () => {
    const undated = [QUAKE_A, QUAKE_B, CHESS].map(({ published: _, ...rest }) => rest);
    const { stories } = grouped(undated);
    expect(stories[1]).toBe(stories[0]);
    expect(stories[2]).not.toBe(stories[0]);
  });

  test('an article without title and text opens a story of its own', () => {
    const { stories } = grouped([
      QUAKE_A,
      { id: 'empty', title: '', text: '' },
      { id: 'void', title: '', text: '' },
    ]);
    expect(new Set(stories).size).toBe(3);
  });

  test('a date in the far future closes nothing', () => {
    const { stories } = grouped([QUAKE_A, { ...CHESS, published: at('2099-01-01T00:00Z') }, QUAKE_B]);
    expect(stories[2]).toBe(stories[0]);
  });

  test('a column that has the same title every day is a new story each day', () => {
    const column = (day: number, text: string): GroupArticle => ({
      id: `column-${day}`,
      title: 'The morning letter from Osk',
      text,
      outlet: 'Post',
      published: at(`2026-11-0${day}T06:00Z`),
      language: 'en',
    });
    const { stories } = grouped([
      column(2, 'Bakers are on strike, and the harbour is frozen.'),
      column(3, 'A poet was elected to the council by nine votes.'),
      column(4, 'Swans have returned to the mill pond of Lower Street.'),
    ]);
    expect(new Set(stories).size).toBe(3);
  });

  test('any texts are grouped, each into a story that resolves to itself', () => {
    const article = fc.record({
      title: fc.string({ unit: 'grapheme' }),
      text: fc.string({ unit: 'grapheme' }),
    });
    fc.assert(
      fc.property(fc.array(article, { maxLength: 12 }), (texts) => {
        const { grouper, stories } = grouped(texts.map((one, index) => ({ id: `${index}`, ...one })));
        for (const story of stories) expect(grouper.resolve(story)).toBe(story);
        expect(stories.length).toBe(texts.length);
      }),
      { numRuns: 60 },
    );
  });
});

describe('what a grouper knows', () => {
  test('restored articles take new ones as if they had been grouped here', () => {
    const grouper = createGrouper();
    grouper.restore(QUAKE_A, 'known-story');
    grouper.restore(CHESS, 'other-story');
    expect(grouper.add(QUAKE_B).story).toBe('known-story');
  });

  test('restoring an article elsewhere moves it there', () => {
    const { grouper } = grouped(ALL);
    grouper.restore(QUAKE_B, 'elsewhere');
    expect(grouper.articlesOf('elsewhere')).toEqual([QUAKE_B.id]);
    expect(grouper.storyOf(QUAKE_A.id)).not.toBe('elsewhere');
  });

  test('what was saved goes on like what was not', () => {
    const { grouper } = grouped([QUAKE_A, OTHER_QUAKE, CHESS]);
    const copy = createGrouper();
    copy.load(grouper.save());
    expect(copy.size).toBe(3);
    expect(copy.add(QUAKE_B)).toEqual(grouper.add(QUAKE_B));
  });

  test('a second look moves what it says it moves, and nothing else', () => {
    const article = fc.record({ title: fc.lorem({ maxCount: 5 }), text: fc.lorem({ maxCount: 20 }) });
    fc.assert(
      fc.property(fc.array(fc.array(article, { maxLength: 5 }), { maxLength: 5 }), (batches) => {
        const grouper = createGrouper({ bar: 1 });
        const told = new Map<string, string>();
        batches.forEach((batch, at) => {
          const articles = batch.map((one, place) => ({ id: `${at}-${place}`, ...one }));
          const found = grouper.addAll(articles);
          for (const [place, { id }] of articles.entries()) told.set(id, found[place]?.story ?? '');
          for (const { article: id, story } of found.flatMap(({ moves }) => moves)) told.set(id, story);
        });
        for (const [id, story] of told) expect(grouper.resolve(story)).toBe(grouper.storyOf(id));
      }),
      { numRuns: 40 },
    );
  });

  test('a damaged state is refused with what to do', () => {
    expect(() => createGrouper().load(new Uint8Array([9, 0, 0, 0, 1]))).toThrow(/damaged; start without it/);
  });

  test('forgotten stories take no more articles', () => {
    const { grouper, stories } = grouped([QUAKE_A, CHESS]);
    grouper.forget(at('2026-11-10T00:00Z'));
    expect(grouper.size).toBe(0);
    expect(grouper.add(QUAKE_B).story).not.toBe(stories[0]);
  });
});
