import type { Logger } from '@slack/bolt';
import type { Log } from '../../ports/log.ts';

type Level = ReturnType<Logger['getLevel']>;

/**
 * Bolt's lines in ours, for whoever looks closely: what matters of them is said once, in our words, where it is
 * handled. Its own debug and info lines are dropped, for they hold whole messages.
 */
export function boltLogger(log: Log): Logger {
  const drop = (): void => undefined;
  const words = (parts: readonly unknown[]): string => parts.map(String).join(' ').slice(0, 1_000);
  return {
    debug: drop,
    info: drop,
    warn: (...parts) => log.debug('Slack client', { said: words(parts) }),
    error: (...parts) => log.debug('Slack client', { said: words(parts) }),
    setLevel: drop,
    getLevel: () => 'error' as Level,
    setName: drop,
  };
}
