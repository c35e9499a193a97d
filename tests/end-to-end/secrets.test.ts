import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const NODE = join(ROOT, 'node_modules/.bin/node');

/** One secret of each kind; put together here, so that no scanner takes this file for a leak. */
const SECRETS = {
  SLACK_BOT_TOKEN: ['xoxb', '1111111111', 'plantedBotToken'].join('-'),
  SLACK_APP_TOKEN: ['xapp', '1', 'A111', 'plantedAppToken'].join('-'),
  SLACK_SIGNING_SECRET: 'planted-signing-secret',
  DISCORD_TOKEN: 'planted.discord.token-of-no-known-shape',
  PLAYGROUND_TOKEN: 'planted-playground-token',
};
const DATABASE_PASSWORD = 'planted-database-password';
const ALL = [...Object.values(SECRETS), DATABASE_PASSWORD];

let server: Server;
let base: string;
let folder: string;

/** A server that is as indiscreet as one can be: it sends back whatever it was sent. */
function echo(request: IncomingMessage, response: ServerResponse): void {
  let body = '';
  request.on('data', (chunk) => {
    body += String(chunk);
  });
  request.on('end', () => {
    const said = `${request.headers.authorization ?? ''} ${body}`;
    response.writeHead(request.url?.includes('auth.test') ? 200 : 401, {
      'content-type': 'application/json',
    });
    response.end(
      JSON.stringify({ ok: false, error: `invalid_auth ${said}`, message: `401 ${said}`, code: 0 }),
    );
  });
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'news-digest-secrets-'));
  server = createServer(echo);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

function environment(more: Record<string, string> = {}): NodeJS.ProcessEnv {
  const { INIT_CWD: _, ...env } = process.env;
  const addresses = { SLACK_API_URL: `${base}/api/`, DISCORD_API_URL: `${base}/discord` };
  return {
    ...env,
    ...SECRETS,
    ...addresses,
    NEWS_DIGEST_DATA: 'data',
    PORT: '0',
    LOG_LEVEL: 'debug',
    ...more,
  };
}

function expectNoSecret(text: string): void {
  expect(ALL.filter((secret) => text.includes(secret))).toEqual([]);
}

function filesOf(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path).flatMap((name) => filesOf(join(path, name)));
}

describe('secrets', () => {
  it('are in no log line, no health answer, and nothing that is stored', async () => {
    const bot = spawn(NODE, [join(ROOT, 'src/main.ts'), 'start'], {
      cwd: folder,
      env: environment(),
      stdio: 'pipe',
    });
    let said = '';
    bot.stderr.on('data', (chunk) => {
      said += String(chunk);
    });
    const url = await new Promise<string>((done) => {
      bot.stdout.once('data', (line) => {
        said += String(line);
        done((JSON.parse(String(line)) as { url: string }).url);
      });
    });
    const health = await fetch(`${url}/health`);
    const reasons = await health.text();
    expect(health.status).toBe(503);
    expect(reasons).toMatch(/Slack/);
    expect(reasons).toMatch(/Discord/);
    bot.kill('SIGTERM');
    await new Promise((done) => bot.once('exit', done));
    expect(said.length).toBeGreaterThan(100);
    expectNoSecret(said);
    expectNoSecret(reasons);
    for (const file of filesOf(join(folder, 'data'))) expectNoSecret(readFileSync(file, 'latin1'));
  });

  it('are in no finding of doctor and in no error', async () => {
    const run = async (args: readonly string[], more: Record<string, string> = {}) => {
      const child = spawn(NODE, [join(ROOT, 'src/main.ts'), ...args], {
        cwd: folder,
        env: environment(more),
        stdio: 'pipe',
      });
      let words = '';
      for (const stream of [child.stdout, child.stderr]) {
        stream.on('data', (chunk) => {
          words += String(chunk);
        });
      }
      await new Promise((done) => child.once('close', done));
      return words;
    };
    const doctor = await run(['doctor']);
    expect(doctor).toContain('Slack refuses SLACK_BOT_TOKEN');
    expectNoSecret(doctor);
    const database = { DATABASE_URL: `postgres://bot:${DATABASE_PASSWORD}@127.0.0.1:1/none` };
    for (const args of [['doctor', '--json'], ['stats'], ['backup', 'x'], ['start']]) {
      const words = await run(args, database);
      expect(words.length).toBeGreaterThan(10);
      expectNoSecret(words);
    }
    expectNoSecret(
      await run(['stats'], { SLACK_API_URL: SECRETS.SLACK_BOT_TOKEN, PORT: SECRETS.DISCORD_TOKEN }),
    );
  });
});
