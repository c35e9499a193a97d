import type { Visibility } from './request.ts';

/** One option of a command, as data that an adapter publishes. */
export interface OptionSpec {
  readonly name: string;
  readonly description: string;
  readonly type: 'string' | 'integer';
  readonly required: boolean;
  /** Whether the bot offers choices while it is typed. */
  readonly completes: boolean;
  readonly min?: number;
  readonly max?: number;
}

/** One slash command, as data that an adapter publishes. */
export interface CommandSpec {
  readonly name: string;
  /** At most 100 characters (Discord). */
  readonly description: string;
  readonly visibility: Visibility;
  readonly options: readonly OptionSpec[];
  /** A full line that works, e.g. `subscribe all weekdays 08:30`. */
  readonly example: string;
}
