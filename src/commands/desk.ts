import type { Digest } from '../domain/digest.ts';
import type { DigestId, SourceId, SubscriptionId } from '../domain/ids.ts';
import type { Place } from '../domain/place.ts';
import type { SourceState } from '../domain/source.ts';
import type { Subscription } from '../domain/subscription.ts';

/** What a person wants composed for them now. */
export interface ComposeWish {
  readonly place: Place;
  readonly sources: 'all' | readonly SourceId[];
  readonly count: number;
  readonly title: string;
  /** The instant it is composed for; unless said, now. What was fetched until now is in it either way. */
  readonly at?: Temporal.Instant;
  /** New is what was fetched after this. */
  readonly since: Temporal.Instant;
  readonly zone: string;
  readonly locale: string;
  /** Compose what this subscription would be told: with its memory and its mutes. */
  readonly subscription?: Subscription;
}

/** `page` is the page that was asked for, where its feed was found there. */
export type AddOutcome = { readonly page?: string } & (
  | { readonly kind: 'added'; readonly state: SourceState; readonly articles: number }
  | { readonly kind: 'known'; readonly state: SourceState }
  /** One sentence that says what the address is instead, and the feeds that it names. */
  | { readonly kind: 'no-feed'; readonly message: string; readonly feeds: readonly string[] }
  /** A page without a feed: which of its links are articles? Up to three guesses, best first, with their first titles. */
  | {
      readonly kind: 'page';
      readonly address: string;
      readonly guesses: readonly { readonly source: SourceId; readonly titles: readonly string[] }[];
    }
);

/** A text that was read for a summary. */
export interface ReadText {
  readonly title?: string;
  readonly text: string;
  readonly language?: string;
  /** Who published it (the host). */
  readonly outlet: string;
  readonly link: string;
}

/** What the handlers need of the loops and the store; the pipeline builds it. */
export interface Desk {
  readonly defaults: {
    readonly zone: string;
    readonly schedule: string;
    readonly stories: number;
    readonly locale: string;
  };
  /** The sources that the workspace may use, by title. */
  sources(place: Place): Promise<readonly SourceState[]>;
  /** Reads the address; when it is a feed or names one, the workspace may use that from now on. Throws Refusal with one sentence. */
  addSource(place: Place, address: string): Promise<AddOutcome>;
  /** One of the guesses of `addSource`: the workspace may use it from now on. */
  pickSource(place: Place, source: SourceId): Promise<AddOutcome>;
  /** How many articles the source brought since then. */
  countArticles(source: SourceId, since: Temporal.Instant): Promise<number>;
  /** Takes the source from the workspace; false when it is one of the operator's, which stay. */
  removeSource(place: Place, source: SourceId): Promise<boolean>;
  /** Reads those of these sources that were not read within the last minutes, when they are few; waits a little. */
  refresh(sources: readonly SourceId[]): Promise<void>;
  /** All subscriptions of the workspace (in a direct message: of the person), those of the place first. */
  subscriptions(place: Place): Promise<readonly Subscription[]>;
  saveSubscription(subscription: Subscription): Promise<void>;
  removeSubscription(id: SubscriptionId): Promise<void>;
  /** Composes and keeps it, so that its buttons work. */
  compose(wish: ComposeWish): Promise<Digest>;
  digest(id: DigestId): Promise<Digest | undefined>;
  lastDigest(subscription: SubscriptionId): Promise<Digest | undefined>;
  /** Fetches a page and takes its article out. Throws Refusal with one sentence. */
  readLink(address: string): Promise<ReadText>;
  /** The language of a text (BCP 47), or undefined when it cannot be told. */
  languageOf(text: string): Promise<string | undefined>;
}
