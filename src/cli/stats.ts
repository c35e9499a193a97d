import type { Command } from 'commander';
import { withStore } from './with-store.ts';

/** Adds `stats`: how much of everything there is. */
export function addStats(program: Command): void {
  program
    .command('stats')
    .description('figures of the store: sources, articles, stories, deliveries')
    .option('--json', 'as one JSON value')
    .action(({ json }: { json?: true }) =>
      withStore(async (store) => {
        const figures = await store.figures();
        const width = Math.max(...Object.keys(figures).map((name) => name.length));
        const lines = Object.entries(figures).map(([name, count]) => `${name.padEnd(width)}  ${count}`);
        process.stdout.write(json ? `${JSON.stringify(figures)}\n` : `${lines.join('\n')}\n`);
      }),
    );
}
