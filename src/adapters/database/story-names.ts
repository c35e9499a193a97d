import type { StoryId } from '../../domain/ids.ts';
import type { Queries } from './queries.ts';
import { chunks } from './values.ts';

/** How to get from any of these names, present or former, to the present one. */
export async function presentNames(
  { db }: Queries,
  ids: readonly StoryId[],
): Promise<(id: StoryId) => StoryId> {
  const present = new Map<StoryId, StoryId>();
  for (const some of chunks([...new Set(ids)], 500)) {
    const rows = await db.selectFrom('story_aliases').selectAll().where('alias', 'in', some).execute();
    for (const { alias, story } of rows) present.set(alias, story);
  }
  return (id) => present.get(id) ?? id;
}

/** Every name of these present stories, each with its present one. */
export async function allNames(
  { db }: Queries,
  stories: readonly StoryId[],
): Promise<ReadonlyMap<StoryId, StoryId>> {
  const names = new Map(stories.map((story) => [story, story]));
  for (const some of chunks(stories, 500)) {
    const rows = await db.selectFrom('story_aliases').selectAll().where('story', 'in', some).execute();
    for (const { alias, story } of rows) names.set(alias, story);
  }
  return names;
}
