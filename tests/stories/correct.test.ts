import { expect, test } from 'vitest';
import { mergeStories, splitStory } from '../../src/stories/correct.ts';
import { createGrouper } from '../../src/stories/group.ts';
import { ALL, CHESS, QUAKE_A, QUAKE_B } from './sample-articles.ts';

const filled = () => {
  const grouper = createGrouper();
  grouper.addAll(ALL);
  const storyOf = (id: string) => grouper.storyOf(id) ?? '';
  return { grouper, storyOf };
};

test('merged stories are one under both names, also after save and load', () => {
  const { grouper, storyOf } = filled();
  const [chess, quake] = [storyOf(CHESS.id), storyOf(QUAKE_A.id)];
  expect(mergeStories(grouper, chess, quake).merges).toEqual([{ from: chess, into: quake }]);
  const copy = createGrouper();
  copy.load(grouper.save());
  for (const one of [grouper, copy]) {
    expect(one.resolve(chess)).toBe(quake);
    expect(one.storyOf(CHESS.id)).toBe(quake);
  }
});

test('split articles get a story of their own that is never merged back', () => {
  const { grouper, storyOf } = filled();
  const old = storyOf(QUAKE_A.id);
  const { moved } = splitStory(grouper, old, [QUAKE_B.id]);
  expect(moved).toEqual([{ article: QUAKE_B.id, story: storyOf(QUAKE_B.id) }]);
  grouper.add({ ...QUAKE_A, id: 'quake-d', outlet: 'Herald' });
  expect(storyOf(QUAKE_B.id)).not.toBe(storyOf(QUAKE_A.id));
});

test('the first article of a story can be split off, and nothing happens where nothing can', () => {
  const { grouper, storyOf } = filled();
  const old = storyOf(QUAKE_A.id);
  splitStory(grouper, old, [QUAKE_A.id]);
  expect(storyOf(QUAKE_B.id)).toBe(old);
  expect(storyOf(QUAKE_A.id)).not.toBe(old);
  expect(splitStory(grouper, storyOf(CHESS.id), [CHESS.id]).moved).toEqual([]);
  expect(mergeStories(grouper, 'nowhere', old).merges).toEqual([]);
});
