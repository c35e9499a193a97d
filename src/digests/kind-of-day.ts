import type { Digest } from '../domain/digest.ts';

/** No more stories than this, and nothing kept back, make a quiet day. */
const QUIET_STORIES = 2;

export type KindOfDay = 'normal' | 'quiet' | 'catch-up' | 'empty' | 'nothing-readable';

export function kindOfDay(digest: Digest): KindOfDay {
  if (digest.stories.length === 0) return digest.nothingReadable ? 'nothing-readable' : 'empty';
  if (digest.catchUp !== undefined) return 'catch-up';
  return isQuiet(digest) ? 'quiet' : 'normal';
}

export function isQuiet({ stories, omissions }: Digest): boolean {
  const keptBack = omissions.some(({ reason }) => reason === 'over-size');
  return stories.length > 0 && stories.length <= QUIET_STORIES && !keptBack;
}
