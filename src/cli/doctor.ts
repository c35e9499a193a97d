import type { Command } from 'commander';
import { examine } from '../app/examine.ts';
import type { Finding } from '../app/finding.ts';
import { ConfigError, readConfig } from '../config/read-config.ts';

const WORDS: Readonly<Record<Finding['state'], string>> = { well: 'well', look: 'look', broken: 'BROKEN' };

/** Adds `doctor`: looks at everything the bot needs and says what to do; exit 1 when something is broken. */
export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description('look at everything the bot needs, and say what to do')
    .option('--json', 'one JSON value: {"ok", "findings": [{"name", "state", "message", "remedy"?}]}')
    .action(async ({ json }: { json?: true }) => {
      const findings = await findAll();
      const ok = findings.every((finding) => finding.state !== 'broken');
      process.stdout.write(
        json ? `${JSON.stringify({ ok, findings })}\n` : `${findings.map(line).join('\n')}\n`,
      );
      process.exitCode = ok ? 0 : 1;
    });
}

async function findAll(): Promise<readonly Finding[]> {
  try {
    return await examine(readConfig(process.env, process.cwd()));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const remedy =
      'Mend it in the environment, .env or news-digest.yaml; .env.example explains each setting.';
    return error.problems.map((message) => ({ name: 'configuration', state: 'broken', message, remedy }));
  }
}

function line({ name, state, message, remedy }: Finding): string {
  const head = `${WORDS[state].padEnd(6)}  ${name}: ${message}`;
  return remedy === undefined ? head : `${head}\n        → ${remedy}`;
}
