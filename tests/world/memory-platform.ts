import type { FindOutcome, PostOutcome } from '../../src/domain/delivery.ts';
import type { Part } from '../../src/domain/message.ts';
import { type Place, type PlatformName, placeKey } from '../../src/domain/place.ts';
import type { ChatPlatform, Inbox } from '../../src/ports/chat-platform.ts';

/** What stands in a place. */
export interface Posted {
  readonly place: string;
  readonly key: string;
  readonly part: Part;
}

/** What a platform does wrong with the next post. */
export type Fault =
  | 'refuse-for-now'
  /** Stores the message and never answers. */
  | 'store-and-lose-answer'
  /** Loses the message and never answers. */
  | 'lose-both'
  | 'gone'
  | 'reject';

/** A platform in memory that holds what was posted, with the faults of real ones. */
export interface MemoryPlatform extends ChatPlatform {
  readonly posted: readonly Posted[];
  /** The next posts meet these faults, one each. */
  failNext(...faults: readonly Fault[]): void;
  /** Whether `find` may look. */
  canLook: boolean;
  readonly inbox: Inbox | undefined;
}

export function createMemoryPlatform(name: PlatformName): MemoryPlatform {
  const posted: Posted[] = [];
  const faults: Fault[] = [];
  let inbox: Inbox | undefined;

  const store = (place: Place, part: Part, key: string): PostOutcome => {
    posted.push({ place: placeKey(place), key, part });
    return { kind: 'posted', receipt: { channel: place.id, message: String(posted.length) } };
  };
  const withFault = (fault: Fault, place: Place, part: Part, key: string): PostOutcome => {
    switch (fault) {
      case 'refuse-for-now':
        return { kind: 'retry', after: Temporal.Duration.from({ seconds: 30 }), reason: 'too many posts' };
      case 'store-and-lose-answer':
        store(place, part, key);
        return { kind: 'unknown', reason: 'no answer' };
      case 'lose-both':
        return { kind: 'unknown', reason: 'no answer' };
      case 'gone':
        return { kind: 'gone', reason: 'The channel was deleted.' };
      case 'reject':
        return { kind: 'rejected', reason: 'invalid blocks' };
    }
  };

  return {
    name,
    posted,
    canLook: true,
    get inbox() {
      return inbox;
    },
    failNext: (...next) => void faults.push(...next),
    async start(given) {
      inbox = given;
    },
    async stop() {
      inbox = undefined;
    },
    async post(place, part, key) {
      const fault = faults.shift();
      return fault === undefined ? store(place, part, key) : withFault(fault, place, part, key);
    },
    async find(place, key): Promise<FindOutcome> {
      if (!this.canLook) return { kind: 'cannot-tell', reason: 'The history may not be read.' };
      const index = posted.findIndex((each) => each.key === key && each.place === placeKey(place));
      if (index < 0) return { kind: 'absent' };
      return { kind: 'found', receipt: { channel: place.id, message: String(index + 1) } };
    },
    async update(receipt) {
      return { kind: 'posted', receipt };
    },
  };
}
