import { composeDigest } from '../digests/compose.ts';
import { createSummaryCache } from '../digests/summary-cache.ts';
import type { Ailment, Digest } from '../domain/digest.ts';
import { idOf, type SourceId } from '../domain/ids.ts';
import type { SourceState } from '../domain/source.ts';
import type { Story } from '../domain/story.ts';
import type { Selection, Subscription } from '../domain/subscription.ts';
import type { Told } from '../ports/store.ts';
import type { Tools } from './tools.ts';

/** Stories looked at for one digest, the newest first. */
const MOST_CANDIDATES = 400;
/** A source is mentioned in a digest when it has not been read for this long. */
const AILING_HOURS = 12;

/** What is to be composed: for whom, from what, since when. */
export interface Order {
  readonly title: string;
  readonly workspace: string;
  readonly selection: Selection;
  readonly locale: string;
  readonly zone: string;
  /** The instant that the digest is for, and until when articles count (unless said, the same). */
  readonly at: Temporal.Instant;
  readonly until?: Temporal.Instant;
  readonly since: Temporal.Instant;
  /** Articles fetched from here on are looked at; a little before `since`, so that none falls between two digests. */
  readonly from?: Temporal.Instant;
  /** Scheduled digests leave out what a feed's first visit brought. */
  readonly newOnly: boolean;
  readonly subscription?: Subscription;
  readonly missed?: readonly Temporal.Instant[];
  readonly next?: Temporal.Instant;
  /** Distinguishes digests of one instant that are not a subscription's. */
  readonly key: string;
}

/** What the store holds for an order, before anybody's memory is looked at. */
export interface Material {
  /** The sources of the order that its workspace may see. */
  readonly states: readonly SourceState[];
  readonly candidates: readonly Story[];
  readonly articles: number;
}

export interface Composer {
  /** Composes; writes nothing. */
  compose(order: Order): Promise<Digest>;
  /** The sources that an order may show. */
  sight(order: Order): Promise<readonly SourceState[]>;
  gather(order: Order, states: readonly SourceState[]): Promise<Material>;
  digestOf(order: Order, material: Material, told: readonly Told[]): Digest;
}

export function createComposer({ store }: Pick<Tools, 'store'>): Composer {
  const cache = createSummaryCache();

  const sight: Composer['sight'] = async ({ selection, workspace }) =>
    chosenSources(selection, await store.sourcesOf(workspace));

  const gather: Composer['gather'] = async (order, states) => {
    const sources = states.map((state) => state.source.id);
    const until = endOf(order);
    const from = order.from ?? order.since;
    const candidates = await store.storiesSeen(sources, from, until, order.newOnly, MOST_CANDIDATES);
    const since = order.since.add({ milliseconds: 1 });
    const { articles } = await store.countArticles(sources, since, until, order.newOnly);
    return { states, candidates, articles };
  };

  const digestOf: Composer['digestOf'] = (order, { states, candidates, articles }, told) => {
    const { title, locale, zone, at, since, selection, subscription } = order;
    const digest = composeDigest({
      id: idOf('digest', order.key, at.toString(), since.toString()),
      ...(subscription === undefined ? {} : { subscription: subscription.id }),
      title,
      locale,
      zone,
      at,
      since,
      ...(order.missed === undefined ? {} : { catchUp: { missed: order.missed } }),
      articlesRead: articles,
      sourcesRead: states.filter((state) => state.lastSuccess !== undefined).length,
      ailments: ailmentsOf(states, order.until ?? at),
      ...(order.next === undefined ? {} : { next: order.next }),
      nothingReadable: nothingReadable(states, since),
      candidates,
      told,
      selection,
      cache,
    });
    // What was seen just before the last digest may be told in this one: then it was read for this one.
    return { ...digest, articlesRead: Math.max(articles, digest.stories.length) };
  };

  return {
    sight,
    gather,
    digestOf,
    async compose(order) {
      const material = await gather(order, await sight(order));
      const stories = material.candidates.map((story) => story.id);
      const { subscription } = order;
      const told = subscription === undefined ? [] : await store.told(subscription.id, stories);
      return digestOf(order, material, told);
    },
  };
}

/** An article that was fetched at this very instant is in the store, so it counts. */
function endOf({ until, at }: Order): Temporal.Instant {
  return (until ?? at).add({ milliseconds: 1 });
}

function chosenSources(selection: Selection, known: readonly SourceState[]): readonly SourceState[] {
  if (selection.sources === 'all') return known;
  const chosen = new Set<SourceId>(selection.sources);
  return known.filter((state) => chosen.has(state.source.id));
}

function ailmentsOf(states: readonly SourceState[], now: Temporal.Instant): Ailment[] {
  return states
    .filter((state) => isAiling(state, now))
    .map(({ source, lastSuccess, lastFault }) => ({
      title: source.title,
      reason: briefly(lastFault?.message ?? ''),
      ...(lastSuccess === undefined ? {} : { since: lastSuccess }),
    }));
}

/** `https://a.example/ answered with the error 500.` stands beside the source's name: `answered with the error 500`. */
function briefly(message: string): string {
  return message.replace(/^\S+:\/\/\S+\s+/u, '').replace(/\.$/u, '');
}

function isAiling(state: SourceState, now: Temporal.Instant): boolean {
  if (state.failures === 0 && !state.stopped) return false;
  return state.lastSuccess === undefined || now.since(state.lastSuccess).total('hours') >= AILING_HOURS;
}

/** Every source that there is failed at each visit since then: that is an error, not an empty day. */
function nothingReadable(states: readonly SourceState[], since: Temporal.Instant): boolean {
  return (
    states.length > 0 &&
    states.every(
      ({ failures, lastSuccess }) =>
        failures > 0 && (lastSuccess === undefined || Temporal.Instant.compare(lastSuccess, since) <= 0),
    )
  );
}
