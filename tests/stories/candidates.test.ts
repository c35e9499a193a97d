import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ArticleTable } from '../../src/stories/article-table.ts';
import { CandidateIndex } from '../../src/stories/candidates.ts';

/** Each article is a few terms of equal weight. */
function indexOf(articles: readonly (readonly number[])[]) {
  const table = new ArticleTable();
  const index = new CandidateIndex(table);
  articles.forEach((terms, at) => {
    table.ids[at] = `${at}`;
    const distinct = [...new Set(terms)].map((term) => (term + 1) * 4);
    table.putVector(
      at,
      distinct,
      distinct.map(() => 1 / Math.sqrt(Math.max(1, distinct.length))),
    );
    index.add(at);
  });
  return { table, index };
}

test('the article that shares most comes first, and none that shares nothing', () => {
  const { index } = indexOf([
    [1, 2, 3],
    [3, 4, 5],
    [7, 8, 9],
    [1, 2, 9],
  ]);
  expect(index.find(0, 9)).toEqual([3, 1]);
});

test('finds every article that shares a term, also after it has grown', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.nat(400), { minLength: 1, maxLength: 8 }), { maxLength: 40 }),
      (articles) => {
        const { index } = indexOf(articles);
        articles.forEach((terms, at) => {
          const sharing = articles.flatMap((other, place) =>
            place !== at && other.some((term) => terms.includes(term)) ? [place] : [],
          );
          expect([...index.find(at, 1000)].sort((a, b) => a - b)).toEqual(sharing);
        });
      },
    ),
    { numRuns: 50 },
  );
});

test('what was forgotten is not found', () => {
  const { table, index } = indexOf([[1], [1], [1]]);
  table.ids[1] = undefined;
  expect(index.find(0, 9)).toEqual([2]);
});
