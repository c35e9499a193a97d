import { Command, CommanderError } from 'commander';
import { ConfigError } from '../config/read-config.ts';
import { WrongUse } from './wrong-use.ts';

type Add = (program: Command) => void;

/** One file per verb; only the verb that is asked for is loaded, so that each starts fast. */
const VERBS: Readonly<Record<string, () => Promise<Add>>> = {
  start: async () => (await import('./start.ts')).addStart,
  summarize: async () => (await import('./summarize-verb.ts')).addSummarizeVerb,
  sentences: async () => (await import('./sentences.ts')).addSentences,
  group: async () => (await import('./group.ts')).addGroup,
  check: async () => (await import('./check-verb.ts')).addCheckVerb,
  preview: async () => (await import('./preview.ts')).addPreview,
  feeds: async () => (await import('./feeds.ts')).addFeeds,
  export: async () => (await import('./export.ts')).addExport,
  import: async () => (await import('./import.ts')).addImport,
  doctor: async () => (await import('./doctor.ts')).addDoctor,
  backup: async () => (await import('./backup.ts')).addBackup,
  stats: async () => (await import('./stats.ts')).addStats,
};

/**
 * Runs one verb. Exit codes: 0 done, 1 failed, 2 wrong use. What goes wrong is said in one sentence on stderr, never
 * as a stack trace.
 */
export async function runCommandLine(args: readonly string[]): Promise<number> {
  const program = new Command('news-digest')
    .description(
      'Reads news, tells each story once with all its outlets, and posts digests to Slack and Discord.',
    )
    .showHelpAfterError('(add --help for what can be said)')
    .exitOverride();
  const verb = args.find((arg) => !arg.startsWith('-')) ?? '';
  const wanted = Object.hasOwn(VERBS, verb) ? [VERBS[verb]] : Object.values(VERBS);
  for (const load of wanted) (await load?.())?.(program);
  for (const command of program.commands)
    command.exitOverride().showHelpAfterError('(add --help for what can be said)');
  try {
    await program.parseAsync([...args], { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    return exitCodeOf(error);
  }
}

function exitCodeOf(error: unknown): number {
  // Commander has said it already; only help and version are no mistakes.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${message}\n`);
  return error instanceof WrongUse || error instanceof ConfigError ? 2 : 1;
}
