import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { slackManifest, slackPage } from '../../../scripts/slack-manifest.ts';
import { SCOPES } from '../../../src/adapters/slack/scopes.ts';
import { METHODS } from '../../world/slack/web-api.ts';

const docs = join(import.meta.dirname, '../../../docs');
const adapter = join(import.meta.dirname, '../../../src/adapters/slack');

describe('the manifest of the Slack app', () => {
  it('is written as the code has it (node scripts/build-manifest.ts)', () => {
    expect(JSON.parse(readFileSync(join(docs, 'slack-manifest.json'), 'utf8'))).toEqual(slackManifest());
    expect(readFileSync(join(docs, 'slack.md'), 'utf8')).toBe(slackPage());
  });

  it('asks for each scope once, and says why', () => {
    const scopes = SCOPES.map(({ scope }) => scope);
    expect(new Set(scopes).size).toBe(scopes.length);
    for (const { scope, why } of SCOPES) expect(slackPage()).toContain(`| \`${scope}\` | ${why} |`);
  });

  it('asks for what the methods that are called need, and for nothing else', () => {
    const code = ['platform', 'find', 'people', 'reply', 'why-not-post', 'token-watch']
      .map((name) => readFileSync(join(adapter, `${name}.ts`), 'utf8'))
      .join('\n');
    const called = Object.entries(METHODS).filter(([method]) => code.includes(`'${method}'`));
    const needed = called.flatMap(([, { needs }]) =>
      needs === 'none' ? [] : typeof needs === 'string' ? [needs] : Object.values(needs),
    );
    // Of the bot's own direct messages nothing is asked but their history.
    const forMethods = needed.filter((scope) => scope !== 'im:read');
    const forEvents = ['commands', 'app_mentions:read', 'im:history'];
    const scopes = SCOPES.map(({ scope }) => scope);
    expect([...scopes].sort()).toEqual([...new Set([...forMethods, ...forEvents])].sort());
  });

  it('leads everything to one address in HTTP mode', () => {
    expect(
      JSON.stringify(slackManifest('https://bot.example')).match(/https:\/\/bot\.example\/slack\/events/g),
    ).toHaveLength(3);
    expect(slackManifest('https://bot.example')).toMatchObject({ settings: { socket_mode_enabled: false } });
  });
});
