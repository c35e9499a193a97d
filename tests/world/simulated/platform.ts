import type { FindOutcome, PostOutcome } from '../../../src/domain/delivery.ts';
import { type Place, type PlatformName, placeKey } from '../../../src/domain/place.ts';
import type { ChatPlatform } from '../../../src/ports/chat-platform.ts';
import type { Chance } from './chance.ts';
import { wait } from './news.ts';
import type { Timers } from './timers.ts';

/** A platform that holds what arrived, and answers well, late, wrongly or not at all. */
export interface SimulatedPlatform extends ChatPlatform {
  /** No more faults, and what was forbidden is allowed. */
  calm: boolean;
  /** Places that are gone. */
  readonly gone: Set<string>;
  /** Places whose history may not be read. */
  readonly blind: Set<string>;
}

const never = (): Promise<never> => new Promise(() => undefined);
const LONGEST_WAY = 15_000;

export function createSimulatedPlatform(
  name: PlatformName,
  chance: Chance,
  timers: Timers,
  /** Called for each message at the instant at which it stands in its place. */
  arrived: (place: string, key: string) => void,
): SimulatedPlatform {
  const messages = new Map<string, string>();

  function store(place: Place, key: string): PostOutcome {
    const message = String(messages.size + 1);
    const where = `${placeKey(place)} ${key}`;
    arrived(placeKey(place), key);
    messages.set(where, message);
    return {
      kind: 'posted',
      receipt: { channel: place.id, message, link: `https://chat.example/${message}` },
    };
  }

  async function faulty(place: Place, key: string): Promise<PostOutcome> {
    const lost: PostOutcome = { kind: 'unknown', reason: 'no answer' };
    switch (chance.oneOf(['refuse', 'stored', 'lost', 'late', 'hangs', 'reject', 'defect'] as const)) {
      case 'refuse':
        return {
          kind: 'retry',
          after: Temporal.Duration.from({ seconds: chance.whole(0, 90) }),
          reason: 'busy',
        };
      case 'stored':
        store(place, key);
        return lost;
      case 'lost':
        return lost;
      case 'late':
        // The connection broke while the request was still on its way through the platform.
        timers.set(() => store(place, key), chance.whole(0, 4_000));
        return lost;
      case 'hangs':
        if (chance.happens(0.5)) timers.set(() => store(place, key), chance.whole(0, LONGEST_WAY));
        if (chance.happens(0.5)) return never();
        await wait(timers, chance.whole(20_000, 300_000));
        return lost;
      case 'reject':
        return { kind: 'rejected', reason: 'invalid blocks' };
      case 'defect':
        throw new Error('a defect of the adapter');
    }
  }

  const platform: SimulatedPlatform = {
    name,
    calm: false,
    gone: new Set(),
    blind: new Set(),
    start: async () => undefined,
    stop: async () => undefined,
    async post(place, _part, key) {
      if (platform.gone.has(placeKey(place))) return { kind: 'gone', reason: 'The channel was deleted.' };
      if (!platform.calm && chance.happens(0.2)) return faulty(place, key);
      if (chance.happens(0.3)) await wait(timers, chance.whole(10, LONGEST_WAY));
      const outcome = store(place, key);
      if (!platform.calm && chance.happens(0.1)) await wait(timers, chance.whole(10, 80_000));
      return outcome;
    },
    async find(place, key): Promise<FindOutcome> {
      if (!platform.calm && chance.happens(0.1)) await wait(timers, chance.whole(10, 120_000));
      const after = Temporal.Duration.from({ seconds: 30 });
      if (!platform.calm && chance.happens(0.15)) return { kind: 'cannot-tell', reason: 'busy', after };
      if (platform.blind.has(placeKey(place))) return { kind: 'cannot-tell', reason: 'no history' };
      const message = messages.get(`${placeKey(place)} ${key}`);
      return message === undefined
        ? { kind: 'absent' }
        : { kind: 'found', receipt: { channel: place.id, message } };
    },
    update: async (receipt) => ({ kind: 'posted', receipt }),
  };
  return platform;
}
