import { checkCommands } from './check-commands.ts';
import { checkMessage, EPHEMERAL, listOf, V2 } from './check-message.ts';
import { type Interaction, type Interactions, onlyFor } from './interactions.ts';
import { invalidForm, Refused } from './refused.ts';
import { type Channel, demand, hasRight, type JsonObject, type Message, type State } from './state.ts';

/** For how long a nonce is remembered. */
const NONCE_MS = 5 * 60_000;

export interface RouteTools {
  readonly state: State;
  readonly interactions: Interactions;
  readonly gatewayUrl: string;
  now(): number;
}

export interface RouteInput {
  readonly params: readonly string[];
  readonly query: URLSearchParams;
  readonly body: JsonObject;
}

export interface Route {
  /** What faults and tests call it. */
  readonly name: string;
  readonly method: string;
  readonly path: RegExp;
  /** Who asks is said by a token in the path. */
  readonly open?: boolean;
  run(tools: RouteTools, input: RouteInput): unknown;
}

/** Discord's HTTP API, as much as the bot may use (docs.discord.com/developers/reference, v10). */
export const ROUTES: readonly Route[] = [
  {
    name: 'gateway',
    method: 'GET',
    path: /^\/gateway\/bot$/,
    run: ({ gatewayUrl }) => ({
      url: gatewayUrl,
      shards: 1,
      session_start_limit: { total: 1000, remaining: 999, reset_after: 14_400_000, max_concurrency: 1 },
    }),
  },
  { name: 'me', method: 'GET', path: /^\/users\/@me$/, run: ({ state }) => state.bot },
  {
    name: 'open direct channel',
    method: 'POST',
    path: /^\/users\/@me\/channels$/,
    run({ state }, { body }) {
      const person = state.users.get(String(body['recipient_id']));
      if (person === undefined) throw new Refused(400, 50033, 'Invalid Recipient(s)');
      return channelJson(state.directChannel(person));
    },
  },
  {
    name: 'channel',
    method: 'GET',
    path: /^\/channels\/(\d+)$/,
    run: ({ state }, { params }) => channelJson(seen(state, params[0])),
  },
  {
    name: 'create message',
    method: 'POST',
    path: /^\/channels\/(\d+)\/messages$/,
    run: (tools, { params, body }) => createMessage(tools, seen(tools.state, params[0]), body),
  },
  {
    name: 'messages',
    method: 'GET',
    path: /^\/channels\/(\d+)\/messages$/,
    run({ state }, { params, query }) {
      const channel = seen(state, params[0]);
      if (!hasRight(state, channel, 'readMessageHistory')) return [];
      return page(messagesIn(state, channel), query).map(messageJson);
    },
  },
  {
    name: 'edit message',
    method: 'PATCH',
    path: /^\/channels\/(\d+)\/messages\/(\d+|@original)$/,
    run: ({ state }, { params, body }) => editMessage(own(state, seen(state, params[0]), params[1]), body),
  },
  {
    name: 'delete message',
    method: 'DELETE',
    path: /^\/channels\/(\d+)\/messages\/(\d+)$/,
    run({ state }, { params }) {
      remove(state, own(state, seen(state, params[0]), params[1]));
    },
  },
  {
    name: 'guild',
    method: 'GET',
    path: /^\/guilds\/(\d+)$/,
    run: ({ state }, { params }) => guildJson(state, params[0] ?? ''),
  },
  {
    name: 'member',
    method: 'GET',
    path: /^\/guilds\/(\d+)\/members\/(\d+)$/,
    run({ state }, { params: [guildId = '', userId = ''] }) {
      const roles = state.guilds.get(guildId)?.members.get(userId);
      if (roles === undefined) throw new Refused(404, 10007, 'Unknown Member');
      return {
        user: state.users.get(userId),
        roles,
        joined_at: '2026-01-01T00:00:00Z',
        deaf: false,
        mute: false,
      };
    },
  },
  {
    name: 'audit log',
    method: 'GET',
    path: /^\/guilds\/(\d+)\/audit-logs$/,
    run({ state }, { params: [guildId = ''], query }) {
      const guild = state.guilds.get(guildId);
      if (guild === undefined) throw new Refused(404, 10004, 'Unknown Guild');
      const own = [guild.id, ...(guild.members.get(state.bot.id) ?? [])];
      if (!own.some((role) => ((guild.roles.get(role) ?? 0n) & (1n << 7n)) !== 0n))
        throw new Refused(403, 50013, 'Missing Permissions');
      const entry = { id: state.nextId(), action_type: 28, target_id: state.bot.id, user_id: guild.addedBy };
      return { audit_log_entries: query.get('action_type') === '28' ? [entry] : [], users: [] };
    },
  },
  {
    name: 'commands',
    method: 'GET',
    path: /^\/applications\/(\d+)(?:\/guilds\/(\d+))?\/commands$/,
    run: ({ state }, { params }) => state.commands.get(scopeOf(state, params)) ?? [],
  },
  {
    name: 'publish',
    method: 'PUT',
    path: /^\/applications\/(\d+)(?:\/guilds\/(\d+))?\/commands$/,
    run({ state }, { params, body }) {
      const commands = body as unknown as readonly JsonObject[];
      checkCommands(commands);
      const isGlobal = params[1] === undefined;
      const published = commands.map((command) => asPublished(state, command, isGlobal));
      state.commands.set(scopeOf(state, params), published);
      return published;
    },
  },
  {
    name: 'callback',
    method: 'POST',
    path: /^\/interactions\/(\d+)\/([^/]+)\/callback$/,
    open: true,
    run: (tools, { params: [id = '', token = ''], body }) => callback(tools, id, token, body),
  },
  {
    name: 'followup',
    method: 'POST',
    path: /^\/webhooks\/(\d+)\/([^/]+)$/,
    open: true,
    run(tools, { params, body }) {
      const interaction = tools.interactions.byToken(params[1] ?? '');
      if (interaction.original?.thinking === true) throw new Error('a follow-up came before the answer');
      const message = store(tools.state, interaction.channel, body, onlyFor(flagsIn(body), interaction.user));
      return messageJson(message);
    },
  },
  {
    name: 'edit reply',
    method: 'PATCH',
    path: /^\/webhooks\/(\d+)\/([^/]+)\/messages\/(\d+|@original)$/,
    open: true,
    run: ({ state, interactions }, { params, body }) =>
      editMessage(replyOf(state, interactions.byToken(params[1] ?? ''), params[2]), body),
  },
  {
    name: 'delete reply',
    method: 'DELETE',
    path: /^\/webhooks\/(\d+)\/([^/]+)\/messages\/(\d+|@original)$/,
    open: true,
    run({ state, interactions }, { params }) {
      remove(state, replyOf(state, interactions.byToken(params[1] ?? ''), params[2]));
    },
  },
];

const DEFERRED = 5;
const CHOICES = 8;
const AUTOCOMPLETE = 4;

function callback({ state, interactions }: RouteTools, id: string, token: string, body: JsonObject): void {
  const interaction = interactions.acknowledge(id, token);
  const data = (body['data'] ?? {}) as JsonObject;
  if (interaction.type === AUTOCOMPLETE) {
    const choices = listOf(data['choices']);
    const isFine = choices.every(
      ({ name, value }) => fits(name) && (typeof value === 'number' || fits(value)),
    );
    if (body['type'] !== CHOICES || choices.length > 25 || !isFine) throw invalidForm(['choices']);
    interaction.choices = choices;
    return;
  }
  if (body['type'] !== DEFERRED) throw invalidForm(['type: only put off here']);
  const flags = Number(data['flags'] ?? 0);
  if ((flags & ~EPHEMERAL) !== 0) throw invalidForm(['flags']);
  interaction.original = add(state, {
    channel: interaction.channel,
    content: '',
    components: [],
    flags,
    thinking: true,
    ...onlyFor(flags, interaction.user),
  });
}

function fits(text: unknown): boolean {
  return typeof text === 'string' && text.length >= 1 && text.length <= 100;
}

function createMessage(tools: RouteTools, channel: Channel, body: JsonObject): JsonObject {
  const { state } = tools;
  if (channel.type === 1 && state.closed.has(channel.person?.id ?? ''))
    throw new Refused(403, 50007, 'Cannot send messages to this user');
  demand(state, channel, channel.type === 11 ? 'sendMessagesInThreads' : 'sendMessages');
  const nonce = body['nonce'] === undefined ? undefined : String(body['nonce']);
  const known = state.messages.find((message) => nonce !== undefined && message.nonce === nonce);
  if (body['enforce_nonce'] === true && known !== undefined && tools.now() - timeOf(known.id) < NONCE_MS)
    return messageJson(known);
  return { ...messageJson(store(state, channel, body, nonce === undefined ? {} : { nonce })), nonce };
}

function store(state: State, channel: Channel, body: JsonObject, more: Partial<Message>): Message {
  checkMessage(body);
  checkMentions(body);
  const reference = body['message_reference'] as JsonObject | undefined;
  return add(state, {
    channel,
    content: String(body['content'] ?? ''),
    components: listOf(body['components']),
    flags: flagsIn(body),
    thinking: false,
    ...(reference === undefined ? {} : { answers: String(reference['message_id']) }),
    ...more,
  });
}

function add(state: State, message: Omit<Message, 'id' | 'author' | 'edits'>): Message {
  const added: Message = { id: state.nextId(), author: state.bot, edits: 0, ...message };
  state.messages.push(added);
  return added;
}

function editMessage(message: Message, body: JsonObject): JsonObject {
  const flags = message.flags | flagsIn(body);
  const next = {
    content: 'content' in body ? body['content'] : message.content,
    components: 'components' in body ? body['components'] : message.components,
    flags,
  };
  checkMessage(next);
  checkMentions(body);
  message.content = String(next.content ?? '');
  message.components = listOf(next.components);
  message.flags = flags;
  message.thinking = false;
  message.edits += 1;
  return messageJson(message);
}

/** Not Discord's rule but the world's: nothing that the bot says may ping anybody. */
function checkMentions(body: JsonObject): void {
  const allowed = body['allowed_mentions'] as { readonly parse?: readonly unknown[] } | undefined;
  if (allowed?.parse?.length !== 0 || Object.keys(allowed).length > 1)
    throw invalidForm(['allowed_mentions must be {parse: []}']);
}

function flagsIn(body: JsonObject): number {
  const flags = Number(body['flags'] ?? 0);
  if ((flags & ~(V2 | EPHEMERAL | (1 << 2) | (1 << 12))) !== 0) throw invalidForm(['flags']);
  return flags;
}

function seen(state: State, id: string | undefined): Channel {
  const channel = state.channels.get(id ?? '');
  if (channel === undefined) throw new Refused(404, 10003, 'Unknown Channel');
  demand(state, channel);
  return channel;
}

function own(state: State, channel: Channel, id: string | undefined): Message {
  const message = state.messages.find((each) => each.id === id && each.channel === channel);
  if (message === undefined || message.onlyFor !== undefined)
    throw new Refused(404, 10008, 'Unknown Message');
  if (message.author !== state.bot)
    throw new Refused(403, 50005, 'Cannot edit a message authored by another user');
  return message;
}

function replyOf(state: State, { original, channel }: Interaction, id: string | undefined): Message {
  const message = id === '@original' ? original : state.messages.find((each) => each.id === id);
  if (message === undefined || message.channel !== channel || !state.messages.includes(message))
    throw new Refused(404, 10008, 'Unknown Message');
  return message;
}

function remove(state: State, message: Message): void {
  state.messages.splice(state.messages.indexOf(message), 1);
}

function messagesIn(state: State, channel: Channel): readonly Message[] {
  return state.messages.filter((message) => message.channel === channel && message.onlyFor === undefined);
}

/** Newest first; `after` takes those that follow it most closely. */
function page(messages: readonly Message[], query: URLSearchParams): readonly Message[] {
  const limit = Number(query.get('limit') ?? 50);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) throw invalidForm(['limit']);
  const after = query.get('after');
  const rows = [...messages].sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
  const chosen =
    after === null ? rows.slice(-limit) : rows.filter(({ id }) => BigInt(id) > BigInt(after)).slice(0, limit);
  return chosen.reverse();
}

export function messageJson(message: Message): JsonObject {
  const { id, channel, author, content, components, flags, answers } = message;
  return {
    id,
    channel_id: channel.id,
    author: { discriminator: '0000', avatar: null, global_name: null, ...author },
    content,
    components,
    flags,
    type: answers === undefined ? 0 : 19,
    ...(answers === undefined ? {} : { message_reference: { message_id: answers, channel_id: channel.id } }),
    timestamp: new Date(timeOf(id)).toISOString(),
    edited_timestamp: null,
    tts: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    attachments: [],
    embeds: [],
    pinned: false,
  };
}

export function channelJson({ id, type, name, guildId, parentId, overwrites, person }: Channel): JsonObject {
  if (type === 1) return { id, type, recipients: [person], last_message_id: null };
  const own = type === 11 ? {} : { permission_overwrites: overwrites };
  return {
    id,
    type,
    name,
    guild_id: guildId,
    ...(parentId === undefined ? {} : { parent_id: parentId }),
    ...own,
  };
}

export function guildJson(state: State, id: string): JsonObject {
  const guild = state.guilds.get(id);
  if (guild === undefined || !guild.members.has(state.bot.id)) throw new Refused(404, 10004, 'Unknown Guild');
  const roles = [...guild.roles].map(([role, permissions], position) => ({
    id: role,
    name: role === id ? '@everyone' : `role ${position}`,
    permissions: String(permissions),
    position,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    managed: false,
    mentionable: false,
    flags: 0,
  }));
  return { id, name: guild.name, owner_id: guild.ownerId, roles, emojis: [], features: [] };
}

function scopeOf(state: State, [app, guild]: readonly (string | undefined)[]): string {
  if (app !== state.appId)
    throw new Refused(403, 20012, 'You are not authorized to perform this action on this application');
  if (guild !== undefined && !state.guilds.has(guild)) throw new Refused(403, 50001, 'Missing Access');
  return guild ?? 'global';
}

/** As Discord gives it back: with what it fills in by itself, without what says nothing. */
function asPublished(state: State, command: JsonObject, isGlobal: boolean): JsonObject {
  const { contexts, integration_types, options, ...rest } = command;
  return {
    id: state.nextId(),
    application_id: state.appId,
    version: state.nextId(),
    default_member_permissions: null,
    nsfw: false,
    ...rest,
    options: listOf(options).map(withoutDefaults),
    ...(isGlobal ? { contexts: contexts ?? null, integration_types: integration_types ?? [0] } : {}),
  };
}

function withoutDefaults(option: JsonObject): JsonObject {
  const { options, required, ...rest } = option;
  const inner = listOf(options);
  return {
    ...rest,
    ...(required === true ? { required } : {}),
    ...(inner.length === 0 ? {} : { options: inner.map(withoutDefaults) }),
  };
}

function timeOf(id: string): number {
  return Number(BigInt(id) >> 22n) + 1_420_070_400_000;
}
