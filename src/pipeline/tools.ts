import type { SourceId } from '../domain/ids.ts';
import type { PlatformName } from '../domain/place.ts';
import type { FullText } from '../domain/source.ts';
import type { ChatPlatform, Render } from '../ports/chat-platform.ts';
import type { Jobs } from '../ports/jobs.ts';
import type { Log } from '../ports/log.ts';
import type { Body, SourceReader } from '../ports/source-reader.ts';
import type { Store } from '../ports/store.ts';

/** A platform and how messages are laid out for it. */
export interface Outlet {
  readonly platform: ChatPlatform;
  readonly render: Render;
}

/** How much at once, how long things are kept, and what holds where nobody said. */
export interface Rules {
  readonly sourcesAtOnce: number;
  readonly postsAtOnce: number;
  readonly requestsPerMinute: number;
  readonly retention: {
    readonly articleDays: number;
    readonly deliveryDays: number;
    readonly requestDays: number;
  };
  readonly defaults: {
    readonly zone: string;
    readonly schedule: string;
    readonly stories: number;
    readonly locale: string;
  };
  /** Whose pages are read for the whole text; unless said, of those that carry little of it. */
  readonly fullText?: { readonly usual: FullText; readonly sources: ReadonlyMap<SourceId, FullText> };
  /** Whether no other process uses this store: then a part found `sending` at the start was left by a dead one. */
  readonly alone: boolean;
}

/** What the loops are given: the world behind its ports, time and chance. */
export interface Tools {
  readonly store: Store;
  readonly reader: SourceReader;
  /**
   * Reads a page that no person asked for: with manners, and where robots.txt lets it. Throws one sentence. Without it,
   * articles keep the text that their source carries.
   */
  crawlPage?(address: string): Promise<Body>;
  /** The platforms that are connected; a place of another one waits. */
  readonly platforms: ReadonlyMap<PlatformName, Outlet>;
  readonly jobs: Jobs;
  readonly log: Log;
  now(): Temporal.Instant;
  /** Chance in [0, 1). */
  random(): number;
  readonly rules: Rules;
}
