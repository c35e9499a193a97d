import { setTimeout as wait } from 'node:timers/promises';
import type { Client } from 'discord.js';
import type { Log } from '../../ports/log.ts';
import { type Access, restOptions } from './discord-call.ts';
import { discordFault, faultWords } from './fault.ts';
import { tokenFault } from './outcome.ts';
import { steadyShards } from './steady-shards.ts';

/** What the gateway tells. */
export interface GatewayEvents {
  /** Connected for the first time, or anew after the session was lost. */
  ready(ids: { readonly appId: string; readonly botId: string }): void;
  interaction(body: unknown): void;
  message(body: unknown): void;
  /** The bot was added to a server. */
  joined(guild: { readonly id: string; readonly ownerId: string }): void;
  /** What keeps the gateway shut, in a sentence without its end; undefined while it is open. */
  state(fault: string | undefined): void;
}

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;
/** Servers that Discord cannot show do not hold the others up for longer than this. */
const GUILDS_WITHIN_MS = 5_000;

/** Gateway closes after which the client does not connect again (docs.discord.com/developers/topics/opcodes-and-status-codes). */
const CLOSED: Readonly<Record<number, string>> = {
  4004: 'Discord does not know the bot token: set DISCORD_TOKEN to the one of your app',
  4010: 'Discord refused the shard',
  4011: 'The bot is in too many servers for one connection',
  4012: 'Discord does not know this version of its gateway',
  4013: 'Discord does not know what the bot wants to hear',
  4014: 'The bot may not hear what it asks for: look at its intents in the developer portal',
};

/**
 * Keeps the gateway open until `signal` is aborted. The client itself resumes its session, identifies anew, and
 * leaves a connection without heartbeats; where it gives up (no token, no API), a new one is tried with back-off.
 */
export async function keepConnected(
  access: Access,
  { events, log, signal }: { events: GatewayEvents; log: Log; signal: AbortSignal },
): Promise<void> {
  for (let failures = 0; !signal.aborted; ) {
    const began = performance.now();
    const fault = await connect(access, events, log, signal);
    if (signal.aborted) return;
    failures = performance.now() - began > LONGEST_WAIT_MS ? 1 : failures + 1;
    log.warn('Discord is not connected', { reason: fault });
    events.state(fault);
    const backOff = Math.min(FIRST_WAIT_MS * 2 ** (failures - 1), LONGEST_WAIT_MS);
    await wait(backOff, undefined, { signal }).catch(() => undefined);
  }
}

/** Lasts as long as one client; the reason why it ended. */
async function connect(
  access: Access,
  events: GatewayEvents,
  log: Log,
  signal: AbortSignal,
): Promise<string> {
  const client = await openClient(access);
  const ended = Promise.withResolvers<string>();
  const stop = (): void => ended.resolve('');
  signal.addEventListener('abort', stop, { once: true });
  guardReading(client, log);
  listen(client, events, log, ended.resolve);
  try {
    client.login(access.token).catch((error: unknown) => ended.resolve(loginFault(error)));
    return await ended.promise;
  } finally {
    signal.removeEventListener('abort', stop);
    client.ws.removeAllListeners();
    await client.destroy().catch(() => undefined);
  }
}

/** The fewest intents: servers (for being added), and direct messages, whose words bots see without asking. */
async function openClient(access: Access): Promise<Client> {
  const { Client, GatewayIntentBits, Options, SimpleShardingStrategy } = await import('discord.js');
  return new Client({
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.DirectMessages],
    rest: restOptions(access),
    ws: { buildStrategy: (manager) => steadyShards(SimpleShardingStrategy, manager) },
    shards: 'auto',
    waitGuildTimeout: GUILDS_WITHIN_MS,
    // Requests bring what they need: only the list of servers is used.
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      GuildMemberManager: { maxSize: 0, keepOverLimit: (member) => member.id === member.client.user.id },
      GuildEmojiManager: 0,
      GuildStickerManager: 0,
      GuildScheduledEventManager: 0,
      StageInstanceManager: 0,
      PresenceManager: 0,
      VoiceStateManager: 0,
    }),
  });
}

/**
 * discord.js reads every packet for itself, after us; one that it cannot read (a new kind of component, say) rejects
 * where nobody can catch it, and would end the process.
 */
function guardReading(client: Client, log: Log): void {
  const reader = client.ws as unknown as { handlePacket(packet: unknown, shard: unknown): boolean };
  const read = reader.handlePacket.bind(reader);
  reader.handlePacket = (packet, shard) => {
    try {
      return read(packet, shard);
    } catch (error) {
      log.warn('discord.js could not read a packet', { reason: String(error) });
      return false;
    }
  };
}

function listen(client: Client, events: GatewayEvents, log: Log, end: (reason: string) => void): void {
  // The packets as they came: they are read in receive.ts.
  const packets: { on(type: string, listener: (body: unknown) => void): unknown } = client.ws;
  packets.on('READY', (body) => {
    events.state(undefined);
    events.ready(idsIn(body));
  });
  packets.on('RESUMED', () => events.state(undefined));
  packets.on('INTERACTION_CREATE', events.interaction);
  packets.on('MESSAGE_CREATE', events.message);
  client.on('guildCreate', ({ id, ownerId }) => events.joined({ id, ownerId }));
  client.on('shardReconnecting', () =>
    events.state('Discord ended the connection, and I am opening it again'),
  );
  client.on('shardDisconnect', ({ code }) => end(CLOSED[code] ?? `Discord ended the connection (${code})`));
  client.on('invalidated', () => end('Discord ended the session'));
  client.on('shardError', (error) => log.debug('The gateway met a fault', { reason: error.message }));
  client.on('error', (error) => log.warn('discord.js met a fault', { reason: error.message }));
}

function idsIn(body: unknown): { readonly appId: string; readonly botId: string } {
  const ready = body as {
    readonly application: { readonly id: string };
    readonly user: { readonly id: string };
  };
  return { appId: ready.application.id, botId: ready.user.id };
}

/** discord.js has a word of its own for a token that the API refused. */
function loginFault(error: unknown): string {
  const isToken = error instanceof Error && 'code' in error && error.code === 'TokenInvalid';
  if (isToken) return CLOSED[4004] ?? '';
  const fault = discordFault(error);
  return tokenFault(fault) ?? faultWords(fault);
}
