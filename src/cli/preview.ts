import { type Command, Option } from 'commander';
import { createClock } from '../adapters/clock/create-clock.ts';
import { renderDiscord } from '../adapters/discord/render.ts';
import { renderSlack } from '../adapters/slack/render.ts';
import { errorWords, openLog } from '../app/open-world.ts';
import { previewDigest } from '../app/preview-digest.ts';
import { type Config, readConfig } from '../config/read-config.ts';
import { digestMessage } from '../digests/to-message.ts';
import type { Part } from '../domain/message.ts';
import { WrongUse } from './wrong-use.ts';

type Platform = 'slack' | 'discord' | 'text';

interface Options {
  readonly platform?: Platform;
  readonly at?: string;
  readonly json?: true;
}

/** Adds `preview`: the digest that would be posted, and its exact payloads; nothing is posted. */
export function addPreview(program: Command): void {
  program
    .command('preview')
    .description('the digest that would be posted, posting nothing')
    .addOption(
      new Option('--platform <name>', 'whose payloads to show').choices(['slack', 'discord', 'text']),
    )
    .option('--at <instant>', 'as of this instant, e.g. 2026-11-03T07:00:00+01:00 (now unless said)')
    .option('--json', 'one JSON value: {"text", "payloads"}')
    .action(async (options: Options) => {
      const config = readConfig(process.env, process.cwd());
      const at = options.at === undefined ? nowOf(config) : readInstant(options.at);
      try {
        await show(config, at, options);
      } catch (error) {
        throw new Error(errorWords(error, config));
      }
    });
}

async function show(config: Config, at: Temporal.Instant, options: Options): Promise<void> {
  const progress = process.stderr.isTTY
    ? (words: string) => void process.stderr.write(`${words}\n`)
    : () => undefined;
  const digest = await previewDigest(config, at, progress);
  const message = digestMessage(digest, { style: 'short', place: 'channel' });
  const platform = options.platform ?? (options.json ? 'slack' : 'text');
  const parts = platform === 'discord' ? renderDiscord(message) : renderSlack(message);
  const text = parts.map((part) => part.text).join('\n\n');
  const payloads = platform === 'text' ? [] : parts.map((part: Part) => part.payload);
  if (options.json) process.stdout.write(`${JSON.stringify({ text, payloads })}\n`);
  else process.stdout.write(platform === 'text' ? `${text}\n` : `${JSON.stringify(payloads, null, 2)}\n`);
}

function nowOf(config: Config): Temporal.Instant {
  const file = config.clockFile === undefined ? {} : { file: config.clockFile };
  return createClock({ log: openLog(config), ...file }).now();
}

function readInstant(text: string): Temporal.Instant {
  try {
    return Temporal.Instant.from(text);
  } catch {
    throw new WrongUse(`--at "${text}" is no instant: write it as 2026-11-03T07:00:00+01:00.`);
  }
}
