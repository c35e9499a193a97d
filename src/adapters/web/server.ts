import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type HttpBindings, type ServerType, serve } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { createApi } from './api.ts';
import { hostAllowed, isLoopback, originAllowed, securityHeaders } from './guard.ts';
import { pageFile, pageHtml } from './page-files.ts';
import type { Playground } from './playground.ts';

/** Whether the program can do its work; `reasons` say in whole sentences what is wrong. */
export interface Health {
  readonly ok: boolean;
  readonly reasons: readonly string[];
  readonly [field: string]: unknown;
}

export interface WebServerOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  health(): Health | Promise<Health>;
  /** Absent when the bot serves real platforms: then only `/health` answers. */
  readonly playground?: Playground;
  /** Slack's HTTP mode: answers `POST /slack/events`, signature and all; reads the body itself. */
  readonly slackEvents?: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** PLAYGROUND_TOKEN: given once, as `/?token=…`; needed when `host` is not loopback. */
  readonly token?: string;
  /** Where the built page lies (`dist/page`). */
  readonly pageFolder: string;
}

export interface WebServer {
  /** Throws one sentence when the address is taken, or a token is missing. */
  start(): Promise<{ readonly url: string }>;
  /** Ends open streams and takes nothing more. */
  stop(): Promise<void>;
}

const COOKIE = 'news-digest';
const NOT_BUILT = 'The page has not been built: run npm run build:page';

/** Serves `/health`, and the playground's page and interface where there is one. */
export function createWebServer(options: WebServerOptions): WebServer {
  const streams = new Set<() => void>();
  let server: ServerType | undefined;
  return {
    async start() {
      if (options.playground !== undefined && !isLoopback(options.host) && !options.token) {
        throw new Error(
          `HOST ${options.host} can be reached from other machines: set PLAYGROUND_TOKEN, or HOST=127.0.0.1.`,
        );
      }
      server = await listen(createApp(options, streams), options);
      const { port } = server.address() as AddressInfo;
      return { url: `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}` };
    },
    async stop() {
      for (const end of streams) end();
      const closing = server;
      server = undefined;
      if (closing === undefined) return;
      await new Promise<void>((resolve) => {
        closing.close(() => resolve());
        if ('closeAllConnections' in closing) closing.closeAllConnections();
      });
    },
  };
}

function createApp(options: WebServerOptions, streams: Set<() => void>): Hono {
  const app = new Hono();
  app.get('/health', async (context) => {
    const health = await options.health();
    return context.json(health, health.ok ? 200 : 503, { ...securityHeaders, 'Cache-Control': 'no-store' });
  });
  const { playground, pageFolder, slackEvents } = options;
  if (slackEvents !== undefined) {
    app.post('/slack/events', async (context) => {
      const { incoming, outgoing } = context.env as HttpBindings;
      await slackEvents(incoming, outgoing);
      return RESPONSE_ALREADY_SENT;
    });
  }
  if (playground === undefined) return app;

  const pageToken = randomBytes(24).toString('base64url');
  app.use(withHeaders, onlyKnownHosts(options.host));
  if (options.token) app.use(onlyWithToken(options.token));
  app.use(onlyFromPage(pageToken));
  app.route('/api', createApi(playground, streams));
  app.get('/', async (context) => {
    const html = await pageHtml(pageFolder, pageToken);
    return html === undefined
      ? context.text(NOT_BUILT, 503)
      : context.html(html, 200, { 'Cache-Control': 'no-store' });
  });
  app.get('/:file', async (context) => sendFile(context, pageFolder, context.req.param('file')));
  app.onError((_error, context) => context.json({ error: 'This did not work, and it is my fault.' }, 500));
  return app;
}

const withHeaders: MiddlewareHandler = async (context, next) => {
  await next();
  for (const [name, value] of Object.entries(securityHeaders)) context.header(name, value);
};

function onlyKnownHosts(host: string): MiddlewareHandler {
  return async (context, next) => {
    if (hostAllowed(context.req.header('host'), host)) return next();
    return context.text('This server does not answer under that name.', 421);
  };
}

/** The token comes once in the address and stays in a cookie that scripts cannot read. */
function onlyWithToken(token: string): MiddlewareHandler {
  return async (context, next) => {
    if (same(context.req.query('token'), token)) {
      setCookie(context, COOKIE, token, { httpOnly: true, sameSite: 'Strict', path: '/' });
      return context.redirect('/');
    }
    if (same(getCookie(context, COOKIE), token)) return next();
    return context.text('Open this page as /?token=… with the PLAYGROUND_TOKEN of its settings.', 401);
  };
}

/** What changes something must come from the page that this start has served. */
function onlyFromPage(token: string): MiddlewareHandler {
  return async (context, next) => {
    const { method } = context.req;
    if (method === 'GET' || method === 'HEAD') return next();
    const own = originAllowed(context.req.header('origin'), context.req.header('host'));
    if (own && same(context.req.header('x-page-token'), token)) return next();
    return context.json({ error: 'The program was started anew: reload the page.' }, 403);
  };
}

async function sendFile(context: Context, folder: string, name: string): Promise<Response> {
  const file = await pageFile(folder, name);
  if (file === undefined) return context.text('There is nothing here.', 404);
  const headers = { 'Cache-Control': 'no-cache', ETag: file.tag };
  if (context.req.header('if-none-match') === file.tag) return context.body(null, 304, headers);
  return context.body(file.bytes, 200, { ...headers, 'Content-Type': file.type });
}

/** Compares secrets without telling by its time how much of them was right. */
function same(given: string | undefined, wanted: string): boolean {
  const [left, right] = [Buffer.from(given ?? ''), Buffer.from(wanted)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function listen(app: Hono, { host, port }: WebServerOptions): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: host, port }, () => resolve(server));
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(taken ? new Error(`Port ${port} on ${host} is taken: set PORT to a free one.`) : error);
    });
  });
}
