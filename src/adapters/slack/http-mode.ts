import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HTTPReceiver } from '@slack/bolt';
import type { Log } from '../../ports/log.ts';
import { boltLogger } from './bolt-logger.ts';
import type { Way } from './way.ts';

/** What Slack allows between its clock and ours (docs.slack.dev/authentication/verifying-requests-from-slack). */
const MOST_SKEW_MS = 5 * 60_000;

/**
 * What Slack sends comes as signed requests to `/slack/events` of our web server. Bolt checks the signature, and
 * that the time is not past; what is played back within the five minutes carries the id of a request that was
 * answered already.
 */
export function createHttpMode(
  bolt: { readonly HTTPReceiver: typeof HTTPReceiver },
  { signingSecret, log }: { readonly signingSecret: string; readonly log: Log },
): Way {
  const logger = boltLogger(log);
  const receiver = new bolt.HTTPReceiver({ signingSecret, endpoints: ['/slack/events'], logger });

  function hand(request: IncomingMessage, response: ServerResponse): void {
    // A time that is still to come is as wrong as one that is past.
    const ahead = Number(request.headers['x-slack-request-timestamp']) * 1_000 - Date.now();
    if (ahead > MOST_SKEW_MS) return void response.writeHead(401).end();
    // Bolt compares the whole header, and some senders add a charset.
    const type = request.headers['content-type'];
    if (type !== undefined) request.headers['content-type'] = type.replace(/;.*$/su, '').trim();
    try {
      receiver.requestListener(request, response);
    } catch {
      response.writeHead(404).end();
    }
  }

  return {
    receiver,
    open: async () => undefined,
    trouble: () => undefined,
    async handleHttp(request, response) {
      const answered = once(response, 'close').catch(() => undefined);
      hand(request, response);
      await answered;
    },
    close: async () => undefined,
  };
}
