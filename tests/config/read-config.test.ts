import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../../src/config/read-config.ts';
import { settingsSchema } from '../../src/config/settings.ts';

const REPOSITORY = resolve(import.meta.dirname, '../..');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'news-digest-config-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const read = (environment: Record<string, string> = {}) => readConfig(environment, folder);
const problems = (environment: Record<string, string>): string[] => {
  try {
    read(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return [...error.problems];
    throw error;
  }
};
const withFile = (yaml: string) => {
  writeFileSync(join(folder, 'news-digest.yaml'), yaml);
  return { NEWS_DIGEST_CONFIG: folder };
};

describe('readConfig', () => {
  it('serves the playground without tokens, with the samples that the package brings', () => {
    const config = read();
    expect(config).toMatchObject({ slack: 'off', discord: 'off', playground: true });
    expect(config.folders).toMatchObject({ data: join(folder, 'data'), seeds: join(REPOSITORY, 'seeds') });
    expect(config.settings).toMatchObject({ PORT: 3000, HOST: '127.0.0.1', LOG_LEVEL: 'info' });
  });

  it('takes an empty value for not set', () => {
    expect(read({ SLACK_BOT_TOKEN: '', PORT: '' }).playground).toBe(true);
  });

  it('knows how Slack is reached from what is set', () => {
    const bot = { SLACK_BOT_TOKEN: 'xoxb-1-a' };
    expect(read({ ...bot, SLACK_APP_TOKEN: 'xapp-1-a' }).slack).toBe('socket');
    expect(read({ ...bot, SLACK_SIGNING_SECRET: '0123456789' }).slack).toBe('http');
  });

  it('says all problems together, each with its name and the remedy', () => {
    expect(
      problems({
        SLACK_BOT_TOKEN: 'oops',
        PORT: '99999',
        LOG_LEVEL: 'loud',
        SLACK_API_URL: 'https://slack.com',
      }).sort(),
    ).toEqual([
      'LOG_LEVEL is one of debug, info, warn, error, silent.',
      'PORT is no port.',
      'SLACK_API_URL has to end in /api/.',
      'SLACK_BOT_TOKEN is no bot token: it starts with xoxb-.',
    ]);
    expect(problems({ SLACK_BOT_TOKEN: 'xoxb-1-a', DISCORD_APP_ID: '12' })).toHaveLength(2);
  });

  it('never repeats a value that may be a secret', () => {
    const secret = 'hunter2-hunter2-hunter2';
    const told = problems({
      SLACK_BOT_TOKEN: secret,
      SLACK_APP_TOKEN: secret,
      DATABASE_URL: secret,
      DISCORD_API_URL: secret,
    });
    expect(told).toHaveLength(4);
    expect(told.join('\n')).not.toContain(secret);
  });

  it('needs a token for a playground that others can reach', () => {
    expect(problems({ HOST: '0.0.0.0' })[0]).toContain('PLAYGROUND_TOKEN is missing');
    expect(problems({ HOST: '0.0.0.0', PLAYGROUND_TOKEN: 'a-long-enough-token' })).toEqual([]);
  });

  it('lets a file move the clock of the playground and of servers on this machine alone', () => {
    const clock = { NEWS_DIGEST_CLOCK_FILE: 'clock.txt' };
    const slack = { SLACK_BOT_TOKEN: 'xoxb-1-a', SLACK_APP_TOKEN: 'xapp-1-a' };
    expect(read(clock).clockFile).toBe(join(folder, 'clock.txt'));
    expect(read({ ...clock, ...slack }).clockFile).toBeUndefined();
    expect(read({ ...clock, ...slack, SLACK_API_URL: 'http://127.0.0.1:9/api/' }).clockFile).toBeDefined();
    expect(
      read({ ...clock, ...slack, SLACK_API_URL: 'http://127.0.0.1:9/api/', DISCORD_TOKEN: 'a-token-of-some' })
        .clockFile,
    ).toBeUndefined();
  });

  it('takes an address or a folder by itself as a source', () => {
    const config = read(withFile('sources:\n  - https://a.example/feed.xml\n  - ./articles\n'));
    expect(config.file.sources).toEqual([{ feed: 'https://a.example/feed.xml' }, { folder: './articles' }]);
  });

  it('says in plain words what an entry has to be', () => {
    const path = join(folder, 'news-digest.yaml');
    const wrong =
      'sources:\n  - 5\n  - folder: ""\ndefaults:\n  stories: 21\nlimits:\n  fetchSeconds: fast\n';
    expect(problems(withFile(wrong))).toEqual([
      `${path}: sources, entry 1 has to be a list of names and values.`,
      `${path}: sources, entry 2, folder is empty.`,
      `${path}: defaults.stories has to be at most 20.`,
      `${path}: limits.fetchSeconds has to be a number.`,
    ]);
    expect(problems(withFile('just words'))).toEqual([
      `${path}: the file has to be a list of names and values.`,
    ]);
  });

  it('reads the file of the config folder, and names the entry that is wrong', () => {
    const config = read(
      withFile('sources:\n  - feed: https://a.example/feed.xml\n    title: A\ndefaults:\n  stories: 3\n'),
    );
    expect(config.file.sources).toEqual([{ feed: 'https://a.example/feed.xml', title: 'A' }]);
    expect(config.file.defaults).toMatchObject({ stories: 3, schedule: 'weekdays 08:30' });
    const path = join(folder, 'news-digest.yaml');
    expect(
      problems(
        withFile(
          'sources:\n  - title: A\ndefaults:\n  zone: Berlin/Europe\n  schedule: soon\nretentoin: {}\n',
        ),
      ),
    ).toEqual([
      `${path}: sources, entry 1 names either a feed, a page or a folder.`,
      `${path}: defaults.zone "Berlin/Europe" is no time zone: did you mean Europe/Berlin?.`,
      `${path}: defaults.schedule did not understand "soon"; an example: weekdays 08:30.`,
      `${path}: does not know retentoin.`,
    ]);
    expect(problems(withFile('sources: ['))[0]).toContain('cannot be read as YAML');
  });

  it('takes a .env of the caller, below the environment', () => {
    writeFileSync(join(folder, '.env'), 'PORT=4001\nLOG_LEVEL=warn\n');
    expect(read({ LOG_LEVEL: 'error' }).settings).toMatchObject({ PORT: 4001, LOG_LEVEL: 'error' });
  });

  it('splits what the address guard lets through', () => {
    expect(read({ FETCH_ALLOW: '127.0.0.1:8000, 10.0.0.0/8' }).settings.FETCH_ALLOW).toEqual([
      '127.0.0.1:8000',
      '10.0.0.0/8',
    ]);
  });
});

describe('.env.example', () => {
  it('explains each setting of the schema and no other', () => {
    const lines = readFileSync(join(REPOSITORY, '.env.example'), 'utf8').split('\n');
    const named = lines.flatMap((line) => /^([A-Z_]+)=/.exec(line)?.[1] ?? []);
    expect(named.sort()).toEqual(Object.keys(settingsSchema.shape).sort());
  });

  it('is valid as it stands', () => {
    writeFileSync(join(folder, '.env'), readFileSync(join(REPOSITORY, '.env.example')));
    expect(problems({})).toEqual([]);
  });
});
