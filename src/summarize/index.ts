export { HEADLINE_LIMIT, headline } from './headline.ts';
export {
  type MethodName,
  type SummaryOptions,
  type SummarySentence,
  summarize,
} from './summarize.ts';
export { type StoryArticle, type StorySentence, summarizeStory } from './summarize-story.ts';
