import type { Article } from '../domain/article.ts';
import type { FreshArticle } from './to-articles.ts';

/** What the store knows of an article (the shape of the port's `KnownArticle`). */
export interface Known {
  readonly id: Article['id'];
  readonly fingerprint: string;
}

export interface Visit {
  /** Whether the source was never read before. */
  readonly first: boolean;
  /** A folder is exempt from the rule of the first visit: all it holds is new. */
  readonly kind: 'feed' | 'page' | 'folder';
}

export interface Arrivals {
  /** To be stored: new ones, and ones whose text was changed; as they came. */
  readonly store: readonly FreshArticle[];
  readonly added: number;
  readonly changed: number;
  readonly known: number;
  /** One sentence when so many came at once that they do not all count as new. */
  readonly flood?: string;
}

/** More than this many new articles in one visit are a rebuilt site, not news. */
export const FLOOD_CAP = 100;

/**
 * Decides which of the articles a visit brought are new, changed or known. On a feed's first visit all are stored and
 * none counts as new; later, of a flood only the newest `FLOOD_CAP` count as new.
 */
export function newArticles(fresh: readonly FreshArticle[], known: readonly Known[], visit: Visit): Arrivals {
  const fingerprints = new Map<string, string>(known.map((each) => [each.id, each.fingerprint]));
  const added = fresh.filter(({ article }) => !fingerprints.has(article.id));
  const changed = fresh.filter(({ article, fingerprint }) => {
    const before = fingerprints.get(article.id);
    return before !== undefined && before !== fingerprint;
  });
  const exempt = visit.kind === 'folder';
  const counting = exempt ? new Set(added) : visit.first ? new Set<FreshArticle>() : newest(added);
  const marked = added.map((each) => withCountsAsNew(each, counting.has(each)));
  const flooded = !exempt && !visit.first && added.length > FLOOD_CAP;
  return {
    store: [...marked, ...changed],
    added: added.length,
    changed: changed.length,
    known: fresh.length - added.length - changed.length,
    ...(flooded && {
      flood: `${added.length} articles came at once; only the newest ${FLOOD_CAP} count as new.`,
    }),
  };
}

function newest(added: readonly FreshArticle[]): ReadonlySet<FreshArticle> {
  if (added.length <= FLOOD_CAP) return new Set(added);
  const time = ({ article }: FreshArticle) => article.published?.epochMilliseconds ?? 0;
  return new Set([...added].sort((one, other) => time(other) - time(one)).slice(0, FLOOD_CAP));
}

function withCountsAsNew(fresh: FreshArticle, counts: boolean): FreshArticle {
  return { ...fresh, article: { ...fresh.article, countsAsNew: fresh.article.countsAsNew && counts } };
}
