import type { DiscordCall } from './discord-call.ts';
import { discordFault } from './fault.ts';
import { tokenFault } from './outcome.ts';

/** What can be wrong by itself. */
type Concern = 'token' | 'gateway' | 'commands';

/** What is wrong with Discord now, in sentences without their ends. */
export interface Health {
  set(concern: Concern, fault: string | undefined): void;
  /** The first thing that is wrong, as a sentence. */
  tell(): { readonly ok: boolean; readonly reason?: string };
}

/** Discord ends connections as a matter of course; only a longer gap is told. */
const GAP_MS = 5_000;

export function createHealth(): Health {
  const faults = new Map<Concern, string>([
    ['gateway', 'Discord is not connected yet'],
    ['commands', 'The commands are not published on Discord yet'],
  ]);
  let openUntil = Number.NEGATIVE_INFINITY;

  function isGap(concern: Concern): boolean {
    return concern === 'gateway' && performance.now() - openUntil < GAP_MS;
  }

  return {
    set(concern, fault) {
      if (concern === 'gateway' && fault !== undefined && !faults.has('gateway'))
        openUntil = performance.now();
      if (fault === undefined) faults.delete(concern);
      else faults.set(concern, fault);
    },
    tell() {
      for (const concern of ['token', 'gateway', 'commands'] as const) {
        const fault = faults.get(concern);
        if (fault !== undefined && !isGap(concern)) return { ok: false, reason: `${fault}.` };
      }
      return { ok: true };
    },
  };
}

/** The same call, which tells whether the bot's token is taken. */
export function watchToken(call: DiscordCall, health: Health): DiscordCall {
  return async (method, path, options) => {
    try {
      const answer = await call(method, path, options);
      if (options?.auth !== false) health.set('token', undefined);
      return answer;
    } catch (error) {
      if (options?.auth !== false) {
        const fault = tokenFault(discordFault(error));
        if (fault !== undefined) health.set('token', fault);
      }
      throw error;
    }
  };
}
