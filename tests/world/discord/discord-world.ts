import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createFaults, type Fault, type Faults } from './faults.ts';
import { createGateway, type Gateway } from './gateway.ts';
import { createInteractions } from './interactions.ts';
import { openOpenApi } from './openapi.ts';
import { createPerson, type WorldPerson } from './person.ts';
import { createRateLimits, type RateLimits } from './rate-limits.ts';
import { Refused } from './refused.ts';
import { ROUTES, type Route } from './rest-api.ts';
import { createState, type JsonObject, type State, type User } from './state.ts';

/** A call of the HTTP API that was made. */
export interface Call {
  readonly route: string;
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly status: number;
}

/** A server of Discord's API v10 and gateway that holds state, and refuses what Discord refuses. */
export interface DiscordWorld {
  /** Without `/v10`. */
  readonly apiUrl: string;
  readonly state: State;
  readonly gateway: Gateway;
  readonly faults: Faults;
  readonly limits: RateLimits;
  readonly calls: readonly Call[];
  /** What was wrong with bodies by Discord's own OpenAPI file. */
  readonly misshapen: readonly string[];
  /** The bot's token; it may be changed. */
  token: string;
  person(user: User): WorldPerson;
  /** Lets Discord's clock go on. */
  pass(duration: Temporal.DurationLike): void;
  close(): Promise<void>;
}

const openApi = openOpenApi();

export async function createDiscordWorld(token = 'world.token.secret'): Promise<DiscordWorld> {
  let ahead = 0;
  const now = (): number => Date.now() + ahead;
  const state = createState(now);
  const interactions = createInteractions(now);
  const faults = createFaults();
  const limits = createRateLimits();
  const calls: Call[] = [];
  const misshapen: string[] = [];
  const server = createServer((request, response) => void serve(request, response));
  const port = (): number => (server.address() as AddressInfo).port;
  const gatewayUrl = (): string => `ws://127.0.0.1:${port()}`;
  const gateway = createGateway({ state, token: () => world.token, url: gatewayUrl });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://discord.invalid');
    const path = url.pathname.replace(/^\/api\/v10/, '');
    const method = request.method ?? 'GET';
    const text = await textOf(request);
    const route = ROUTES.find((each) => each.method === method && each.path.test(path));
    const body = text === '' ? undefined : (JSON.parse(text) as JsonObject);
    const fault = faults.take(route?.name ?? '');
    if (fault?.kind === 'cut') return void request.socket.destroy();
    const answer = await answerTo(fault, () => {
      if (!url.pathname.startsWith('/api/v10/')) throw new Refused(404, 0, '404: Not Found');
      return run(route, method, path, url.searchParams, body, request);
    });
    calls.push({ route: route?.name ?? '', method, path, body, status: answer.status });
    if (fault?.kind === 'silent') return;
    if (fault?.kind === 'drop-answer') return void request.socket.destroy();
    const limit = route?.name === 'create message' ? limits.headers(path) : {};
    const type = answer.body === undefined ? {} : { 'content-type': 'application/json' };
    response.writeHead(answer.status, { ...type, ...limit, ...answer.headers });
    response.end(answer.body === undefined ? '' : JSON.stringify(answer.body));
  }

  function run(
    route: Route | undefined,
    method: string,
    path: string,
    query: URLSearchParams,
    body: JsonObject | undefined,
    request: IncomingMessage,
  ): unknown {
    if (route === undefined) throw new Refused(404, 0, `404: Not Found: ${method} ${path}`);
    if (route.open !== true && request.headers.authorization !== `Bot ${world.token}`)
      throw new Refused(401, 0, '401: Unauthorized');
    if (!/^DiscordBot \(/.test(request.headers['user-agent'] ?? ''))
      throw new Refused(403, 40333, 'internal network error');
    misshapen.push(...(openApi?.check(method, path, body) ?? []).map((words) => `${route.name}: ${words}`));
    if (route.name === 'create message') limits.take(path);
    const params = (route.path.exec(path) ?? []).slice(1);
    return route.run(
      { state, interactions, gatewayUrl: gatewayUrl(), now },
      { params, query, body: body ?? {} },
    );
  }

  server.on('upgrade', (request, socket, head) => {
    const query = new URL(request.url ?? '/', 'http://discord.invalid').searchParams;
    if (query.get('v') !== '10' || query.get('encoding') !== 'json') return void socket.destroy();
    const refusal = gateway.refuses();
    if (refusal === 'error') return void socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    if (refusal === 'cut') return void socket.destroy();
    gateway.server.handleUpgrade(request, socket, head, (client) =>
      gateway.server.emit('connection', client),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const world: DiscordWorld = {
    apiUrl: `http://127.0.0.1:${port()}/api`,
    state,
    gateway,
    faults,
    limits,
    calls,
    misshapen,
    token,
    person: (user) => createPerson(user, { state, gateway, interactions }),
    pass(duration) {
      ahead += Temporal.Duration.from(duration).total('milliseconds');
    },
    async close() {
      gateway.drop(1006);
      gateway.server.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
  return world;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

async function answerTo(fault: Fault | undefined, work: () => unknown): Promise<Answer> {
  switch (fault?.kind) {
    case 'status':
      return { status: fault.status, body: { message: 'trouble', code: 0 } };
    case 'refused':
      return { status: fault.status, body: { message: 'refused', code: fault.code } };
    case 'rate-limited':
      return fault.bare === true ? { ...limited(fault.seconds), headers: {} } : limited(fault.seconds);
    case 'done-but':
      done(work);
      return { status: fault.status, body: { message: 'trouble', code: 0 } };
    case 'slow': {
      const answer = done(work);
      await new Promise((resolve) => setTimeout(resolve, fault.milliseconds));
      return answer;
    }
    default:
      return done(work);
  }
}

function done(work: () => unknown): Answer {
  try {
    const body = work();
    return body === undefined ? { status: 204, body } : { status: 200, body };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (error.status === 429) return limited(Number(error.message));
    return { status: error.status, body: error.body };
  }
}

function limited(seconds: number): Answer {
  const body = { message: 'You are being rate limited.', retry_after: seconds, global: false };
  return {
    status: 429,
    body,
    headers: { 'retry-after': String(Math.ceil(seconds)), 'x-ratelimit-scope': 'user' },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
