import { expect, test } from 'vitest';
import { ArticleTable } from '../../src/stories/article-table.ts';
import { StoryBook } from '../../src/stories/story-book.ts';

const filled = () => {
  const table = new ArticleTable();
  for (const id of ['a', 'b', 'c', 'd']) table.ids.push(id);
  const book = new StoryBook(table);
  const [one, two] = [book.open('one'), book.open('two')];
  book.put(0, one, 0);
  book.put(1, one, 0.5);
  book.put(2, two, 0);
  return { book, one, two };
};

test('the square of the sum grows by the cosines and shrinks by them again', () => {
  const { book, one } = filled();
  expect(one.square).toBe(3);
  book.take(1, 0.5);
  expect(one.square).toBe(1);
  expect(book.idsOf(one)).toEqual(['a']);
});

test('a story that loses its last article is closed', () => {
  const { book } = filled();
  book.take(2, 0);
  expect(book.find('two')).toBeUndefined();
});

test('former names lead on, over several merges, and stay taken', () => {
  const { book, one, two } = filled();
  const three = book.open('three');
  book.put(3, three, 0);
  book.unite(two, one, 0.2);
  book.unite(one, three, 0.2);
  expect(book.resolve('two')).toBe('three');
  expect(book.isTaken('two')).toBe(true);
  expect(book.idsOf(three)).toEqual(['d', 'a', 'b', 'c']);
  expect(book.of(2)).toBe(three);
});

test('what a person took apart stays apart when one of the two is merged elsewhere', () => {
  const { book, one, two } = filled();
  book.keepApart(one, two);
  book.fix(two);
  const three = book.open('three');
  book.unite(two, three, 0);
  expect(book.areApart(three, one)).toBe(true);
  expect(book.isFixed(three)).toBe(true);
});
