import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');

/** Imports both clients in an order, then sends a file by Discord's and a call by Slack's to a server of its own. */
const SCRIPT = `
import { createServer } from 'node:http';
for (const name of process.argv.slice(1)) await import(name);
const { REST } = (await import('discord.js')).default;
const { webApi } = await import('@slack/bolt');
const bodies = [];
const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  bodies.push(body);
  response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}');
}).listen(0, '127.0.0.1', async () => {
  const origin = 'http://127.0.0.1:' + server.address().port;
  const files = [{ name: 'a.txt', data: Buffer.from('words of a file') }];
  await new REST({ api: origin, retries: 0 }).setToken('token').post('/channels/1/messages', { body: {}, files });
  await new webApi.WebClient('xoxb-token', { slackApiUrl: origin + '/api/' }).apiCall('api.test', { word: 'slack' });
  process.stdout.write(JSON.stringify(bodies.map((body) => [body.includes('words of a file'), body.includes('word=slack')])));
  process.exit();
});
`;

function run(...order: string[]): Promise<string> {
  const line = ['--input-type=module', '--eval', SCRIPT, ...order];
  return new Promise((done) => {
    execFile(join(ROOT, 'node_modules/.bin/node'), line, { cwd: ROOT }, (error, out, err) =>
      done(error ? err : out),
    );
  });
}

describe('both clients in one process', () => {
  it.each([
    ['@slack/bolt', 'discord.js'],
    ['discord.js', '@slack/bolt'],
  ])('work when %s is imported first', async (...order) => {
    expect(await run(...order)).toBe('[[true,false],[false,true]]');
  });
});
