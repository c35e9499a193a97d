import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSlackPlatform, type SlackPlatform } from '../../../src/adapters/slack/platform.ts';
import { renderSlack } from '../../../src/adapters/slack/render.ts';
import { SCOPES } from '../../../src/adapters/slack/scopes.ts';
import { specs } from '../../../src/commands/catalog.ts';
import type { PlatformName } from '../../../src/domain/place.ts';
import type { Outlet } from '../../../src/pipeline/tools.ts';
import { createSmallWorld, type SmallWorld } from '../small-world.ts';
import { type AppConnection, createHttpCaller } from './app-connection.ts';
import { createSlackWorld, type SlackWorld } from './slack-world.ts';

export const SIGNING_SECRET = 'a secret of the world';

/** The whole pipeline, with the real Bolt against the world's Slack. */
export interface SlackHarness {
  readonly slack: SlackWorld;
  readonly small: SmallWorld;
  readonly platform: SlackPlatform;
  /** The way from Slack to the app that this harness serves. */
  readonly way: AppConnection;
  /** Of HTTP mode. */
  readonly eventsUrl: string;
  /** A new process on the same store. */
  restart(): Promise<void>;
  /** Once or more. */
  close(): Promise<void>;
}

export interface HarnessOptions {
  readonly mode?: 'socket' | 'http';
  /** Scopes that the token does not have. */
  readonly without?: readonly string[];
}

export async function createSlackHarness(options: HarnessOptions = {}): Promise<SlackHarness> {
  const { mode = 'socket', without = [] } = options;
  const scopes = SCOPES.map(({ scope }) => scope).filter((scope) => !without.includes(scope));
  const slack = await createSlackWorld({ scopes });
  const small = await createSmallWorld();
  let platform = open();
  const server = await serve((request, response) => void platform.handleHttp?.(request, response));
  const eventsUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;

  function open(): SlackPlatform {
    const opened = createSlackPlatform({
      botToken: slack.tokens.bot,
      ...(mode === 'socket' ? { appToken: slack.tokens.app } : { signingSecret: SIGNING_SECRET }),
      apiUrl: slack.apiUrl,
      log: small.tools.log,
      now: small.now,
    });
    // The small world's own Slack in memory makes room for the real client.
    (small.tools.platforms as Map<PlatformName, Outlet>).set('slack', {
      platform: opened,
      render: renderSlack,
    });
    return opened;
  }

  let closing: Promise<void> | undefined;
  async function closeAll(): Promise<void> {
    await platform.stop();
    await small.close();
    await slack.close();
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  await platform.start(small.pipeline.inbox, specs);
  return {
    slack,
    small,
    get platform() {
      return platform;
    },
    way:
      mode === 'socket'
        ? slack.sockets
        : createHttpCaller({
            address: eventsUrl,
            signingSecret: SIGNING_SECRET,
            now: () => Temporal.Now.instant(),
          }),
    eventsUrl,
    async restart() {
      await platform.stop();
      platform = open();
      await small.restart();
      await platform.start(small.pipeline.inbox, specs);
    },
    close: () => (closing ??= closeAll()),
  };
}

async function serve(listener: Parameters<typeof createServer>[1]): Promise<Server> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
