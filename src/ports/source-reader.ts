import type { Source, Validators } from '../domain/source.ts';

/** Bytes as they came, and what was said about them. */
export interface Body {
  readonly bytes: Uint8Array;
  /** The address (or path) that answered, after redirects: relative links resolve against it. */
  readonly address: string;
  /** As sent, e.g. `application/rss+xml; charset=utf-8`; empty when nothing was said. */
  readonly contentType: string;
}

export type ReadFault =
  /** The guard refused the address. */
  | 'forbidden'
  /** No connection, no name, connection cut. */
  | 'unreachable'
  | 'timed-out'
  | 'too-large'
  /** Answered with an error status. */
  | 'refused'
  /** 410: gone for good. */
  | 'gone';

export type ReadOutcome =
  | {
      readonly kind: 'fresh';
      readonly bodies: readonly Body[];
      readonly validators: Validators;
      /** Files of a folder that could not be read; each in one sentence that names it. */
      readonly faults: readonly string[];
      /** How long the server lets its answer be kept (Cache-Control, Expires). */
      readonly freshFor?: Temporal.Duration;
    }
  | { readonly kind: 'unchanged'; readonly freshFor?: Temporal.Duration }
  /** The source has moved for good (301, 308); the body, if any, follows on the next read. */
  | { readonly kind: 'moved'; readonly to: string }
  /** Nothing was asked: the host wants to be left alone, or others of its sources are in line. Not a fault. */
  | { readonly kind: 'postponed'; readonly after: Temporal.Duration }
  | {
      readonly kind: 'failed';
      readonly fault: ReadFault;
      /** One sentence that names the source and what happened. */
      readonly message: string;
      readonly retryAfter?: Temporal.Duration;
    };

/** Reads a source, over HTTP or from a folder. Never throws for what is to be expected of the world. */
export interface SourceReader {
  read(source: Pick<Source, 'kind' | 'address'>, validators: Validators): Promise<ReadOutcome>;
}
