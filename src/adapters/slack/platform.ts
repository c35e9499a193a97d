import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { PostOutcome, Receipt } from '../../domain/delivery.ts';
import type { Part } from '../../domain/message.ts';
import type { Place } from '../../domain/place.ts';
import type { ChatPlatform } from '../../ports/chat-platform.ts';
import { type Connection, type ConnectionOptions, connect } from './connection.ts';
import { slackFault } from './fault.ts';
import { findPost, METADATA_TYPE, windowAround } from './find.ts';
import { findOutcome, placeWords, postOutcome } from './outcome.ts';
import { waitAtMost } from './pause.ts';
import { createPeople } from './people.ts';
import { createRequests } from './requests.ts';
import type { Bot, SlackCall } from './slack-call.ts';

export interface SlackPlatformOptions extends ConnectionOptions {
  now(): Temporal.Instant;
}

/** Slack, as the core and the web server see it. */
export interface SlackPlatform extends ChatPlatform {
  /** Only without an app token: answers `POST /slack/events` of our own web server. */
  readonly handleHttp?: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Whether Slack can be used; the reason in one sentence. */
  health(): { readonly ok: boolean; readonly reason?: string };
}

/** How long the start waits for Slack, and the stop for answers that are under way. */
const PATIENCE_MS = 5_000;
const SOON = Temporal.Duration.from({ seconds: 5 });
const NOT_CONNECTED = 'Slack is not connected yet.';

export function createSlackPlatform(options: SlackPlatformOptions): SlackPlatform {
  const { log, now } = options;
  const directChannels = new Map<string, string>();
  let connection: Connection | undefined;
  let isStopping = false;

  const bot = (): Bot | undefined => connection?.bot();
  const call: SlackCall = (method, args) => {
    if (connection === undefined) throw new Error(NOT_CONNECTED);
    return connection.call(method, args);
  };

  const people = createPeople({ call, log, now });
  const requests = createRequests({ call, people, log, bot });

  /** The channel of a place; a person's is opened, which does nothing when it is open. */
  async function channelOf(place: Place): Promise<string> {
    if (place.kind === 'channel') return place.id;
    const known = directChannels.get(place.id);
    if (known !== undefined) return known;
    const opened = openedSchema.parse(await call('conversations.open', { users: place.id }));
    directChannels.set(place.id, opened.channel.id);
    return opened.channel.id;
  }

  const receipt = (channel: string, message: string): Receipt => {
    const link = linkTo(bot(), channel, message);
    return { channel, message, ...(link === undefined ? {} : { link }) };
  };

  /** `work` with the place's channel; what goes wrong before it cannot have posted anything. */
  async function attempt(place: Place, work: (channel: string) => Promise<Receipt>): Promise<PostOutcome> {
    if (connection === undefined) return { kind: 'retry', after: SOON, reason: NOT_CONNECTED };
    let channel: string | undefined;
    try {
      channel = await channelOf(place);
      return { kind: 'posted', receipt: await work(channel) };
    } catch (error) {
      directChannels.delete(place.id);
      const outcome = postOutcome(slackFault(error), placeWords(place));
      if (outcome.kind !== 'unknown' || channel !== undefined) return outcome;
      return { kind: 'retry', after: SOON, reason: outcome.reason };
    }
  }

  async function handleHttp(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const handle = isStopping ? undefined : connection?.handleHttp;
    // Slack comes again.
    if (handle === undefined) response.writeHead(503).end();
    else await handle(request, response);
  }

  return {
    name: 'slack',
    async start(inbox) {
      isStopping = false;
      connection = await connect(options, requests.listeners(inbox));
      await waitAtMost(PATIENCE_MS, connection.tried);
    },
    async stop() {
      isStopping = true;
      await connection?.close();
      await waitAtMost(PATIENCE_MS, requests.settled());
      connection = undefined;
    },
    post: (place, part, key) =>
      attempt(place, async (channel) => {
        const metadata = { event_type: METADATA_TYPE, event_payload: { key } };
        const posted = postedSchema.parse(
          await call('chat.postMessage', { channel, ...part.payload, metadata }),
        );
        return receipt(posted.channel, posted.ts);
      }),
    async find(place, key, since) {
      try {
        const channel = await channelOf(place);
        const window = windowAround(since, now(), Temporal.Now.instant());
        const found = await findPost(call, bot(), { channel, place, key, window });
        return found.kind === 'found'
          ? { kind: 'found', receipt: receipt(channel, found.receipt.message) }
          : found;
      } catch (error) {
        return findOutcome(slackFault(error), placeWords(place));
      }
    },
    update: ({ channel, message }: Receipt, { payload }: Part) =>
      attempt({ platform: 'slack', workspace: '', kind: 'channel', id: channel }, async () => {
        const { text, blocks, parse } = payload;
        await call('chat.update', { channel, ts: message, text, blocks, parse });
        return receipt(channel, message);
      }),
    ...(options.appToken === undefined ? { handleHttp } : {}),
    health() {
      const reason = connection === undefined ? NOT_CONNECTED : connection.trouble();
      return reason === undefined ? { ok: true } : { ok: false, reason };
    },
  };
}

const openedSchema = z.object({ channel: z.object({ id: z.string() }) });
const postedSchema = z.object({ channel: z.string(), ts: z.string() });

/** Slack's permanent address of a message (what chat.getPermalink would answer). */
function linkTo(bot: Bot | undefined, channel: string, ts: string): string | undefined {
  if (bot?.address === undefined) return undefined;
  return new URL(`/archives/${channel}/p${ts.replace('.', '')}`, bot.address).href;
}
