import type { Config } from '../config/read-config.ts';

/** Without tokens the store is the playground's, and that starts afresh each time. */
export function warnOfPlayground(config: Config): void {
  if (config.playground && config.settings.DATABASE_URL === undefined) {
    process.stderr.write(
      'No Slack or Discord token is set, so this went into the playground, which starts afresh each time: set the tokens first.\n',
    );
  }
}
