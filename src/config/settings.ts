import { z } from 'zod';

const base = (ending: RegExp, say: string) =>
  z
    .url({ protocol: /^https?$/, error: 'is no http(s) address' })
    .regex(ending, say)
    .optional();

const token = (prefix: string, say: string) => z.string().startsWith(prefix, say).optional();

/**
 * Every environment variable that the program reads; `.env.example` explains each (a test holds the two
 * together). An empty value counts as not set.
 */
export const settingsSchema = z.object({
  SLACK_BOT_TOKEN: token('xoxb-', 'is no bot token: it starts with xoxb-'),
  SLACK_APP_TOKEN: token('xapp-', 'is no app-level token: it starts with xapp-'),
  SLACK_SIGNING_SECRET: z.string().min(8, 'is too short for a signing secret').optional(),
  SLACK_API_URL: base(/\/api\/$/, 'has to end in /api/'),
  DISCORD_TOKEN: z.string().min(8, 'is too short for a bot token').optional(),
  DISCORD_APP_ID: z.string().regex(/^\d+$/, 'is no application id: it is a number').optional(),
  DISCORD_GUILD_ID: z.string().regex(/^\d+$/, 'is no server id: it is a number').optional(),
  DISCORD_API_URL: base(/^(?!.*\/v\d+\/?$)/, 'has to go without /v10 at its end'),
  NEWS_DIGEST_DATA: z.string().optional(),
  NEWS_DIGEST_CONFIG: z.string().optional(),
  NEWS_DIGEST_SEEDS: z.string().optional(),
  NEWS_DIGEST_CLOCK_FILE: z.string().optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'is no PostgreSQL address: it starts with postgres://')
    .optional(),
  PORT: z.coerce
    .number({ error: 'is no port' })
    .int('is no port')
    .min(0, 'is no port')
    .max(65535, 'is no port')
    .default(3000),
  HOST: z.string().default('127.0.0.1'),
  PLAYGROUND_TOKEN: z.string().min(16, 'is too short: at least 16 characters').optional(),
  FETCH_ALLOW: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((entry) => entry.trim())
        .filter((entry) => entry !== ''),
    ),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], {
      error: 'is one of debug, info, warn, error, silent',
    })
    .default('info'),
});

export type Settings = Readonly<z.output<typeof settingsSchema>>;

/** Settings whose values are secrets: they are never shown, and the log takes them out of every line. */
export const SECRET_SETTINGS = [
  'SLACK_BOT_TOKEN',
  'SLACK_APP_TOKEN',
  'SLACK_SIGNING_SECRET',
  'DISCORD_TOKEN',
  'DATABASE_URL',
  'PLAYGROUND_TOKEN',
] as const satisfies readonly (keyof Settings)[];

/** What goes together; each problem in one sentence that names the setting. */
export function settingsProblems(settings: Settings): string[] {
  const problems: string[] = [];
  const { SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_SIGNING_SECRET } = settings;
  if (SLACK_BOT_TOKEN !== undefined && SLACK_APP_TOKEN === undefined && SLACK_SIGNING_SECRET === undefined) {
    problems.push(
      'SLACK_BOT_TOKEN is set alone: add SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP).',
    );
  }
  if (
    SLACK_BOT_TOKEN === undefined &&
    (SLACK_APP_TOKEN !== undefined || SLACK_SIGNING_SECRET !== undefined)
  ) {
    problems.push('SLACK_BOT_TOKEN is missing beside the other Slack settings: add it, or remove those.');
  }
  if (settings.DISCORD_TOKEN === undefined && settings.DISCORD_APP_ID !== undefined) {
    problems.push('DISCORD_TOKEN is missing beside DISCORD_APP_ID: add it, or remove that.');
  }
  return problems;
}

/** Whether this is the address of this machine only. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}
