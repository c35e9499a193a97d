import type { Log } from '../../ports/log.ts';
import { boltLogger } from './bolt-logger.ts';
import { createHttpMode } from './http-mode.ts';
import { type Listeners, listen } from './listen.ts';
import type { Bot, SlackCall } from './slack-call.ts';
import { createSocketMode } from './socket-mode.ts';
import { watchToken } from './token-watch.ts';
import type { Way } from './way.ts';

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
  readonly handleHttp?: Way['handleHttp'];
  close(): Promise<void>;
}

type Bolt = Pick<typeof import('@slack/bolt'), 'HTTPReceiver' | 'SocketModeReceiver'>;

/** A call that took longer has failed: the outbox asks what became of it. */
const TIMEOUT_MS = 10_000;

/**
 * Connects to Slack by Bolt (@slack/bolt 5.1) and stays connected, trying in the background. Bolt's clients repeat
 * nothing by themselves: what is tried again, and when, is decided by the outbox (posts) and here (token, sockets).
 */
export async function connect(options: ConnectionOptions, listeners: Listeners): Promise<Connection> {
  const bolt = await import('@slack/bolt');
  const { botToken, log } = options;
  const ending = new AbortController();
  const client = new bolt.webApi.WebClient(botToken, clientOptions(options));
  const call: SlackCall = async (method, args) => ({ ...(await client.apiCall(method, { ...args })) });
  const token = watchToken(call, log, ending.signal);
  const way = openWay(bolt, options, ending.signal);
  const app = new bolt.App({
    receiver: way.receiver,
    authorize: async () => ({ botToken, ...identity(token.bot()) }),
    convoStore: false,
    // What is not said by a person is left out in receive.ts, also before the bot knows who it is.
    ignoreSelf: false,
    clientOptions: clientOptions(options),
    logger: boltLogger(log),
  });
  app.error(async (error) => log.error('A request from Slack met a fault', { reason: String(error) }));
  listen(app, listeners);
  const opened = way.open();

  return {
    call: token.call,
    bot: token.bot,
    tried: Promise.all([token.tried, opened]),
    trouble: () => token.trouble() ?? way.trouble(),
    ...(way.handleHttp === undefined ? {} : { handleHttp: way.handleHttp }),
    async close() {
      ending.abort();
      await way.close();
    },
  };
}

function openWay(bolt: Bolt, options: ConnectionOptions, signal: AbortSignal): Way {
  const { appToken, signingSecret = '', log } = options;
  if (appToken === undefined) return createHttpMode(bolt, { signingSecret, log });
  return createSocketMode(bolt, { appToken, log, signal, clientOptions: () => clientOptions(options) });
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

function identity(bot: Bot | undefined) {
  return {
    ...(bot?.botId === undefined ? {} : { botId: bot.botId }),
    ...(bot?.userId === undefined ? {} : { botUserId: bot.userId }),
    ...(bot?.workspace === undefined ? {} : { teamId: bot.workspace }),
  };
}
