import { parseDate } from './dates.ts';
import type { FeedFault } from './parsed-feed.ts';

/** Collects faults, each kind once for the whole feed with how often it occurred. */
export class FaultList {
  readonly #found = new Map<string, { message: string; count: number }>();

  constructor(first: readonly FeedFault[] = []) {
    for (const { code, message } of first) this.add(code, message);
  }

  /** What is said of the whole feed, once. */
  once(code: string, message: string): void {
    if (!this.#found.has(code)) this.add(code, message);
  }

  add(code: string, message: string): void {
    const seen = this.#found.get(code);
    if (seen === undefined) this.#found.set(code, { message, count: 1 });
    else seen.count++;
  }

  list(): readonly FeedFault[] {
    return [...this.#found].map(([code, { message, count }]) => ({
      code,
      message: count === 1 ? message : `${message} (${count} times in all.)`,
    }));
  }
}

/** The first of the written dates that can be understood; those before it that cannot are faults. */
export function dated(
  faults: FaultList,
  ...written: readonly (string | undefined)[]
): Temporal.Instant | undefined {
  for (const text of written) {
    if (text === undefined) continue;
    const instant = parseDate(text);
    if (instant !== undefined) return instant;
    faults.add('date-unreadable', `The date "${text.slice(0, 60)}" cannot be understood; it was left out.`);
  }
  return undefined;
}
