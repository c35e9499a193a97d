import type { Article } from '../domain/article.ts';
import type { Delivery, OutboxRow, PartState } from '../domain/delivery.ts';
import type { Digest } from '../domain/digest.ts';
import type { ArticleId, DeliveryId, DigestId, SourceId, StoryId, SubscriptionId } from '../domain/ids.ts';
import type { Place, PlatformName } from '../domain/place.ts';
import type { Source, SourceState } from '../domain/source.ts';
import type { Story } from '../domain/story.ts';
import type { Subscription } from '../domain/subscription.ts';

/** An article with its place in the order of arrival and the story it belongs to. */
export interface StoredArticle {
  readonly article: Article;
  /** Ascending in the order of arrival, across all sources. */
  readonly sequence: number;
  /** Absent until it was grouped. */
  readonly story?: StoryId;
}

/** What the store knows of an article it has seen before. */
export interface KnownArticle {
  readonly id: ArticleId;
  /** Of title and text; another one means that the article was changed. */
  readonly fingerprint: string;
}

/** Sources, who uses them, and when they are read. */
export interface SourceStore {
  /** Adds it (visited at once), or gives it the new title, kind, language and tags; keeps what is known of it. */
  putSource(source: Source, now: Temporal.Instant): Promise<void>;
  /** Undefined when there is none. */
  source(id: SourceId): Promise<SourceState | undefined>;
  /** Due now and not stopped, longest due first. Only sources that somebody uses. */
  dueSources(now: Temporal.Instant, limit: number): Promise<readonly SourceState[]>;
  /** Takes the source for this visit, so that no other worker reads it until `until`; false when it was taken. */
  claimSource(id: SourceId, now: Temporal.Instant, until: Temporal.Instant): Promise<boolean>;
  /** What the visit brought: everything in the state but the source's id is stored. */
  saveSourceState(state: SourceState): Promise<void>;
  /** Lets a workspace use it (`workspace` undefined: every workspace, the operator's own sources). */
  shareSource(id: SourceId, workspace: string | undefined): Promise<void>;
  unshareSource(id: SourceId, workspace: string | undefined): Promise<void>;
  /** The workspaces that may use it; undefined stands for every workspace. */
  sharesOf(id: SourceId): Promise<readonly (string | undefined)[]>;
  /** The sources a workspace may use: its own and every workspace's, by title. */
  sourcesOf(workspace: string): Promise<readonly SourceState[]>;
  /** Every source that somebody uses, by title. */
  allSources(): Promise<readonly SourceState[]>;
  /** Makes a source due now. */
  expediteSource(id: SourceId, now: Temporal.Instant): Promise<void>;
}

export interface ArticleStore {
  /** Which of these are known already. */
  knownArticles(ids: readonly ArticleId[]): Promise<readonly KnownArticle[]>;
  /** Adds the articles (in this order); those that exist keep sequence, story and `countsAsNew`, and get the rest anew. */
  putArticles(
    articles: readonly { readonly article: Article; readonly fingerprint: string }[],
  ): Promise<void>;
  articles(ids: readonly ArticleId[]): Promise<readonly StoredArticle[]>;
  /** Not grouped yet, in order of arrival. */
  ungroupedArticles(limit: number): Promise<readonly StoredArticle[]>;
  /** Grouped, fetched at or after `since`, with `sequence > after`, in order of arrival. */
  groupedArticles(since: Temporal.Instant, after: number, limit: number): Promise<readonly StoredArticle[]>;
  /** How many articles (only such as count as new, when `newOnly`) these sources brought in `[from, to)`, and how many of them did. */
  countArticles(
    sources: readonly SourceId[],
    from: Temporal.Instant,
    to: Temporal.Instant,
    newOnly: boolean,
  ): Promise<{ readonly articles: number; readonly sources: number }>;
}

export interface StoryStore {
  /** Puts articles into stories; a story that is not there is made. */
  assignStories(pairs: readonly { readonly article: ArticleId; readonly story: StoryId }[]): Promise<void>;
  /** Moves all articles of `from` into `into` and keeps `from` as another name of it. */
  mergeStories(from: StoryId, into: StoryId): Promise<void>;
  /** The story under this or a former id, with the articles of these sources only (sight). */
  story(id: StoryId, sources: readonly SourceId[]): Promise<Story | undefined>;
  /**
   * The stories that have an article of these sources fetched in `[from, to)` (only such as count as new, when
   * `newOnly`), each with all its articles of these sources fetched before `to`; newest first, at most `limit` stories.
   */
  storiesSeen(
    sources: readonly SourceId[],
    from: Temporal.Instant,
    to: Temporal.Instant,
    newOnly: boolean,
    limit: number,
  ): Promise<readonly Story[]>;
}

/** A memory of what a subscription was told. */
export interface Told {
  readonly story: StoryId;
  /** Every article that the told digest knew of the story. */
  readonly articles: readonly ArticleId[];
  readonly toldAt: Temporal.Instant;
  /** Address of the message that told it. */
  readonly link?: string;
}

export interface SubscriptionStore {
  putSubscription(subscription: Subscription): Promise<void>;
  /** As `putSubscription`, many at once. */
  putSubscriptions(subscriptions: readonly Subscription[]): Promise<void>;
  subscription(id: SubscriptionId): Promise<Subscription | undefined>;
  subscriptionsOf(place: Place): Promise<readonly Subscription[]>;
  subscriptionsOfWorkspace(workspace: string): Promise<readonly Subscription[]>;
  allSubscriptions(): Promise<readonly Subscription[]>;
  removeSubscription(id: SubscriptionId): Promise<void>;
  /** With `nextSlot <= now`, not suspended, without an unsettled delivery, on these platforms (unless said, on any); longest due first. */
  dueSubscriptions(
    now: Temporal.Instant,
    limit: number,
    platforms?: readonly PlatformName[],
  ): Promise<readonly Subscription[]>;
  /** Those that were handled up to a later instant than this, as after a clock that went back. */
  subscriptionsHandledAfter(instant: Temporal.Instant, limit: number): Promise<readonly Subscription[]>;
  /** The earliest `nextSlot` of any subscription that is not suspended. */
  nextSlot(): Promise<Temporal.Instant | undefined>;
  /** What it was told of these stories (under present or former ids). */
  told(id: SubscriptionId, stories: readonly StoryId[]): Promise<readonly Told[]>;
  /** As `told`, for many subscriptions at once; those that were told nothing are left out. */
  toldToEach(
    ids: readonly SubscriptionId[],
    stories: readonly StoryId[],
  ): Promise<ReadonlyMap<SubscriptionId, readonly Told[]>>;
}

export interface DigestStore {
  /** False when the slot is somebody else's already: then nothing was written. */
  takeSlot(subscription: SubscriptionId, slot: Temporal.Instant): Promise<boolean>;
  /** As `takeSlot`, many at once (each subscription at most once): the subscriptions whose slot was free. */
  takeSlots(
    slots: readonly { readonly subscription: SubscriptionId; readonly slot: Temporal.Instant }[],
  ): Promise<ReadonlySet<SubscriptionId>>;
  putDigest(digest: Digest): Promise<void>;
  digest(id: DigestId): Promise<Digest | undefined>;
  /** The last digest of a subscription that was posted, with the address of its first message. */
  lastPostedDigest(
    subscription: SubscriptionId,
  ): Promise<{ readonly digest: Digest; readonly link?: string } | undefined>;
}

/** The outbox. Its rules are in `deliveries/`; here rows are only read and written. */
export interface OutboxStore {
  enqueue(delivery: Delivery): Promise<void>;
  /** As `enqueue`, many at once. */
  enqueueAll(deliveries: readonly Delivery[]): Promise<void>;
  /**
   * Pending and due, only the first open part of each delivery, and one delivery per place: the oldest, which keeps its
   * turn while it waits or is being sent (not while it is unknown). Only of these platforms (unless said, of any).
   */
  dueParts(
    now: Temporal.Instant,
    limit: number,
    platforms?: readonly PlatformName[],
  ): Promise<readonly OutboxRow[]>;
  /** Unknown and due for a look-up, of these platforms (unless said, of any). */
  unknownParts(
    now: Temporal.Instant,
    limit: number,
    platforms?: readonly PlatformName[],
  ): Promise<readonly OutboxRow[]>;
  /** `sending` with a lease that ran out before `now`. */
  lapsedParts(now: Temporal.Instant, limit: number): Promise<readonly OutboxRow[]>;
  /** All `sending` rows: what a start finds of a process that died. */
  sendingParts(): Promise<readonly OutboxRow[]>;
  /** Writes `next` if the part still stands as in `from`; false when somebody was faster. */
  changePart(row: OutboxRow, next: PartState): Promise<boolean>;
  parts(delivery: DeliveryId): Promise<readonly OutboxRow[]>;
  /** Held, failed, or open since before `before`: what `doctor` lists. */
  troubledParts(before: Temporal.Instant, limit: number): Promise<readonly OutboxRow[]>;
  /** Writes the memory of what was told: when a part was posted, the stories that it carried. */
  remember(subscription: SubscriptionId, told: readonly Told[]): Promise<void>;
}

export interface RequestStore {
  /** True the first time that this request is seen. */
  firstSeen(request: string, now: Temporal.Instant): Promise<boolean>;
}

/** What to throw away; everything older goes unless an open delivery or a memory still needs it. */
export interface Retention {
  readonly articlesBefore: Temporal.Instant;
  readonly deliveriesBefore: Temporal.Instant;
  readonly requestsBefore: Temporal.Instant;
}

export interface StoreFigures {
  readonly sources: number;
  readonly articles: number;
  readonly stories: number;
  readonly subscriptions: number;
  readonly digests: number;
  readonly posted: number;
  readonly waiting: number;
  readonly held: number;
  readonly failed: number;
}

export interface Upkeep {
  /** Takes the oldest first and at most `limit` rows of each kind, so that one call stays short; rows removed. */
  prune(retention: Retention, limit: number): Promise<number>;
  figures(): Promise<StoreFigures>;
  /** Throws when the database cannot be read and written; the message says why. */
  probe(): Promise<void>;
}

/** Everything that can be asked inside and outside a transaction. */
export interface StoreOperations
  extends SourceStore,
    ArticleStore,
    StoryStore,
    SubscriptionStore,
    DigestStore,
    OutboxStore,
    RequestStore,
    Upkeep {
  /** Holds the grouping for this transaction, so that two workers do not group side by side. */
  lockGrouping(): Promise<void>;
  /** Reads the subscription and holds its row until the transaction ends. */
  lockSubscription(id: SubscriptionId): Promise<Subscription | undefined>;
  /** As `lockSubscription`, many at once, always in the same order; those that are not there are left out. */
  lockSubscriptions(ids: readonly SubscriptionId[]): Promise<ReadonlyMap<SubscriptionId, Subscription>>;
}

/**
 * The store. `transaction` holds SQL only: `work` awaits nothing but the operations it is handed, and never the
 * outer store (which throws then, for it would wait for ever). A transaction that met a lock is run again from
 * its start, so `work` has no effect outside it.
 */
export interface Store extends StoreOperations {
  transaction<Result>(work: (operations: StoreOperations) => Promise<Result>): Promise<Result>;
  /** A consistent copy while running; throws with one sentence where the database has its own way (PostgreSQL). */
  backup(file: string): Promise<void>;
  close(): Promise<void>;
}
