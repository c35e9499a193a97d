/** The kinds of work that a job can hint at. */
export type JobKind = 'collect' | 'digest' | 'deliver';

/**
 * Hands out work by key, at least once. A job is only a hint to look at a row now: the rows in the store are the
 * truth, and every beat sweeps them, so that a lost or doubled job harms nothing.
 */
export interface Jobs {
  /** Who does the work; one key at a time runs once at a time. Called once, before `start`. */
  handle(kind: JobKind, work: (key: string) => Promise<void>): void;
  start(): Promise<void>;
  /** Asks for work; the same kind and key, still waiting, is not asked for twice. */
  hint(kind: JobKind, key: string): Promise<void>;
  /** Takes nothing more and waits for what is under way. */
  stop(): Promise<void>;
}
