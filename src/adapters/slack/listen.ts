import type { App } from '@slack/bolt';
import { COMMAND } from './receive.ts';

/** What is done with what Slack sends; `body` has the shape of Slack's documentation for its kind. */
export interface Listeners {
  command(body: unknown): void;
  action(body: unknown): void;
  message(body: unknown): void;
  opened(body: unknown): void;
}

/** Acknowledges first: Slack waits three seconds. Bolt acknowledges events by itself. */
export function listen(app: App, listeners: Listeners): void {
  app.command(COMMAND, async ({ ack, body }) => {
    await acknowledge(ack);
    listeners.command(body);
  });
  app.action(/.*/u, async ({ ack, body }) => {
    await acknowledge(ack);
    listeners.action(body);
  });
  app.event('message', async ({ body }) => listeners.message(body));
  app.event('app_mention', async ({ body }) => listeners.message(body));
  app.event('app_home_opened', async ({ body }) => listeners.opened(body));
}

/** When the socket ended in this moment, the answer can still be given. */
async function acknowledge(ack: () => Promise<void>): Promise<void> {
  await ack().catch(() => undefined);
}
