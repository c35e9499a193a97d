import type { SourceId } from './ids.ts';

/** How a source is read: a feed over HTTP, a web page without a feed, or a folder of text files. */
export type SourceKind = 'feed' | 'page' | 'folder';

/** When the page of an article is read for its whole text: when the source carries little of it, always, or never. */
export type FullText = 'never' | 'when-short' | 'always';

/** Where articles come from. One row per address, however many workspaces and subscriptions use it. */
export interface Source {
  readonly id: SourceId;
  readonly kind: SourceKind;
  /** An absolute http(s) address, or the absolute path of a folder. */
  readonly address: string;
  /** What people call it: the configured name, else the feed's own title, else the host. */
  readonly title: string;
  /** Stated by the configuration or the feed (BCP 47); used when an article does not say. */
  readonly language?: string;
  /** The folders of the list that it was imported with, e.g. `News/Local`; absent when it was not imported. */
  readonly tags?: readonly string[];
}

/** What the last answer said about itself, to be sent back with the next question (RFC 9110, 13.1). */
export interface Validators {
  readonly etag?: string;
  readonly lastModified?: string;
}

/** What is known about the reading of a source: when next, how it went. */
export interface SourceState {
  readonly source: Source;
  readonly validators: Validators;
  /** Absent before the first successful visit: then the articles do not count as new for scheduled digests. */
  readonly firstVisit?: Temporal.Instant;
  readonly lastSuccess?: Temporal.Instant;
  readonly lastFault?: { readonly at: Temporal.Instant; readonly message: string };
  /** Failures in a row; 0 when the last visit succeeded. */
  readonly failures: number;
  readonly nextVisit: Temporal.Instant;
  /** The source said that it is gone for good (410); it is not visited again. */
  readonly stopped: boolean;
}
