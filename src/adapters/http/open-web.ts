import type { Readable } from 'node:stream';
import { Agent, type Dispatcher, request } from 'undici';
import { readAll, TooLargeError } from './decompress.ts';
import { createGuard, type Guard, type Resolve } from './guard.ts';

export interface WebOptions {
  /** `host:port` or networks that the guard lets through (FETCH_ALLOW). */
  readonly allow?: readonly string[];
  /** Sent with each request; says who asks and where to complain. */
  readonly userAgent?: string;
  /** For tests: how names are resolved. */
  readonly resolve?: Resolve;
  readonly limits?: Partial<WebLimits>;
}

export interface WebLimits {
  /** The largest body, once unpacked, in bytes. */
  readonly bytes: number;
  readonly redirects: number;
  /** Until the headers are complete, in milliseconds. */
  readonly headerTime: number;
  /** For everything, redirects included, in milliseconds. */
  readonly totalTime: number;
}

export const WEB_LIMITS: WebLimits = {
  bytes: 16 * 1_048_576,
  redirects: 5,
  headerTime: 15_000,
  totalTime: 30_000,
};

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The address that answered, after redirects. */
  readonly address: string;
  /** Where the asked-for address has moved for good (301, 308); absent when it has not. */
  readonly movedTo?: string;
  /** Empty for anything but a success. */
  readonly bytes: Uint8Array;
}

/** The web, as far as this program may see it. */
export interface Web {
  /** Asks for an address. Throws `ForbiddenError`, `TooLargeError`, or what the network throws. */
  get(address: string, headers: Readonly<Record<string, string>>): Promise<Answer>;
  close(): Promise<void>;
}

const USER_AGENT = 'news-digest/0.1 (reads feeds for a digest)';

/** Opens the web behind the address guard, with limits on size, time and redirects. */
export function openWeb(options: WebOptions = {}): Web {
  const limits = { ...WEB_LIMITS, ...options.limits };
  const guard = createGuard(options.allow ?? [], options.resolve);
  // Far more than a host is asked for at once; host-manners.ts decides that.
  const agent = new Agent({
    connect: guard.connect,
    connections: 32,
    pipelining: 1,
    keepAliveTimeout: 4_000,
  });
  const client: Client = { guard, agent, limits, userAgent: options.userAgent ?? USER_AGENT };
  return { get: (address, headers) => get(client, address, headers), close: () => agent.destroy() };
}

/** An address that leads on and on. */
export class RedirectError extends Error {
  override readonly name = 'RedirectError';
}

interface Client {
  readonly guard: Guard;
  readonly agent: Agent;
  readonly limits: WebLimits;
  readonly userAgent: string;
}

async function get(
  client: Client,
  address: string,
  headers: Readonly<Record<string, string>>,
): Promise<Answer> {
  const signal = AbortSignal.timeout(client.limits.totalTime);
  let url = client.guard.check(address);
  let movedTo: string | undefined;
  let permanent = true;
  for (let hop = 0; hop <= client.limits.redirects; hop++) {
    const response = await ask(client, url, headers, signal);
    const location = redirectOf(response);
    if (location === undefined) return answerOf(client, url, response, movedTo);
    response.body.on('error', () => {}).destroy();
    permanent &&= response.statusCode === 301 || response.statusCode === 308;
    url = client.guard.check(URL.parse(location, url.href)?.href ?? location);
    if (permanent) movedTo = url.href;
  }
  throw new RedirectError(`${address} redirects more than ${client.limits.redirects} times.`);
}

function ask(
  client: Client,
  url: URL,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Dispatcher.ResponseData> {
  return request(url, {
    dispatcher: client.agent,
    headers: { 'user-agent': client.userAgent, 'accept-encoding': 'gzip, br, zstd, deflate', ...headers },
    headersTimeout: client.limits.headerTime,
    bodyTimeout: client.limits.totalTime,
    signal,
  });
}

function redirectOf(response: Dispatcher.ResponseData): string | undefined {
  if (![301, 302, 303, 307, 308].includes(response.statusCode)) return undefined;
  return headerOf(response, 'location');
}

async function answerOf(
  client: Client,
  url: URL,
  response: Dispatcher.ResponseData,
  movedTo: string | undefined,
): Promise<Answer> {
  const succeeded = response.statusCode >= 200 && response.statusCode < 300;
  const bytes = succeeded ? await bodyOf(response, client.limits.bytes) : new Uint8Array();
  if (!succeeded) response.body.on('error', () => {}).destroy();
  const headers = Object.fromEntries(
    Object.keys(response.headers).map((name) => [name, headerOf(response, name) ?? '']),
  );
  return {
    status: response.statusCode,
    headers,
    address: url.href,
    bytes,
    ...(movedTo !== undefined && { movedTo }),
  };
}

async function bodyOf(response: Dispatcher.ResponseData, limit: number): Promise<Uint8Array> {
  if (Number(headerOf(response, 'content-length') ?? 0) > limit) {
    response.body.on('error', () => {}).destroy();
    throw new TooLargeError(`it is larger than ${Math.round(limit / 1_048_576)} MiB`);
  }
  const encodings = (headerOf(response, 'content-encoding') ?? '')
    .toLowerCase()
    .split(/\s*,\s*/)
    .filter((name) => name !== '');
  return readAll(response.body as Readable, encodings, limit);
}

function headerOf(response: Dispatcher.ResponseData, name: string): string | undefined {
  const value = response.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
