import type { SourceId } from '../domain/ids.ts';
import type { SourceState } from '../domain/source.ts';
import { type NextVisit, nextVisit, type VisitResult } from '../feeds/next-visit.ts';
import type { VisitHints } from '../feeds/parsed-feed.ts';
import type { Harvest } from './read-source.ts';

/** A folder is on this machine: looking costs nothing, and new files are seen at the next beat. */
const FOLDER_INTERVAL = Temporal.Duration.from({ seconds: 30 });
/** As many of the newest articles tell a habit. */
const HABIT = 10;
/** Many servers allow years for everything; longer than this is not believed. */
const LONGEST_FRESH = 6 * 60;
const NO_HINTS: VisitHints = { skipHours: [], skipDays: [] };

/** Decides when a source is looked at again; remembers the habits of the sources that it has seen. */
export interface VisitPlanner {
  plan(
    state: SourceState,
    result: VisitResult,
    at: Temporal.Instant,
    seen?: { readonly harvest?: Harvest; readonly freshFor?: Temporal.Duration },
  ): NextVisit;
}

interface Habit {
  readonly published: readonly Temporal.Instant[];
  readonly hints: VisitHints;
}

/** `random` gives chance in [0, 1): it spreads the feeds of one host. */
export function createVisitPlanner(random: () => number): VisitPlanner {
  // An answer of "nothing has changed" says nothing of the habit, so it is kept from the last one that did.
  const habits = new Map<SourceId, Habit>();
  return {
    plan({ source, failures }, result, at, { harvest, freshFor } = {}) {
      if (source.kind === 'folder') return { at: at.add(FOLDER_INTERVAL), failures: 0, stopped: false };
      // A feed that moved is read at its new address at once.
      if (result.kind === 'moved') return { at, failures: 0, stopped: false };
      if (harvest !== undefined) habits.set(source.id, habitOf(harvest));
      const { published, hints } = habits.get(source.id) ?? { published: [], hints: NO_HINTS };
      return nextVisit({ failures, published }, result, withFreshness(hints, freshFor), at, random());
    },
  };
}

function habitOf({ articles, hints }: Harvest): Habit {
  const published = articles
    .flatMap(({ article }) => article.published ?? [])
    .sort((a, b) => Temporal.Instant.compare(b, a))
    .slice(0, HABIT);
  return { published, hints };
}

/** What the server lets a cache keep (Cache-Control, Expires) is not asked for again before. */
function withFreshness(hints: VisitHints, freshFor: Temporal.Duration | undefined): VisitHints {
  if (freshFor === undefined) return hints;
  const minutes = Math.min(freshFor.total('minutes'), LONGEST_FRESH);
  return { ...hints, ttl: Math.max(hints.ttl ?? 0, minutes) };
}
