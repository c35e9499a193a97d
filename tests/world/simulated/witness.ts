import type { Article } from '../../../src/domain/article.ts';
import type { Delivery, OutboxRow, PartState } from '../../../src/domain/delivery.ts';
import type { Digest } from '../../../src/domain/digest.ts';
import type { ArticleId, SubscriptionId } from '../../../src/domain/ids.ts';
import { placeKey } from '../../../src/domain/place.ts';
import type { Subscription } from '../../../src/domain/subscription.ts';
import type { Store } from '../../../src/ports/store.ts';
import type { Written } from './process.ts';

/** A rule of docs/invariants.md that does not hold. */
export class Broken extends Error {
  override readonly name = 'Broken';
}

/** What became of a part, as the store was told. */
interface Watched {
  readonly key: string;
  readonly delivery: Delivery;
  readonly index: number;
  state: PartState;
  everUnknown: boolean;
}

/** Sees every write and every arrival, keeps its own books, and says when a rule is broken. */
export interface Witness {
  /** When the next open part is due by the store's rows, in milliseconds; Infinity when there is none. */
  nextDue(): number;
  committed(written: readonly Written[]): void;
  arrived(place: string, key: string): void;
  /** At the end, when everything had time to come to rest. */
  checkEnd(store: Store, now: Temporal.Instant): Promise<void>;
  readonly posted: number;
  readonly digests: number;
}

const { compare } = Temporal.Instant;

export function createWitness(options: { readonly clockJumps: boolean }): Witness {
  const slots = new Map<SubscriptionId, Temporal.Instant>();
  const taken = new Set<string>();
  const digests = new Map<string, Digest>();
  const parts = new Map<string, Watched>();
  const open = new Set<Watched>();
  const standing = new Map<string, Set<string>>();
  const told = new Map<SubscriptionId, Set<ArticleId>>();
  const articles = new Map<ArticleId, Article>();
  let postedParts = 0;

  function slotTaken(subscription: SubscriptionId, slot: Temporal.Instant): void {
    const key = `${subscription} ${slot}`;
    if (taken.has(key)) throw new Broken(`the slot ${key} was handled twice`);
    const last = slots.get(subscription);
    if (last !== undefined && compare(slot, last) <= 0)
      throw new Broken(`the slot ${key} was handled after ${last}`);
    taken.add(key);
    slots.set(subscription, slot);
  }

  function digestPut(digest: Digest): void {
    digests.set(digest.id, digest);
  }

  /** Nothing is told again without news, by our own books of what was posted. */
  function checkNews(digest: Digest, subscription: SubscriptionId): void {
    const known = told.get(subscription) ?? new Set();
    for (const story of digest.stories) {
      const before = story.coverage.filter(({ article }) => known.has(article));
      if (before.length === 0) continue;
      if (story.update === undefined)
        throw new Broken(`${digest.id} tells “${story.headline}” again, not as an update`);
      const old = story.sentences.filter(({ article }) => known.has(article));
      if (old.length > 0) throw new Broken(`${digest.id} repeats sentences of “${story.headline}”`);
    }
  }

  function enqueued(delivery: Delivery): void {
    const digest = delivery.digest === undefined ? undefined : digests.get(delivery.digest);
    if (digest !== undefined && delivery.subscription !== undefined) checkNews(digest, delivery.subscription);
    if (parts.has(`${delivery.id}.0`)) throw new Broken(`the delivery ${delivery.id} was made twice`);
    for (const index of delivery.parts.keys()) {
      const key = `${delivery.id}.${index}`;
      const state: PartState = { state: 'pending', dueAt: delivery.createdAt, attempts: 0 };
      const watched = { key, delivery, index, state, everUnknown: false };
      parts.set(key, watched);
      open.add(watched);
    }
  }

  function changed(row: OutboxRow, next: PartState): void {
    const watched = parts.get(`${row.delivery}.${row.index}`);
    if (watched === undefined) return;
    if (watched.state.state === 'posted') throw new Broken(`the part ${watched.key} was posted and changed`);
    watched.state = next;
    watched.everUnknown ||= next.state === 'unknown';
    if (next.state === 'posted' || next.state === 'held' || next.state === 'failed') open.delete(watched);
    if (next.state !== 'posted') return;
    postedParts += 1;
    if (!(standing.get(placeKey(row.place))?.has(watched.key) ?? false))
      throw new Broken(`the part ${watched.key} counts as posted, but does not stand there`);
    remember(watched);
  }

  function remember({ delivery, index }: Watched): void {
    const digest = delivery.digest === undefined ? undefined : digests.get(delivery.digest);
    if (delivery.subscription === undefined || digest === undefined) return;
    const known = told.get(delivery.subscription) ?? new Set();
    told.set(delivery.subscription, known);
    const carried = new Set(delivery.parts[index]?.stories);
    for (const story of digest.stories) {
      if (!carried.has(story.story)) continue;
      for (const { article } of story.coverage) known.add(article);
    }
  }

  function arrivedAt(place: string, key: string): void {
    const there = standing.get(place) ?? new Set();
    standing.set(place, there);
    if (there.has(key)) throw new Broken(`the part ${key} stands twice in ${place}`);
    const watched = parts.get(key);
    if (watched === undefined) throw new Broken(`${key} was posted and is not in the outbox`);
    for (const other of open) {
      if (other === watched || placeKey(other.delivery.place) !== place) continue;
      const sameDelivery = other.delivery.id === watched.delivery.id;
      if (sameDelivery && other.index < watched.index && !there.has(other.key))
        throw new Broken(`the part ${key} came before ${other.key}`);
      const isOlder = compare(other.delivery.createdAt, watched.delivery.createdAt) < 0;
      if (!sameDelivery && isOlder && !options.clockJumps && !there.has(other.key) && !hasLostItsTurn(other))
        throw new Broken(`${key} overtook ${other.key} in ${place}`);
    }
    there.add(key);
  }

  /** Once nobody knows of a part of it, a delivery keeps its place no more. */
  function hasLostItsTurn({ delivery }: Watched): boolean {
    return delivery.parts.some((_, index) => parts.get(`${delivery.id}.${index}`)?.everUnknown);
  }

  async function articlesArrived(given: readonly { article: Article }[]): Promise<void> {
    for (const { article } of given) if (!articles.has(article.id)) articles.set(article.id, article);
  }

  /** Each article that counts was told, or a digest that knew it says why not. */
  async function checkArticles(store: Store, subscription: Subscription): Promise<void> {
    const known = told.get(subscription.id) ?? new Set();
    for (const { id } of articles.values()) {
      const [stored] = await store.articles([id]);
      if (stored === undefined || !stored.article.countsAsNew || known.has(id)) continue;
      const { fetched, source } = stored.article;
      const { sources } = subscription.selection;
      // What came after the last digest is for the next one.
      if (
        compare(fetched, subscription.createdAt) <= 0 ||
        compare(fetched, subscription.handledUntil.subtract({ minutes: 10 })) > 0
      )
        continue;
      if (sources !== 'all' && !sources.includes(source)) continue;
      const { story } = stored;
      if (story === undefined) throw new Broken(`the article ${id} is in no story`);
      const names = new Set(
        [...digests.values()].flatMap(({ omissions }) => omissions.map((omission) => omission.story)),
      );
      const present = await Promise.all([...names].map((name) => store.story(name, [source])));
      if (!present.some((found) => found?.id === story))
        throw new Broken(`the article ${id} (${fetched}) was never told to ${subscription.id}`);
    }
  }

  return {
    get posted() {
      return postedParts;
    },
    get digests() {
      return digests.size;
    },
    nextDue() {
      let next = Number.POSITIVE_INFINITY;
      for (const { state } of open) {
        const at = state.state === 'sending' ? state.leaseUntil.add({ milliseconds: 1 }) : dueOf(state);
        if (at !== undefined) next = Math.min(next, at.epochMilliseconds);
      }
      return next;
    },
    committed(written) {
      for (const { name, values, result } of written) {
        if (name === 'takeSlots') {
          const free = result as ReadonlySet<SubscriptionId>;
          for (const each of values[0] as readonly { subscription: SubscriptionId; slot: Temporal.Instant }[])
            if (free.has(each.subscription)) slotTaken(each.subscription, each.slot);
        }
        if (name === 'putDigest') digestPut(values[0] as Digest);
        if (name === 'enqueue') enqueued(values[0] as Delivery);
        if (name === 'enqueueAll') for (const each of values[0] as readonly Delivery[]) enqueued(each);
        if (name === 'changePart' && result === true) changed(values[0] as OutboxRow, values[1] as PartState);
        if (name === 'putArticles') void articlesArrived(values[0] as readonly { article: Article }[]);
      }
    },
    arrived: arrivedAt,
    async checkEnd(store, now) {
      const stuck = [...open].filter(({ delivery }) => delivery.subscription !== undefined);
      if (stuck.length > 0) throw new Broken(`${stuck[0]?.key} is still ${stuck[0]?.state.state}`);
      for (const subscription of await store.allSubscriptions()) {
        if (subscription.suspended !== undefined) continue;
        const { nextSlot } = subscription;
        if (nextSlot === undefined || compare(nextSlot, now.subtract({ minutes: 30 })) <= 0)
          throw new Broken(`${subscription.id} was due at ${nextSlot} and was not handled until ${now}`);
        await checkArticles(store, subscription);
      }
    },
  };
}

function dueOf(state: PartState): Temporal.Instant | undefined {
  return state.state === 'pending' || state.state === 'unknown' ? state.dueAt : undefined;
}
