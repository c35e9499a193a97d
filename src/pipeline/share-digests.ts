import type { Digest } from '../domain/digest.ts';
import { idOf, type StoryId, type SubscriptionId } from '../domain/ids.ts';
import type { Subscription } from '../domain/subscription.ts';
import type { Store, Told } from '../ports/store.ts';
import type { Composer, Material, Order } from './compose.ts';

/** An order of a subscription. */
export interface SubscriptionOrder extends Order {
  readonly subscription: Subscription;
}

/** A digest as it is stored, once for all who see the same, and as one subscription is shown it. */
export interface Composed {
  readonly digest: Digest;
  /** With this subscription's own addresses of what it was told before. */
  readonly shown: Digest;
}

/** Composes for many subscriptions at once, for those that want and see the same only once. */
export interface Sharing {
  composeAll(orders: readonly SubscriptionOrder[]): Promise<ReadonlyMap<SubscriptionId, Composed>>;
}

/** Wishes whose material and digests are kept until the next one comes; so memory does not grow with their number. */
const MOST_KEPT = 8;

interface Shared {
  readonly material: Material;
  /** By what was told. */
  readonly digests: Map<string, Digest>;
}

/**
 * For one sweep: all orders have the same `until`. At the hour most subscriptions want the same, see the same sources
 * and were told the same; what differs between them is where they were told it.
 */
export function createSharing(store: Store, composer: Composer): Sharing {
  const kept = new Map<string, Shared>();

  async function groupByWish(orders: readonly SubscriptionOrder[]) {
    const groups = new Map<string, SubscriptionOrder[]>();
    const sights = new Map<string, string>();
    for (const order of orders) {
      const asked = `${order.workspace} ${JSON.stringify(order.selection.sources)}`;
      const sight = sights.get(asked) ?? (await composer.sight(order)).map(({ source }) => source.id).join();
      sights.set(asked, sight);
      const key = wishKey(order, sight);
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [order]);
      else group.push(order);
    }
    return groups;
  }

  async function sharedFor(key: string, order: Order): Promise<Shared> {
    const known = kept.get(key);
    if (known !== undefined) return known;
    const shared = {
      material: await composer.gather(order, await composer.sight(order)),
      digests: new Map(),
    };
    kept.set(key, shared);
    const [oldest] = kept.keys();
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    return shared;
  }

  function compose(order: SubscriptionOrder, { material, digests }: Shared, told: readonly Told[]): Composed {
    const key = toldKey(told);
    const digest = digests.get(key) ?? composeShared(order, material, told, key);
    digests.set(key, digest);
    return { digest, shown: withOwnUpdates(digest, told) };
  }

  function composeShared(order: Order, material: Material, told: readonly Told[], key: string): Digest {
    const withoutPlaces = told.map(({ link: _, ...memory }) => memory);
    const { subscription: __, ...digest } = composer.digestOf(order, material, withoutPlaces);
    return { ...digest, id: idOf('digest', JSON.stringify(digest), key) };
  }

  return {
    async composeAll(orders) {
      const composed = new Map<SubscriptionId, Composed>();
      for (const [key, group] of await groupByWish(orders)) {
        const [first] = group;
        if (first === undefined) continue;
        const shared = await sharedFor(key, first);
        const stories = shared.material.candidates.map(({ id }) => id);
        const ids = group.map(({ subscription }) => subscription.id);
        const told = await store.toldToEach(ids, stories);
        for (const order of group) {
          const { id } = order.subscription;
          composed.set(id, compose(order, shared, told.get(id) ?? []));
        }
      }
      return composed;
    },
  };
}

/** Everything that a digest is made of, besides what was told. */
function wishKey(
  { subscription: _, key: __, workspace: ___, ...wish }: SubscriptionOrder,
  sight: string,
): string {
  return idOf('wish', JSON.stringify(wish), sight);
}

function toldKey(told: readonly Told[]): string {
  if (told.length === 0) return '';
  const known = told.map(({ story, articles }) => [story, articles.toSorted()] as const);
  return idOf('told', JSON.stringify(known.toSorted(([a], [b]) => (a < b ? -1 : 1))));
}

/** Where an update was told before is another message for each. */
function withOwnUpdates(digest: Digest, told: readonly Told[]): Digest {
  if (!digest.stories.some(({ update }) => update !== undefined)) return digest;
  const memories = new Map<StoryId, Told>(told.map((memory) => [memory.story, memory]));
  const stories = digest.stories.map((story) => {
    const memory = story.update === undefined ? undefined : memories.get(story.story);
    if (memory === undefined) return story;
    const { toldAt, link } = memory;
    return { ...story, update: { toldAt, ...(link === undefined ? {} : { link }) } };
  });
  return { ...digest, stories };
}
