import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HTTPReceiver, SocketModeReceiver } from '@slack/bolt';
import type { Log } from '../../ports/log.ts';
import { boltLogger } from './bolt-logger.ts';
import { type SlackFault, slackFault } from './fault.ts';
import { handleByBolt } from './http-door.ts';
import { type Listeners, listen } from './listen.ts';
import { waitAtMost } from './pause.ts';
import type { Bot, SlackCall } from './slack-call.ts';
import { keepOpen } from './sockets.ts';
import { watchToken } from './token-watch.ts';

export interface ConnectionOptions {
  readonly botToken: string;
  /** Socket Mode. */
  readonly appToken?: string;
  /** HTTP, where there is no app token. */
  readonly signingSecret?: string;
  /** Ends in `/api/`. */
  readonly apiUrl?: string;
  readonly log: Log;
}

/** What stands between us and Slack while the bot runs. */
export interface Connection {
  readonly call: SlackCall;
  /** Known once Slack has accepted the token. */
  bot(): Bot | undefined;
  /** Resolves when the first attempt has ended, well or not. */
  readonly tried: Promise<unknown>;
  /** What is wrong, in a sentence. */
  trouble(): string | undefined;
  /** Only in HTTP mode. */
  readonly handleHttp?: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  close(): Promise<void>;
}

/** A call that took longer has failed: the outbox asks what became of it. */
const TIMEOUT_MS = 10_000;
/** Two sockets overlap the moments in which one of them is opened anew. */
const SOCKETS = 2;

type Bolt = Pick<typeof import('@slack/bolt'), 'HTTPReceiver' | 'SocketModeReceiver'>;

/**
 * Connects to Slack by Bolt (@slack/bolt 5.1) and stays connected, trying in the background. Its clients repeat nothing by themselves: what is tried again, and when, is decided
 * by the outbox (posts) and here (token, sockets).
 */
export async function connect(options: ConnectionOptions, listeners: Listeners): Promise<Connection> {
  const bolt = await import('@slack/bolt');
  const { botToken, appToken, log } = options;
  const ending = new AbortController();
  const client = new bolt.webApi.WebClient(botToken, clientOptions(options));
  const call: SlackCall = async (method, args) => ({ ...(await client.apiCall(method, { ...args })) });
  const token = watchToken(call, log, ending.signal);
  const door = appToken === undefined ? openDoor(bolt, options) : undefined;
  const receivers = appToken === undefined ? [] : openReceivers(bolt, options, appToken);
  const app = new bolt.App({
    receiver: door ?? together(receivers),
    authorize: async () => ({ botToken, ...identity(token.bot()) }),
    convoStore: false,
    // What is not said by a person is left out in receive.ts, also before the bot knows who it is.
    ignoreSelf: false,
    clientOptions: clientOptions(options),
    logger: boltLogger(log),
  });
  app.error(async (error) => log.error('A request from Slack met a fault', { reason: String(error) }));
  listen(app, listeners);
  const sockets = watchSockets(receivers, log, ending.signal);

  return {
    call: token.call,
    bot: token.bot,
    tried: Promise.all([token.tried, sockets.tried]),
    trouble: () => token.trouble() ?? sockets.trouble(),
    ...(door === undefined
      ? {}
      : { handleHttp: (request, response) => handleByBolt(door, request, response, Date.now()) }),
    async close() {
      ending.abort();
      await sockets.close();
    },
  };
}

/** A new one each time: clients write into it. */
function clientOptions({ apiUrl, log }: ConnectionOptions) {
  return {
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
    timeout: TIMEOUT_MS,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: boltLogger(log),
  };
}

function openDoor(bolt: Bolt, { signingSecret = '', log }: ConnectionOptions): HTTPReceiver {
  return new bolt.HTTPReceiver({ signingSecret, endpoints: ['/slack/events'], logger: boltLogger(log) });
}

function openReceivers(
  bolt: Bolt,
  options: ConnectionOptions,
  appToken: string,
): readonly SocketModeReceiver[] {
  const { log } = options;
  return Array.from({ length: SOCKETS }, () => {
    return new bolt.SocketModeReceiver({
      appToken,
      autoReconnectEnabled: false,
      installerOptions: { clientOptions: clientOptions(options) },
      logger: boltLogger(log),
      processEventErrorHandler: async ({ error }) => {
        log.error('Slack sent what could not be handled', { reason: String(error) });
        return false;
      },
    });
  });
}

/** Bolt takes one receiver: this one stands for all. */
function together(receivers: readonly SocketModeReceiver[]) {
  return {
    init: (app: Parameters<SocketModeReceiver['init']>[0]) => {
      for (const receiver of receivers) receiver.init(app);
    },
    start: async () => undefined,
    stop: async () => undefined,
  };
}

function identity(bot: Bot | undefined) {
  return bot === undefined ? {} : { botId: bot.botId, botUserId: bot.userId, teamId: bot.workspace };
}

interface SocketsWatch {
  trouble(): string | undefined;
  readonly tried: Promise<void>;
  close(): Promise<void>;
}

function watchSockets(receivers: readonly SocketModeReceiver[], log: Log, signal: AbortSignal): SocketsWatch {
  const clients = receivers.map(({ client }) => client);
  const tried = Promise.withResolvers<void>();
  let trouble: string | undefined;
  if (clients.length === 0) tried.resolve();
  const onChange = (error: unknown): void => {
    trouble = error === undefined ? undefined : sentence(slackFault(error));
    if (trouble !== undefined) log.warn(trouble);
    tried.resolve();
  };
  const kept = keepOpen({ sockets: clients, signal, onChange });
  const disconnectAll = () => Promise.allSettled(clients.map((client) => client.disconnect()));
  return {
    trouble: () => trouble,
    tried: tried.promise,
    async close() {
      await waitAtMost(1_000, Promise.all([disconnectAll(), kept]));
      // Asked a second time, the client does not wait for the other side.
      await waitAtMost(100, disconnectAll());
    },
  };
}

function sentence(fault: SlackFault): string {
  if (fault.kind !== 'refused') {
    const reason = 'reason' in fault ? `: ${fault.reason}` : '';
    return `No socket to Slack is open${reason}.`;
  }
  return `Slack does not take SLACK_APP_TOKEN (${fault.code}): it has to be an app-level token with connections:write.`;
}
