import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { CommandSpec } from '../../domain/command-spec.ts';
import type { ChatPlatform, Inbox } from '../../ports/chat-platform.ts';
import type { Log } from '../../ports/log.ts';
import { createAnswering } from './answering.ts';
import { keepConnected } from './connection.ts';
import { openCall } from './discord-call.ts';
import { discordFault, faultWords } from './fault.ts';
import { findPost } from './find.ts';
import { createHealth, watchToken } from './health.ts';
import { installerOf } from './installer.ts';
import { findOutcome, placeWords } from './outcome.ts';
import { createDirectChannel, postPart, updatePart } from './post.ts';
import { publishCommands } from './publish.ts';
import { personPlace } from './receive.ts';

export interface DiscordOptions {
  readonly token: string;
  /** The app's id; unless said, Discord tells it. */
  readonly appId?: string;
  /** The one server to publish the commands to (at once, for trying); everywhere unless said. */
  readonly guildId?: string;
  /** Without `/v10`. */
  readonly apiUrl?: string;
  readonly log: Log;
  now(): Temporal.Instant;
}

export interface DiscordPlatform extends ChatPlatform {
  /** Whether it is connected and has published its commands; else why not, in one sentence. */
  health(): { readonly ok: boolean; readonly reason?: string };
}

/** How long a start waits for Discord before it goes on in the background. */
const START_WITHIN_MS = 10_000;
const STOP_WITHIN_MS = 5_000;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

/** Discord, through discord.js: its gateway for what people do, its HTTP API for everything else. */
export function createDiscordPlatform(options: DiscordOptions): DiscordPlatform {
  const { log, now, guildId } = options;
  const health = createHealth();
  const call = watchToken(openCall(options), health);
  const directChannel = createDirectChannel(call);
  const ending = new AbortController();
  const underWay = new Set<Promise<void>>();
  let botId: string | undefined;
  let connected: Promise<void> = Promise.resolve();

  function begin(work: Promise<void>): void {
    underWay.add(work);
    void work.finally(() => underWay.delete(work));
  }

  async function publish(appId: string, specs: readonly CommandSpec[]): Promise<void> {
    for (let wait = FIRST_WAIT_MS; !ending.signal.aborted; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
      try {
        const changed = await publishCommands(call, { appId: options.appId ?? appId, guildId, specs });
        if (changed) log.info('The commands were published on Discord');
        return health.set('commands', undefined);
      } catch (error) {
        const reason = `The commands could not be published: ${faultWords(discordFault(error))}`;
        log.warn(reason);
        health.set('commands', reason);
      }
      await pause(wait, undefined, { signal: ending.signal }).catch(() => undefined);
    }
  }

  async function greet(guild: { id: string; ownerId: string }, inbox: Inbox): Promise<void> {
    await inbox.installed(personPlace(await installerOf(call, guild, botId)));
  }

  async function ownId(): Promise<string> {
    botId ??= z.object({ id: z.string() }).parse(await call('GET', '/users/@me')).id;
    return botId;
  }

  return {
    name: 'discord',
    async start(inbox, specs) {
      const settled = Promise.withResolvers<void>();
      const answering = createAnswering({ call, inbox, log });
      connected = keepConnected(options, {
        log,
        signal: ending.signal,
        events: {
          ready(ids) {
            botId = ids.botId;
            log.info('Discord is connected');
            void publish(ids.appId, specs).finally(settled.resolve);
          },
          interaction: (body) => begin(answering.interaction(body)),
          message: (body) => begin(answering.message(body)),
          joined: (guild) => begin(greet(guild, inbox)),
          state(fault) {
            health.set('gateway', fault);
            if (fault !== undefined) settled.resolve();
          },
        },
      });
      await Promise.race([settled.promise, pause(START_WITHIN_MS, undefined, { ref: false })]);
    },
    async stop() {
      ending.abort();
      const done = Promise.all([connected, ...underWay]);
      await Promise.race([done, pause(STOP_WITHIN_MS, undefined, { ref: false })]);
    },
    post: (place, part, key) => postPart(call, directChannel, { place, part, key }),
    async find(place, key, since) {
      try {
        const channel = place.kind === 'channel' ? place.id : await directChannel(place.id);
        const search = { channel, place, key, since, botId: await ownId(), now: now() };
        return await findPost(call, { ...search, machineNow: Temporal.Now.instant() });
      } catch (error) {
        return findOutcome(discordFault(error), placeWords(place));
      }
    },
    update: (receipt, part) => updatePart(call, receipt, part),
    health: () => health.tell(),
  };
}
