import type { SocketModeReceiver, SocketModeReceiverOptions } from '@slack/bolt';
import type { Log } from '../../ports/log.ts';
import { boltLogger } from './bolt-logger.ts';
import { type SlackFault, slackFault } from './fault.ts';
import { waitAtMost } from './pause.ts';
import { keepOpen } from './sockets.ts';
import type { Way } from './way.ts';

export interface SocketModeOptions {
  readonly appToken: string;
  /** A new one each time: clients write into it. */
  clientOptions(): NonNullable<SocketModeReceiverOptions['installerOptions']>['clientOptions'];
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** Two overlap the moments in which one of them is opened anew. */
const SOCKETS = 2;

/** What Slack sends comes through sockets that this side opens (docs.slack.dev/apis/events-api/using-socket-mode). */
export function createSocketMode(
  bolt: { readonly SocketModeReceiver: typeof SocketModeReceiver },
  { appToken, clientOptions, log, signal }: SocketModeOptions,
): Way {
  const receivers = Array.from({ length: SOCKETS }, () => {
    return new bolt.SocketModeReceiver({
      appToken,
      autoReconnectEnabled: false,
      installerOptions: { clientOptions: clientOptions() },
      logger: boltLogger(log),
      processEventErrorHandler: async ({ error }) => {
        log.error('Slack sent what could not be handled', { reason: String(error) });
        return false;
      },
    });
  });
  const clients = receivers.map(({ client }) => client);
  const disconnectAll = () => Promise.allSettled(clients.map((client) => client.disconnect()));
  let kept: Promise<void> | undefined;
  let trouble: string | undefined = 'No socket to Slack is open yet.';

  return {
    // Bolt takes one receiver: this one stands for all sockets.
    receiver: {
      init: (app) => {
        for (const receiver of receivers) receiver.init(app);
      },
      start: async () => undefined,
      stop: async () => undefined,
    },
    open: () =>
      new Promise((resolve) => {
        const onChange = (error: unknown): void => {
          const before = trouble;
          trouble = error === undefined ? undefined : sentence(slackFault(error));
          if (trouble !== undefined && trouble !== before) log.warn(trouble);
          if (trouble === undefined && before !== undefined) log.info('Slack is connected');
          resolve();
        };
        kept = keepOpen({ sockets: clients, signal, onChange });
      }),
    trouble: () => trouble,
    async close() {
      await waitAtMost(1_000, Promise.all([disconnectAll(), kept]));
      // Asked a second time, the client does not wait for the other side.
      await waitAtMost(100, disconnectAll());
    },
  };
}

function sentence(fault: SlackFault): string {
  switch (fault.kind) {
    case 'refused':
      return `Slack does not take SLACK_APP_TOKEN (${fault.code}): it has to be an app-level token with connections:write.`;
    case 'http':
      return `No socket to Slack is open: it answers with the error ${fault.status}.`;
    case 'limited':
      return `No socket to Slack is open: it asks to wait for ${fault.seconds} seconds.`;
    default:
      return `No socket to Slack is open: ${fault.reason}.`;
  }
}
