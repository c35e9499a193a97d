import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { parse as parseYaml } from 'yaml';
import { type ConfigFile, configFileSchema } from './config-file.ts';
import { describeIssue } from './describe-issue.ts';
import { callerFolder, findFolder } from './folders.ts';
import { isLoopback, type Settings, settingsProblems, settingsSchema } from './settings.ts';

/** Everything that was configured, read once. Paths are absolute. */
export interface Config {
  readonly settings: Settings;
  readonly file: ConfigFile;
  readonly folders: {
    /** Where the store lives. */
    readonly data: string;
    readonly config: string;
    readonly seeds: string;
    /** Relative paths on the command line resolve against this. */
    readonly caller: string;
  };
  readonly slack: 'socket' | 'http' | 'off';
  readonly discord: 'on' | 'off';
  /** No token of either platform: the playground is served. */
  readonly playground: boolean;
  /** The file of the clock, where it may be honoured. */
  readonly clockFile?: string;
}

/** All problems of the configuration together, each a sentence that names the setting or entry. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/**
 * Reads the environment (with the caller's `.env` below it) and `news-digest.yaml` of the config folder.
 * Throws ConfigError with every problem found.
 */
export function readConfig(environment: NodeJS.ProcessEnv, workingFolder: string): Config {
  const caller = callerFolder(environment, workingFolder);
  const problems: string[] = [];
  const settings = readSettings({ ...readDotEnv(caller, problems), ...environment }, problems);
  const configFolder = findFolder(settings?.NEWS_DIGEST_CONFIG, 'config', caller);
  const file = readConfigFile(configFolder, settings?.NEWS_DIGEST_CONFIG !== undefined, problems);
  if (settings === undefined || file === undefined || problems.length > 0) throw new ConfigError(problems);
  return assemble(settings, file, configFolder, caller);
}

function assemble(settings: Settings, file: ConfigFile, configFolder: string, caller: string): Config {
  const slack = settings.SLACK_BOT_TOKEN === undefined ? 'off' : settings.SLACK_APP_TOKEN ? 'socket' : 'http';
  const discord = settings.DISCORD_TOKEN === undefined ? 'off' : 'on';
  const playground = slack === 'off' && discord === 'off';
  const clockFile = settings.NEWS_DIGEST_CLOCK_FILE;
  return {
    settings,
    file,
    folders: {
      data: resolve(caller, settings.NEWS_DIGEST_DATA ?? 'data'),
      config: configFolder,
      seeds: findFolder(settings.NEWS_DIGEST_SEEDS, 'seeds', caller),
      caller,
    },
    slack,
    discord,
    playground,
    ...(clockFile !== undefined && mayMoveClock(settings, playground)
      ? { clockFile: resolve(caller, clockFile) }
      : {}),
  };
}

/** A clock that a file moves must never drive a real workspace: only the playground, or servers on this machine. */
function mayMoveClock(settings: Settings, playground: boolean): boolean {
  const onLoopback = (address: string | undefined): boolean =>
    address !== undefined && isLoopback(new URL(address).hostname.replace(/^\[|\]$/g, ''));
  const slackSafe = settings.SLACK_BOT_TOKEN === undefined || onLoopback(settings.SLACK_API_URL);
  const discordSafe = settings.DISCORD_TOKEN === undefined || onLoopback(settings.DISCORD_API_URL);
  return playground || (slackSafe && discordSafe);
}

function readDotEnv(caller: string, problems: string[]): Record<string, string | undefined> {
  const path = join(caller, '.env');
  try {
    return existsSync(path) ? parseEnv(readFileSync(path, 'utf8')) : {};
  } catch (error) {
    problems.push(`${path} cannot be read: ${reasonOf(error)}. Mend its rights, or remove it.`);
    return {};
  }
}

function readSettings(environment: NodeJS.ProcessEnv, problems: string[]): Settings | undefined {
  const known = Object.keys(settingsSchema.shape).map((name) => [name, environment[name]] as const);
  const read = settingsSchema.safeParse(
    Object.fromEntries(known.filter(([, value]) => value !== undefined && value !== '')),
  );
  if (!read.success) {
    problems.push(...read.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`));
    return undefined;
  }
  problems.push(...settingsProblems(read.data));
  if (!isLoopback(read.data.HOST) && read.data.PLAYGROUND_TOKEN === undefined && !hasTokens(read.data)) {
    problems.push(
      'PLAYGROUND_TOKEN is missing: it is needed when HOST is not this machine alone (127.0.0.1).',
    );
  }
  return read.data;
}

function hasTokens(settings: Settings): boolean {
  return settings.SLACK_BOT_TOKEN !== undefined || settings.DISCORD_TOKEN !== undefined;
}

function readConfigFile(folder: string, wasNamed: boolean, problems: string[]): ConfigFile | undefined {
  if (wasNamed && !isFolder(folder)) {
    problems.push(`NEWS_DIGEST_CONFIG names ${folder}, which is no folder: make it, or correct the setting.`);
    return undefined;
  }
  const path = join(folder, 'news-digest.yaml');
  const content = parseFile(path, problems);
  if (content === undefined) return undefined;
  const read = configFileSchema.safeParse(content ?? {});
  if (read.success) return read.data;
  problems.push(...read.error.issues.map((issue) => `${path}: ${describeIssue(issue)}.`));
  return undefined;
}

function parseFile(path: string, problems: string[]): unknown {
  if (!existsSync(path)) return {};
  try {
    return parseYaml(readFileSync(path, 'utf8')) ?? {};
  } catch (error) {
    problems.push(`${path} cannot be read as YAML: ${reasonOf(error)}`);
    return undefined;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
