import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** As much of Bolt's HTTPReceiver as is used: it checks the signature and that the time is not past. */
export interface HttpReceiver {
  readonly requestListener: (request: IncomingMessage, response: ServerResponse) => unknown;
}

/** What Slack allows between its clock and ours (docs.slack.dev/authentication/verifying-requests-from-slack). */
const MOST_SKEW_MS = 5 * 60_000;

/** Hands a request of our web server to Bolt; resolves when it has been answered. */
export async function handleByBolt(
  receiver: HttpReceiver,
  request: IncomingMessage,
  response: ServerResponse,
  machineNow: number,
): Promise<void> {
  const answered = once(response, 'close');
  const sent = Number(request.headers['x-slack-request-timestamp']) * 1_000;
  // Bolt refuses what is too old; a time that is still to come is as wrong.
  if (sent - machineNow > MOST_SKEW_MS) {
    response.writeHead(401).end();
  } else {
    // Bolt compares the whole header, and some senders add a charset.
    const type = request.headers['content-type'];
    if (type !== undefined) request.headers['content-type'] = type.replace(/;.*$/su, '').trim();
    try {
      receiver.requestListener(request, response);
    } catch {
      response.writeHead(404).end();
    }
  }
  await answered;
}
