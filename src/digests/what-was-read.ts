import type { Digest } from '../domain/digest.ts';
import { nearTimeWords, weekdayWords } from '../wording/dates.ts';
import { listNames } from '../wording/list.ts';
import { say } from '../wording/say.ts';
import { kindOfDay } from './kind-of-day.ts';

/** The grey line under the title: out of what the stories were chosen, and since when. */
export function whatWasRead(digest: Digest): string {
  const { locale, zone, at, since, stories, articlesRead, sourcesRead, catchUp } = digest;
  if (catchUp !== undefined) return catchUpWords(digest, catchUp.missed);
  const key = kindOfDay(digest) === 'quiet' ? 'digest.quiet' : 'digest.counts';
  return say(locale, key, {
    stories: stories.length,
    articles: articlesRead,
    sources: sourcesRead,
    since: nearTimeWords(locale, zone, since, at),
  });
}

function catchUpWords({ locale, zone, at, since }: Digest, missed: readonly Temporal.Instant[]): string {
  const days = [...new Set(missed.map((slot) => weekdayWords(locale, zone, slot)))];
  return say(locale, 'digest.catch-up', {
    from: nearTimeWords(locale, zone, since, at),
    to: nearTimeWords(locale, zone, at, at),
    missed: missed.length,
    days: listNames(locale, days),
  });
}
