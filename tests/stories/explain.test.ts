import { expect, test } from 'vitest';
import { explainArticle } from '../../src/stories/explain.ts';
import { createGrouper } from '../../src/stories/group.ts';
import { ALL, QUAKE_B } from './sample-articles.ts';

test('says which words joined an article, and how far the nearest other story was', () => {
  const grouper = createGrouper();
  grouper.addAll(ALL);
  const explanation = explainArticle(grouper, QUAKE_B);
  const terms = explanation?.joined?.shared.map(({ term }) => term) ?? [];
  expect(terms).toEqual(expect.arrayContaining(['Brelle']));
  const sum = explanation?.joined?.reasons.reduce((total, { value }) => total + value, 0);
  expect(sum).toBeCloseTo(explanation?.joined?.score ?? 0, 6);
  expect(explanation?.nearest?.story).not.toBe(explanation?.story);
  expect(explanation?.nearest?.missing).toBeGreaterThan(0);
});

test('knows nothing of an article that was not grouped', () => {
  expect(explainArticle(createGrouper(), QUAKE_B)).toBeUndefined();
});
