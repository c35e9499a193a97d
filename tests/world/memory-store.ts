import { AsyncLocalStorage } from 'node:async_hooks';
import { articleTime } from '../../src/domain/article.ts';
import type { Delivery, OutboxRow, PartState } from '../../src/domain/delivery.ts';
import type { Digest } from '../../src/domain/digest.ts';
import type { ArticleId, DigestId, SourceId, StoryId, SubscriptionId } from '../../src/domain/ids.ts';
import { placeKey } from '../../src/domain/place.ts';
import type { SourceState } from '../../src/domain/source.ts';
import type { Story } from '../../src/domain/story.ts';
import type { Subscription } from '../../src/domain/subscription.ts';
import type { Store, StoredArticle, StoreOperations, Told } from '../../src/ports/store.ts';
import { type Journal, Table } from './table.ts';

/** The operations without their promises: in memory nothing has to wait. */
type Sync<Operations> = {
  readonly [Name in keyof Operations]: Operations[Name] extends (
    ...values: infer Values
  ) => Promise<infer Result>
    ? (...values: Values) => Result
    : never;
};

type Row = StoredArticle & { readonly fingerprint: string };
type Memory = Told & { readonly subscription: SubscriptionId };
const EVERYBODY = '';
const OPEN: readonly PartState['state'][] = ['pending', 'sending', 'unknown'];
const { compare } = Temporal.Instant;
const isOpen = ({ state }: OutboxRow): boolean => OPEN.includes(state.state);
const byText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/**
 * A store in memory that passes the contract of all stores. It is some fifty times as fast as a database, which is
 * what lets the simulated world go through months in seconds.
 */
export function createMemoryStore(): Store {
  const journal: Journal = { undo: undefined };
  const operations = operationsOn(journal);
  const running = new AsyncLocalStorage<{ open: boolean }>();
  let turn: Promise<unknown> = Promise.resolve();

  function alone<Result>(work: () => Promise<Result> | Result): Promise<Result> {
    if (running.getStore()?.open) {
      const said =
        'The store was used inside its own transaction: use the operations that transaction() hands to its work.';
      return Promise.reject(new Error(said));
    }
    const result = turn.then(work);
    turn = result.catch(() => undefined);
    return result;
  }

  const transaction: Store['transaction'] = (work) =>
    alone(async () => {
      const span = { open: true };
      journal.undo = [];
      try {
        return await running.run(span, () => work(asynchronous(operations, () => usable(span))));
      } catch (error) {
        for (const undo of journal.undo.toReversed()) undo();
        throw error;
      } finally {
        span.open = false;
        journal.undo = undefined;
      }
    });

  const outer = Object.fromEntries(
    Object.entries(operations).map(([name, operation]) => [
      name,
      (...values: never[]) =>
        alone(() => {
          if (name.startsWith('lock')) throw new Error(`${name} holds nothing outside a transaction.`);
          return (operation as (...values: never[]) => unknown)(...values);
        }),
    ]),
  ) as unknown as StoreOperations;
  return { ...outer, transaction, backup: async () => undefined, close: async () => undefined };
}

function usable(span: { readonly open: boolean }): void {
  if (!span.open) throw new Error('The transaction is over.');
}

function asynchronous(operations: Sync<StoreOperations>, check: () => void): StoreOperations {
  return Object.fromEntries(
    Object.entries(operations).map(([name, operation]) => [
      name,
      async (...values: never[]) => {
        check();
        return (operation as (...values: never[]) => unknown)(...values);
      },
    ]),
  ) as unknown as StoreOperations;
}

function operationsOn(journal: Journal): Sync<StoreOperations> {
  const sources = new Table<SourceId, SourceState>(journal);
  const shares = new Table<string, { source: SourceId; workspace: string }>(journal);
  const articles = new Table<ArticleId, Row>(journal);
  const stories = new Table<StoryId, true>(journal);
  const aliases = new Table<StoryId, StoryId>(journal);
  const subscriptions = new Table<SubscriptionId, Subscription>(journal);
  const slots = new Table<string, { subscription: SubscriptionId; slot: Temporal.Instant }>(journal);
  const digests = new Table<DigestId, Digest>(journal);
  const parts = new Table<string, OutboxRow>(journal);
  const memories = new Table<string, Memory>(journal);
  const requests = new Table<string, Temporal.Instant>(journal);
  let sequence = 0;

  const present = (story: StoryId): StoryId => aliases.get(story) ?? story;
  const shared = (workspaces: readonly string[]) => {
    const ids = shares.all().filter((share) => workspaces.includes(share.workspace));
    return new Set(ids.map(({ source }) => source));
  };
  const used = (): ReadonlySet<SourceId> => new Set(shares.all().map(({ source }) => source));
  const chosen = (ids: ReadonlySet<SourceId>) =>
    sources
      .all()
      .filter(({ source }) => ids.has(source.id))
      .sort((a, b) => a.source.title.localeCompare(b.source.title, 'en') || byText(a.source.id, b.source.id));
  const inOrder = (which: (subscription: Subscription) => boolean) =>
    subscriptions
      .all()
      .filter(which)
      .sort((a, b) => compare(a.createdAt, b.createdAt) || byText(a.id, b.id));
  const inArrival = (which: (row: Row) => boolean) =>
    articles
      .all()
      .filter(which)
      .sort((a, b) => a.sequence - b.sequence);
  const storyOf = (id: StoryId, visible: ReadonlySet<SourceId>, to?: Temporal.Instant): Story | undefined => {
    const members = articles
      .all()
      .filter(({ article, story }) => story === id && visible.has(article.source))
      .filter(({ article }) => to === undefined || compare(article.fetched, to) < 0)
      .sort((a, b) => compare(articleTime(a.article), articleTime(b.article)) || a.sequence - b.sequence);
    return members.length === 0 ? undefined : { id, articles: members.map(({ article }) => article) };
  };
  const rowsOf = (which: (row: OutboxRow) => boolean, limit = Number.POSITIVE_INFINITY) =>
    parts.all().filter(which).slice(0, limit);
  const openOf = () => new Set(rowsOf(isOpen).map(({ delivery }) => delivery));

  function toldTo(subscription: SubscriptionId, asked: readonly StoryId[]): readonly Told[] {
    return [...new Set(asked)].flatMap((story) => {
      const rows = memories
        .all()
        .filter((memory) => memory.subscription === subscription && present(memory.story) === present(story))
        .sort((a, b) => compare(b.toldAt, a.toldAt));
      const [latest] = rows;
      if (latest === undefined) return [];
      const { toldAt, link } = latest;
      const known = [...new Set(rows.flatMap((row) => row.articles))];
      return [{ story, articles: known, toldAt, ...(link === undefined ? {} : { link }) }];
    });
  }

  function takeFree(subscription: SubscriptionId, slot: Temporal.Instant): boolean {
    const key = `${subscription} ${slot.epochMilliseconds}`;
    if (slots.has(key)) return false;
    slots.set(key, { subscription, slot });
    return true;
  }

  function enqueueOne({ id, parts: given, ...common }: Delivery): void {
    for (const [index, part] of given.entries()) {
      const state: PartState = { state: 'pending', dueAt: common.createdAt, attempts: 0 };
      if (parts.has(`${id}.${index}`)) throw new Error(`The delivery ${id} is in the outbox already.`);
      parts.set(`${id}.${index}`, { delivery: id, index, ...common, part, state });
    }
  }

  const prune: Sync<StoreOperations>['prune'] = (retention, limit) => {
    const { articlesBefore, deliveriesBefore, requestsBefore } = retention;
    let removed = 0;
    const drop = <Key>(table: { delete(key: Key): void }, keys: readonly Key[]) => {
      for (const key of keys.slice(0, limit)) table.delete(key);
      removed += Math.min(limit, keys.length);
    };
    const open = openOf();
    const settled = rowsOf(
      ({ delivery, createdAt }) => compare(createdAt, deliveriesBefore) < 0 && !open.has(delivery),
    );
    const old = [...new Set(settled.map(({ delivery }) => delivery))].slice(0, limit);
    for (const row of settled) if (old.includes(row.delivery)) parts.delete(`${row.delivery}.${row.index}`);
    removed += old.length;
    const needed = new Set(parts.all().map(({ digest }) => digest));
    drop(
      digests,
      digests
        .all()
        .flatMap(({ id, at }) => (compare(at, deliveriesBefore) < 0 && !needed.has(id) ? [id] : [])),
    );
    drop(
      slots,
      [...slots.entries()].flatMap(([key, { slot }]) => (compare(slot, deliveriesBefore) < 0 ? [key] : [])),
    );
    const goesOn = (story: StoryId) =>
      articles
        .all()
        .some((row) => row.story === present(story) && compare(row.article.fetched, articlesBefore) >= 0);
    drop(
      memories,
      [...memories.entries()].flatMap(([key, { toldAt, story }]) =>
        compare(toldAt, articlesBefore) < 0 && !goesOn(story) ? [key] : [],
      ),
    );
    const kept = new Set<ArticleId>(memories.all().flatMap((memory) => memory.articles));
    for (const row of parts.all()) {
      const digest = isOpen(row) && row.digest !== undefined ? digests.get(row.digest) : undefined;
      for (const story of digest?.stories ?? []) {
        for (const { article } of [...story.coverage, ...story.sentences, ...story.long]) kept.add(article);
      }
    }
    const oldArticles = articles
      .all()
      .filter(({ article }) => compare(article.fetched, articlesBefore) < 0 && !kept.has(article.id))
      .sort((a, b) => compare(a.article.fetched, b.article.fetched) || a.sequence - b.sequence)
      .slice(0, limit);
    for (const { article } of oldArticles) articles.delete(article.id);
    removed += oldArticles.length;
    const alive = new Set(articles.all().map(({ story }) => story));
    for (const story of new Set(oldArticles.flatMap((row) => row.story ?? []))) {
      if (alive.has(story)) continue;
      for (const [alias, into] of aliases.entries()) if (into === story) aliases.delete(alias);
      stories.delete(story);
      removed += 1;
    }
    drop(
      requests,
      [...requests.entries()].flatMap(([id, seen]) => (compare(seen, requestsBefore) < 0 ? [id] : [])),
    );
    return removed;
  };

  return {
    putSource(given, now) {
      const source = { ...given, title: storable(given.title) };
      const before = sources.get(source.id);
      sources.set(
        source.id,
        before === undefined
          ? { source, validators: {}, failures: 0, nextVisit: now, stopped: false }
          : { ...before, source: { ...source, address: before.source.address } },
      );
    },
    source: (id) => sources.get(id),
    dueSources: (now, limit) => {
      const ids = used();
      return sources
        .all()
        .filter(
          ({ source, nextVisit, stopped }) => !stopped && ids.has(source.id) && compare(nextVisit, now) <= 0,
        )
        .sort((a, b) => compare(a.nextVisit, b.nextVisit) || byText(a.source.id, b.source.id))
        .slice(0, limit);
    },
    claimSource(id, now, until) {
      const state = sources.get(id);
      if (state === undefined || state.stopped || compare(state.nextVisit, now) > 0) return false;
      sources.set(id, { ...state, nextVisit: until });
      return true;
    },
    saveSourceState(state) {
      if (!sources.has(state.source.id)) return;
      const { source, lastFault } = state;
      const fault = lastFault && { lastFault: { ...lastFault, message: storable(lastFault.message) } };
      sources.set(source.id, { ...state, source: { ...source, title: storable(source.title) }, ...fault });
    },
    shareSource: (source, workspace = EVERYBODY) =>
      shares.set(`${source} ${workspace}`, { source, workspace }),
    unshareSource: (source, workspace = EVERYBODY) => shares.delete(`${source} ${workspace}`),
    sharesOf: (id) =>
      shares
        .all()
        .filter(({ source }) => source === id)
        .map(({ workspace }) => workspace)
        .sort(byText)
        .map((workspace) => (workspace === EVERYBODY ? undefined : workspace)),
    sourcesOf: (workspace) => chosen(shared([EVERYBODY, workspace])),
    allSources: () => chosen(used()),
    expediteSource(id, now) {
      const state = sources.get(id);
      if (state !== undefined && compare(state.nextVisit, now) > 0)
        sources.set(id, { ...state, nextVisit: now });
    },

    knownArticles: (ids) =>
      ids.flatMap((id) => {
        const row = articles.get(id);
        return row === undefined ? [] : [{ id, fingerprint: row.fingerprint }];
      }),
    putArticles(given) {
      for (const { article, fingerprint } of given) {
        const before = articles.get(article.id);
        const { countsAsNew } = before?.article ?? article;
        sequence += before === undefined ? 1 : 0;
        articles.set(article.id, {
          ...(before ?? { sequence }),
          article: { ...article, countsAsNew, title: storable(article.title), text: storable(article.text) },
          fingerprint,
        });
      }
    },
    articles: (ids) => [...new Set(ids)].flatMap((id) => articles.get(id) ?? []).map(plainRow),
    ungroupedArticles: (limit) =>
      inArrival(({ story }) => story === undefined)
        .slice(0, limit)
        .map(plainRow),
    groupedArticles: (since, after, limit) =>
      inArrival(
        (row) => row.story !== undefined && row.sequence > after && compare(row.article.fetched, since) >= 0,
      )
        .slice(0, limit)
        .map(plainRow),
    countArticles(ids, from, to, newOnly) {
      const counted = articles
        .all()
        .filter(({ article }) => ids.includes(article.source) && isWithin(article.fetched, from, to))
        .filter(({ article }) => !newOnly || article.countsAsNew);
      return {
        articles: counted.length,
        sources: new Set(counted.map(({ article }) => article.source)).size,
      };
    },

    assignStories(pairs) {
      for (const { article, story } of pairs) {
        const row = articles.get(article);
        stories.set(present(story), true);
        if (row !== undefined) articles.set(article, { ...row, story: present(story) });
      }
    },
    mergeStories(from, into) {
      const [alias, story] = [present(from), present(into)];
      if (alias === story) return;
      for (const row of articles.all())
        if (row.story === alias) articles.set(row.article.id, { ...row, story });
      for (const [name, to] of aliases.entries()) if (to === alias) aliases.set(name, story);
      aliases.set(alias, story);
      stories.delete(alias);
      stories.set(story, true);
    },
    story: (id, ids) => storyOf(present(id), new Set(ids)),
    storiesSeen(ids, from, to, newOnly, limit) {
      const visible = new Set(ids);
      const newest = articles
        .all()
        .filter(({ article, story }) => story !== undefined && visible.has(article.source))
        .filter(({ article }) => isWithin(article.fetched, from, to) && (!newOnly || article.countsAsNew))
        .sort((a, b) => compare(b.article.fetched, a.article.fetched) || b.sequence - a.sequence);
      const seen = [...new Set(newest.flatMap(({ story }) => story ?? []))].slice(0, limit);
      return seen.flatMap((id) => storyOf(id, visible, to) ?? []);
    },

    putSubscription: (subscription) => subscriptions.set(subscription.id, subscription),
    putSubscriptions(given) {
      for (const each of given) subscriptions.set(each.id, each);
    },
    subscription: (id) => subscriptions.get(id),
    subscriptionsOf: (place) => inOrder((each) => placeKey(each.place) === placeKey(place)),
    subscriptionsOfWorkspace: (workspace) => inOrder((each) => each.place.workspace === workspace),
    allSubscriptions: () => inOrder(() => true),
    removeSubscription(id) {
      subscriptions.delete(id);
      for (const [key, slot] of slots.entries()) if (slot.subscription === id) slots.delete(key);
      for (const [key, memory] of memories.entries()) if (memory.subscription === id) memories.delete(key);
    },
    dueSubscriptions(now, limit, platforms) {
      const waiting = new Set(rowsOf(isOpen).map(({ subscription }) => subscription));
      return subscriptions
        .all()
        .filter(({ id, suspended }) => suspended === undefined && !waiting.has(id))
        .filter(({ place }) => platforms?.includes(place.platform) ?? true)
        .filter(({ nextSlot }) => nextSlot !== undefined && compare(nextSlot, now) <= 0)
        .sort((a, b) => compare(a.nextSlot ?? now, b.nextSlot ?? now) || byText(a.id, b.id))
        .slice(0, limit);
    },
    subscriptionsHandledAfter: (moment, limit) =>
      inOrder(({ handledUntil }) => compare(handledUntil, moment) > 0).slice(0, limit),
    nextSlot: () =>
      subscriptions
        .all()
        .flatMap(({ suspended, nextSlot }) => (suspended === undefined && nextSlot ? [nextSlot] : []))
        .sort(compare)[0],
    told: toldTo,
    toldToEach: (ids, asked) =>
      new Map(ids.map((id) => [id, toldTo(id, asked)] as const).filter(([, told]) => told.length > 0)),

    takeSlot: takeFree,
    takeSlots: (wanted) =>
      new Set(
        wanted.flatMap(({ subscription, slot }) => (takeFree(subscription, slot) ? [subscription] : [])),
      ),
    putDigest: (digest) => digests.set(digest.id, digest),
    digest: (id) => digests.get(id),
    lastPostedDigest(subscription) {
      const last = rowsOf((row) => row.subscription === subscription && row.state.state === 'posted').sort(
        (a, b) => compare(b.createdAt, a.createdAt) || a.index - b.index,
      )[0];
      const digest = last?.digest === undefined ? undefined : digests.get(last.digest);
      if (last?.state.state !== 'posted' || digest === undefined) return undefined;
      const { link } = last.state.receipt;
      return { digest, ...(link === undefined ? {} : { link }) };
    },

    enqueue: enqueueOne,
    enqueueAll: (deliveries) => deliveries.forEach(enqueueOne),
    dueParts(now, limit, platforms) {
      const heads = [...Map.groupBy(rowsOf(isOpen), ({ delivery }) => delivery).values()]
        .flatMap((rows) => rows.sort((a, b) => a.index - b.index)[0] ?? [])
        .filter(({ state }) => state.state !== 'unknown')
        .sort((a, b) => compare(a.createdAt, b.createdAt) || byText(a.delivery, b.delivery));
      const turns = [...Map.groupBy(heads, ({ place }) => placeKey(place)).values()].flatMap(
        (rows) => rows[0] ?? [],
      );
      const due = turns.flatMap((row) =>
        row.state.state === 'pending' ? [{ row, at: row.state.dueAt }] : [],
      );
      return due
        .filter(({ at, row }) => compare(at, now) <= 0 && (platforms?.includes(row.place.platform) ?? true))
        .sort((a, b) => compare(a.at, b.at) || byText(a.row.delivery, b.row.delivery))
        .slice(0, limit)
        .map(({ row }) => row);
    },
    unknownParts: (now, limit, platforms) =>
      rowsOf(
        ({ state, place }) =>
          state.state === 'unknown' &&
          compare(state.dueAt, now) <= 0 &&
          (platforms?.includes(place.platform) ?? true),
        limit,
      ),
    lapsedParts: (now, limit) =>
      rowsOf(({ state }) => state.state === 'sending' && compare(state.leaseUntil, now) < 0, limit),
    sendingParts: () => rowsOf(({ state }) => state.state === 'sending'),
    changePart(row, next) {
      const key = `${row.delivery}.${row.index}`;
      const current = parts.get(key);
      if (current === undefined || JSON.stringify(current.state) !== JSON.stringify(row.state)) return false;
      parts.set(key, { ...current, state: next });
      return true;
    },
    parts: (delivery) => rowsOf((row) => row.delivery === delivery).sort((a, b) => a.index - b.index),
    troubledParts: (before, limit) =>
      rowsOf(
        (row) =>
          row.state.state === 'held' ||
          row.state.state === 'failed' ||
          (isOpen(row) && compare(row.createdAt, before) < 0),
      )
        .sort(
          (a, b) => compare(b.createdAt, a.createdAt) || byText(a.delivery, b.delivery) || a.index - b.index,
        )
        .slice(0, limit),
    remember(subscription, told) {
      for (const { story: name, articles: carried, toldAt, link } of told) {
        const story = present(name);
        const key = `${subscription} ${story}`;
        const before = memories.get(key);
        const isLatest = before === undefined || compare(before.toldAt, toldAt) <= 0;
        const { link: _, ...kept } = before ?? { subscription, story, articles: [], toldAt };
        const newest = isLatest ? { toldAt, link } : { toldAt: before.toldAt, link: before.link };
        memories.set(key, {
          ...kept,
          articles: [...new Set([...(before?.articles ?? []), ...carried])],
          toldAt: newest.toldAt,
          ...(newest.link === undefined ? {} : { link: newest.link }),
        });
      }
    },

    firstSeen(request, now) {
      if (requests.has(request)) return false;
      requests.set(request, now);
      return true;
    },
    prune,
    figures() {
      const inState = (...states: readonly PartState['state'][]) =>
        rowsOf(({ state }) => states.includes(state.state)).length;
      return {
        sources: sources.size,
        articles: articles.size,
        stories: stories.size,
        subscriptions: subscriptions.size,
        digests: digests.size,
        posted: inState('posted'),
        waiting: inState(...OPEN),
        held: inState('held'),
        failed: inState('failed'),
      };
    },
    probe: () => undefined,
    lockGrouping: () => undefined,
    lockSubscription: (id) => subscriptions.get(id),
    lockSubscriptions: (ids) =>
      new Map(ids.flatMap((id) => subscriptions.get(id) ?? []).map((each) => [each.id, each])),
  };
}

function plainRow({ article, sequence, story }: Row): StoredArticle {
  return { article, sequence, ...(story === undefined ? {} : { story }) };
}

function isWithin(at: Temporal.Instant, from: Temporal.Instant, to: Temporal.Instant): boolean {
  return compare(at, from) >= 0 && compare(at, to) < 0;
}

function storable(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '\ufffd');
}
