import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Receiver } from '@slack/bolt';

/** The way on which Slack's requests come: sockets, or requests to our own web server. */
export interface Way {
  /** For Bolt. */
  readonly receiver: Receiver;
  /** Resolves when the first attempt has ended, well or not; goes on by itself. */
  open(): Promise<void>;
  /** What is wrong, in a sentence. */
  trouble(): string | undefined;
  /** Answers a request of our web server, where that is the way. */
  readonly handleHttp?: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  close(): Promise<void>;
}
