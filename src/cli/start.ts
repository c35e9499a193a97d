import { setFlagsFromString } from 'node:v8';
import type { Command } from 'commander';
import type { Running } from '../app/start.ts';
import { readConfig } from '../config/read-config.ts';

/** The longest that ending may take; what is not finished by then is safe in the store. */
const GRACE_MS = 9_000;

/** Adds `start`: the bot, or the playground when there are no tokens. */
export function addStart(program: Command): void {
  program
    .command('start')
    .description('run the bot; without tokens, serve the playground with the sample articles')
    .action(async () => {
      keepSmall();
      const config = readConfig(process.env, process.cwd());
      const { errorWords } = await import('../app/open-world.ts');
      const { start } = await import('../app/start.ts');
      const running = await start(config).catch((error: unknown) => {
        throw new Error(errorWords(error, config));
      });
      process.stdout.write(`${JSON.stringify(running.ready)}\n`);
      if (config.playground) {
        process.stderr.write(
          `No Slack or Discord token is set, so this is the playground with the sample articles: open ${running.ready.url}${config.settings.PLAYGROUND_TOKEN === undefined ? '' : '/?token=… with your PLAYGROUND_TOKEN'}\n`,
        );
      }
      await ended();
      await endWithin(running);
    });
}

/**
 * A bot that mostly waits should not keep what its start has used: the young generation stays at its first size
 * (measured: 189 to 162 MB). Flags of the command line would be lost when a supervisor starts the program itself.
 */
function keepSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--optimize-for-size');
}

/** Resolves at the first SIGTERM or SIGINT; a second one ends the process at once. */
function ended(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => {
        resolve();
        process.once(signal, () => process.exit(1));
      });
    }
  });
}

async function endWithin(running: Running): Promise<void> {
  const timer = setTimeout(() => process.exit(0), GRACE_MS);
  await running.stop();
  clearTimeout(timer);
  // Clients may keep sockets open that nobody waits for.
  process.exit(0);
}
