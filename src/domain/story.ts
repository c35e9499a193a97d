import type { Article } from './article.ts';
import type { StoryId } from './ids.ts';

/** The articles that tell one event, oldest first. Grouping is global; what is shown of it depends on sight. */
export interface Story {
  readonly id: StoryId;
  readonly articles: readonly Article[];
}
