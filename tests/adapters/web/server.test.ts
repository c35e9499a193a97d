import { mkdtemp, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { PageAct, Pane, Playground, TranscriptEntry } from '../../../src/adapters/web/playground.ts';
import { createWebServer, type WebServerOptions } from '../../../src/adapters/web/server.ts';

const noon = Temporal.Instant.from('2026-11-24T11:00:00Z');

/** A pane that remembers what the page does, and posts when it is told to. */
function createPane() {
  const acts: (readonly [string, PageAct])[] = [];
  const listeners = new Set<(place: string, entry: TranscriptEntry) => void>();
  const pane: Pane = {
    name: 'slack',
    places: () => [{ platform: 'slack', workspace: 'playground', kind: 'channel', id: 'news', name: 'news' }],
    transcript: () => [],
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async act(place, act) {
      if (place !== 'news') throw new Error('The playground has no such place.');
      acts.push([place, act]);
    },
    complete: async (_place, command, option, typed) => [{ label: `${command} ${option}`, value: typed }],
  };
  const post = (text: string) => {
    const part = { payload: { text }, text, stories: [], quotations: [], usage: '1 of 50 blocks' };
    for (const listener of listeners) {
      listener('news', { id: 'm1', at: noon, visibility: 'public', from: 'bot', part });
    }
  };
  return { pane, acts, post, listeners };
}

async function createPageFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'page-'));
  await writeFile(join(folder, 'index.html'), '<meta name="page-token" content="PAGE_TOKEN">');
  await writeFile(join(folder, 'page.js'), 'export {};');
  return folder;
}

const running: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
});

async function startServer(options: Partial<WebServerOptions> = {}) {
  const world = createPane();
  let now = noon;
  const playground: Playground = {
    platforms: [world.pane],
    specs: [],
    clock: {
      now: () => now,
      zone: 'UTC',
      nextSlot: async () => noon.add({ hours: 20 }),
      async moveTo(instant) {
        now = instant;
      },
    },
    article: async (id) =>
      id === ('a1' as typeof id)
        ? { title: 'A lock opens', outlet: 'Morrow Post', text: 'Text.', link: 'javascript:alert(1)' }
        : undefined,
  };
  const server = createWebServer({
    host: '127.0.0.1',
    port: 0,
    pageFolder: await createPageFolder(),
    health: () => ({ ok: true, reasons: [] }),
    playground,
    ...options,
  });
  running.push(server);
  const { url } = await server.start();
  const html = await (await fetch(url)).text();
  const token = /content="([^"]+)"/.exec(html)?.[1] ?? '';
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: url, 'X-Page-Token': token, ...headers },
      body: JSON.stringify(body),
    });
  return { acts: world.acts, listeners: world.listeners, say: world.post, url, post };
}

/** fetch does not let a caller choose the Host, which is what an attacker's page would send. */
function statusUnderHost(url: string, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.once('error', reject);
    sent.end();
  });
}

const typed = { platform: 'slack', place: 'news', typed: '/digest now' };

describe('The web server', () => {
  it('says its health, and why not', async () => {
    const well = await startServer();
    const answer = await fetch(`${well.url}/health`);
    expect([answer.status, await answer.json()]).toEqual([200, { ok: true, reasons: [] }]);
    const ill = await startServer({ health: () => ({ ok: false, reasons: ['The store cannot be read.'] }) });
    const complaint = await fetch(`${ill.url}/health`);
    expect(complaint.status).toBe(503);
    expect(await complaint.json()).toEqual({ ok: false, reasons: ['The store cannot be read.'] });
  });

  it('serves nothing but its health where there is no playground', async () => {
    const server = createWebServer({
      host: '127.0.0.1',
      port: 0,
      pageFolder: await createPageFolder(),
      health: () => ({ ok: true, reasons: [] }),
    });
    running.push(server);
    const { url } = await server.start();
    expect((await fetch(`${url}/health`)).status).toBe(200);
    expect((await fetch(url)).status).toBe(404);
    expect((await fetch(`${url}/api/state`)).status).toBe(404);
  });

  it('answers 421 under a name that is not its own', async () => {
    const { url } = await startServer();
    const { port } = new URL(url);
    expect(await statusUnderHost(`${url}/`, `evil.example:${port}`)).toBe(421);
    expect(await statusUnderHost(`${url}/api/state`, 'evil.example')).toBe(421);
    expect(await statusUnderHost(`${url}/`, `localhost:${port}`)).toBe(200);
    expect(await statusUnderHost(`${url}/`, `127.0.0.1:${port}`)).toBe(200);
  });

  it('takes posts only from its own page with the token of this start', async () => {
    const { post, acts, url } = await startServer();
    expect((await post('/api/act', typed, { 'X-Page-Token': '' })).status).toBe(403);
    expect((await post('/api/act', typed, { 'X-Page-Token': 'x'.repeat(32) })).status).toBe(403);
    expect((await post('/api/act', typed, { Origin: 'http://evil.example' })).status).toBe(403);
    expect((await post('/api/act', typed, { Origin: 'null' })).status).toBe(403);
    const bare = await fetch(`${url}/api/act`, { method: 'POST', body: JSON.stringify(typed) });
    expect(bare.status).toBe(403);
    expect(acts).toEqual([]);
    expect((await post('/api/act', typed)).status).toBe(200);
    expect(acts).toEqual([['news', { kind: 'typed', text: '/digest now' }]]);
  });

  it('forbids everything foreign on the page, and lets nobody keep what the interface says', async () => {
    const { url } = await startServer();
    for (const path of ['/', '/page.js', '/api/state', '/health', '/nothing']) {
      const { headers } = await fetch(`${url}${path}`);
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'self'/);
      expect(headers.get('content-security-policy')).not.toContain('unsafe');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
    expect((await fetch(`${url}/api/state`)).headers.get('cache-control')).toBe('no-store');
  });

  it('refuses bodies that are too long or not understood', async () => {
    const { post, acts } = await startServer();
    expect((await post('/api/act', { ...typed, typed: 'x'.repeat(70_000) })).status).toBe(413);
    expect((await post('/api/act', { ...typed, platform: 'irc' })).status).toBe(400);
    expect((await post('/api/act', { ...typed, place: 'gone' })).status).toBe(409);
    expect(acts).toEqual([]);
  });

  it('gives an article without an address that is not http(s)', async () => {
    const { url } = await startServer();
    expect(await (await fetch(`${url}/api/articles/a1`)).json()).toEqual({
      title: 'A lock opens',
      outlet: 'Morrow Post',
      text: 'Text.',
    });
    expect((await fetch(`${url}/api/articles/a2`)).status).toBe(404);
  });

  it('moves the clock to the next slot, and by an hour', async () => {
    const { post } = await startServer();
    expect(await (await post('/api/clock', { to: 'next-hour' })).json()).toMatchObject({
      now: '2026-11-24T12:00:00Z',
    });
    expect(await (await post('/api/clock', { to: 'next-slot' })).json()).toMatchObject({
      now: '2026-11-25T07:00:00Z',
    });
  });

  it('passes completions on', async () => {
    const { post } = await startServer();
    const body = { platform: 'slack', place: 'news', command: 'now', option: 'source', typed: 'mor' };
    expect(await (await post('/api/complete', body)).json()).toEqual([{ label: 'now source', value: 'mor' }]);
  });

  it('streams what is posted, and forgets a reader who left', async () => {
    const world = await startServer();
    const { url } = world;
    const leave = new AbortController();
    const stream = await fetch(`${url}/api/events`, { signal: leave.signal });
    const reader = stream.body?.getReader();
    const read = async (wanted: RegExp) => {
      let text = '';
      while (!wanted.test(text)) text += new TextDecoder().decode((await reader?.read())?.value);
      return text;
    };
    await read(/event: state\ndata: .*\n/);
    world.say('Hello');
    expect(await read(/event: entry\ndata: .*\n/)).toContain('"place":"news"');
    leave.abort();
    await expect.poll(() => world.listeners.size).toBe(0);
  });

  it('says what to do when the page was not built', async () => {
    const { url } = await startServer({ pageFolder: join(tmpdir(), 'no-such-page') });
    const answer = await fetch(url);
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain('npm run build:page');
  });

  it('serves only the files of the page, and not twice to a browser that has them', async () => {
    const { url } = await startServer();
    const file = await fetch(`${url}/page.js`);
    expect(file.headers.get('content-type')).toContain('text/javascript');
    const again = await fetch(`${url}/page.js`, {
      headers: { 'If-None-Match': file.headers.get('etag') ?? '' },
    });
    expect(again.status).toBe(304);
    for (const path of ['/index.html', '/..%2Fpackage.json', '/%2e%2e%2fpackage.json']) {
      expect((await fetch(`${url}${path}`)).status).toBe(404);
    }
  });

  it('wants a token when other machines can reach it', async () => {
    await expect(startServer({ host: '0.0.0.0' })).rejects.toThrow('set PLAYGROUND_TOKEN');
  });

  it('lets in who has the token, and remembers them', async () => {
    const { url } = await startServer({ token: 'open sesame' });
    expect((await fetch(url)).status).toBe(401);
    expect((await fetch(`${url}/api/state`)).status).toBe(401);
    expect((await fetch(`${url}/?token=wrong`)).status).toBe(401);
    const welcome = await fetch(`${url}/?token=open%20sesame`, { redirect: 'manual' });
    expect(welcome.status).toBe(302);
    const cookie = welcome.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    const again = await fetch(url, { headers: { cookie: cookie.split(';')[0] ?? '' } });
    expect(again.status).toBe(200);
    expect((await fetch(`${url}/health`)).status).toBe(200);
  });

  it('names the port that is taken', async () => {
    const { url } = await startServer();
    await expect(startServer({ port: Number(new URL(url).port) })).rejects.toThrow(/Port \d+ .* is taken/);
  });
});
