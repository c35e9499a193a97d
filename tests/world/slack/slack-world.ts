import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type AnswerAddresses, createAnswerAddresses } from './answer-addresses.ts';
import { type AppConnection, createSocketHost, type SocketHost } from './app-connection.ts';
import { createFaults, type Fault, type Faults } from './faults.ts';
import { createPerson, type WorldPerson } from './person.ts';
import { type Answer, type Args, lacking, METHODS, Refused } from './web-api.ts';
import { createWorkspace, type User, type Workspace } from './workspace.ts';

export interface SlackWorldOptions {
  readonly botToken?: string;
  readonly appToken?: string;
  /** Scopes of the bot's token. */
  readonly scopes: readonly string[];
  now?(): Temporal.Instant;
}

/** A call of the Web API that was made. */
export interface Call {
  readonly method: string;
  readonly args: Args;
  readonly answer: Answer | undefined;
}

/** A server of Slack's API that holds state, and refuses what Slack refuses. */
export interface SlackWorld {
  /** Ends in `/api/`. */
  readonly apiUrl: string;
  readonly workspace: Workspace;
  readonly sockets: SocketHost;
  readonly faults: Faults;
  readonly calls: readonly Call[];
  /** Scopes may be taken away. */
  readonly scopes: Set<string>;
  /** Tokens may be revoked. */
  readonly tokens: { bot: string; app: string };
  /** A person at their Slack; everything they do goes to the app by `way`, unless said by Socket Mode. */
  person(user: User, way?: AppConnection): WorldPerson;
  close(): Promise<void>;
}

export async function createSlackWorld(options: SlackWorldOptions): Promise<SlackWorld> {
  const now = options.now ?? (() => Temporal.Now.instant());
  const workspace = createWorkspace(now);
  const addresses = createAnswerAddresses(workspace, now);
  const sockets = createSocketHost();
  const faults = createFaults();
  const calls: Call[] = [];
  const scopes = new Set(options.scopes);
  const tokens = { bot: options.botToken ?? 'xoxb-world', app: options.appToken ?? 'xapp-world' };

  /** Does what the method does; a refusal is an answer. */
  function run(method: string, args: Args, token: string | undefined): Answer {
    try {
      if (method === 'apps.connections.open') return openSocket(token);
      const known = METHODS[method];
      if (known === undefined) throw new Refused('unknown_method');
      if (token === undefined) throw new Refused('not_authed');
      if (token !== tokens.bot) throw new Refused('invalid_auth');
      const needed = lacking(method, args, workspace, scopes);
      if (needed !== undefined)
        throw new Refused('missing_scope', { needed, provided: [...scopes].join(',') });
      return { ok: true, ...known.run(workspace, args) };
    } catch (error) {
      if (error instanceof Refused) return error.answer;
      throw error;
    }
  }

  function openSocket(token: string | undefined): Answer {
    if (token !== tokens.app) throw new Refused('invalid_auth');
    return { ok: true, url: `ws://127.0.0.1:${port()}/link?ticket=${sockets.ticket()}` };
  }

  async function webApi(request: IncomingMessage, response: ServerResponse, method: string): Promise<void> {
    const args = argsOf(request, await textOf(request));
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    const fault = faults.take(method);
    const answer = await underFault(fault, response, () => run(method, args, token));
    calls.push({ method, args, answer });
    if (answer === undefined) return;
    const granted = { 'x-oauth-scopes': [...scopes].join(',') };
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', ...granted });
    response.end(JSON.stringify(answer));
  }

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://world');
    const [, room, name = ''] = pathname.split('/');
    const work =
      room === 'api'
        ? webApi(request, response, name)
        : room === 'answer'
          ? answerAddress(request, response, name, addresses, faults)
          : Promise.resolve(void response.writeHead(404).end());
    work.catch((error: unknown) => void response.writeHead(500).end(String(error)));
  });
  server.on('upgrade', (request, socket, head) => sockets.upgrade(request, socket, head));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const port = (): number => (server.address() as AddressInfo).port;

  return {
    apiUrl: `http://127.0.0.1:${port()}/api/`,
    workspace,
    sockets,
    faults,
    calls,
    scopes,
    tokens,
    person: (user, way = sockets) =>
      createPerson(user, {
        workspace,
        way,
        scopes,
        now,
        answerAddress: (channel, pressed) =>
          `http://127.0.0.1:${port()}${addresses.give(channel, user.id, pressed)}`,
      }),
    async close() {
      sockets.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function answerAddress(
  request: IncomingMessage,
  response: ServerResponse,
  id: string,
  addresses: AnswerAddresses,
  faults: Faults,
): Promise<void> {
  const body = JSON.parse(await textOf(request)) as Record<string, unknown>;
  const taken = await underFault(faults.take('respond'), response, () => ({ ...addresses.take(id, body) }));
  if (taken !== undefined) response.writeHead(Number(taken['status'])).end(String(taken['text']));
}

/** Does the work under a fault; undefined when the answer has been given (or lost) already. */
async function underFault(
  fault: Fault | undefined,
  response: ServerResponse,
  work: () => Answer,
): Promise<Answer | undefined> {
  switch (fault?.kind) {
    case undefined:
      return work();
    case 'cut':
      response.destroy();
      return undefined;
    case 'drop-answer':
      work();
      response.destroy();
      return undefined;
    case 'silent':
      work();
      return undefined;
    case 'done-but':
      work();
      response.writeHead(fault.status).end('upstream fault');
      return undefined;
    case 'status':
      response.writeHead(fault.status).end('upstream fault');
      return undefined;
    case 'refused':
      return { ok: false, error: fault.error };
    case 'rate-limited':
      response
        .writeHead(429, { 'retry-after': String(fault.seconds) })
        .end('{"ok":false,"error":"ratelimited"}');
      return undefined;
    case 'slow':
      await new Promise((resolve) => setTimeout(resolve, fault.milliseconds));
      return work();
  }
}

/** Arguments of a form (with JSON in its compound fields) or of a JSON body. */
function argsOf(request: IncomingMessage, text: string): Args {
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('application/json')) return JSON.parse(text) as Args;
  const compound = new Set(['blocks', 'metadata', 'attachments']);
  const entries = [...new URLSearchParams(text)].map(([name, value]): [string, unknown] => [
    name,
    compound.has(name) ? JSON.parse(value) : value,
  ]);
  return Object.fromEntries(entries);
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
