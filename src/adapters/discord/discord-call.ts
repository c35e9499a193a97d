import type { REST, RequestMethod } from 'discord.js';
import { z } from 'zod';

/** What goes with a call; `auth: false` where a token in the path says who asks. */
export interface CallOptions {
  readonly body?: object;
  readonly query?: Readonly<Record<string, string>>;
  readonly auth?: boolean;
}

/**
 * One call of Discord's HTTP API v10 (docs.discord.com/developers/reference). It is made once, never repeated by
 * itself, and throws what `discordFault` understands. Its answer is read with a schema where it is used.
 */
export type DiscordCall = (
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE',
  path: `/${string}`,
  options?: CallOptions,
) => Promise<unknown>;

export interface Access {
  readonly token: string;
  /** Without `/v10`; Discord's own unless said. */
  readonly apiUrl?: string;
}

/** From the first byte sent to the last one read. */
const TIMEOUT_MS = 10_000;

/**
 * Opens the API; discord.js is loaded at the first call. Answers to interactions do not count towards the limit of
 * the bot's own calls, so that they have a client of their own: posts must not hold them up.
 */
export function openCall(access: Access): DiscordCall {
  const ofBot = once(() => openRest(access));
  const ofInteractions = once(() => openRest(access));
  return async (method, path, { body, query, auth = true } = {}) => {
    const rest = await (auth ? ofBot() : ofInteractions());
    // The client forgets its token when one call was refused by it.
    if (auth) rest.setToken(access.token);
    return rest.request({
      method: method as RequestMethod,
      fullRoute: path,
      auth,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body === undefined ? {} : { body }),
      ...(query === undefined ? {} : { query: new URLSearchParams(query) }),
    });
  };
}

function once<Value>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

async function openRest(access: Access): Promise<REST> {
  const { REST } = await import('discord.js');
  return new REST({ version: '10', ...restOptions(access) });
}

/**
 * Nothing is repeated or waited for inside the client: the outbox does both, and a repeated post would stand twice.
 * It uses this process's own `fetch`, since Bolt gives its own undici to the one that discord.js brings.
 */
export function restOptions({ apiUrl }: Access) {
  return {
    ...(apiUrl === undefined ? {} : { api: apiUrl.replace(/\/+$/u, '') }),
    retries: 0,
    timeout: TIMEOUT_MS,
    rejectOnRateLimit: () => true,
    makeRequest: fetchWithWait,
  };
}

const limitSchema = z.object({ retry_after: z.number() });

/** The client reads how long to wait from a header alone; Discord also writes it into the body. */
async function fetchWithWait(url: string, init: object): Promise<Response> {
  const response = await fetch(url, init);
  if (response.status !== 429 || response.headers.has('retry-after')) return response;
  const body = await response.text();
  const headers = new Headers(response.headers);
  const limit = limitSchema.safeParse(jsonOf(body));
  if (limit.success) headers.set('retry-after', String(limit.data.retry_after));
  return new Response(body, { status: response.status, headers });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
