import type { Logger } from '@slack/bolt';
import type { Log } from '../../ports/log.ts';

type Level = ReturnType<Logger['getLevel']>;

/** Bolt's lines in ours. Its debug and info lines are dropped: they hold whole messages. */
export function boltLogger(log: Log): Logger {
  const drop = (): void => undefined;
  const words = (parts: readonly unknown[]): string => parts.map(String).join(' ').slice(0, 1_000);
  return {
    debug: drop,
    info: drop,
    warn: (...parts) => log.warn('Slack client', { said: words(parts) }),
    error: (...parts) => log.warn('Slack client', { said: words(parts) }),
    setLevel: drop,
    getLevel: () => 'error' as Level,
    setName: drop,
  };
}
