import type { Command } from 'commander';
import { errorWords } from '../app/open-world.ts';
import { type Running, start } from '../app/start.ts';
import { readConfig } from '../config/read-config.ts';

/** The longest that ending may take; what is not finished by then is safe in the store. */
const GRACE_MS = 9_000;

/** Adds `start`: the bot, or the playground when there are no tokens. */
export function addStart(program: Command): void {
  program
    .command('start')
    .description('run the bot; without tokens, serve the playground with the sample articles')
    .action(async () => {
      const config = readConfig(process.env, process.cwd());
      const running = await start(config).catch((error: unknown) => {
        throw new Error(errorWords(error, config));
      });
      process.stdout.write(`${JSON.stringify(running.ready)}\n`);
      if (config.playground) {
        process.stderr.write(
          `No Slack or Discord token is set, so this is the playground with the sample articles: open ${running.ready.url}\n`,
        );
      }
      await ended();
      await endWithin(running);
    });
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
