import { Refused } from './refused.ts';

export type JsonObject = { readonly [key: string]: unknown };

export interface User {
  readonly id: string;
  readonly username: string;
  readonly bot?: boolean;
}

export interface Overwrite {
  readonly id: string;
  readonly type: 0 | 1;
  readonly allow: string;
  readonly deny: string;
}

export interface Channel {
  readonly id: string;
  /** 0 text, 1 direct message, 11 thread. */
  readonly type: 0 | 1 | 11;
  readonly name?: string;
  readonly guildId?: string;
  readonly parentId?: string;
  /** Of a direct message. */
  readonly person?: User;
  overwrites: readonly Overwrite[];
}

export interface Guild {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  readonly roles: Map<string, bigint>;
  /** The roles of each member. */
  readonly members: Map<string, readonly string[]>;
  /** Who added the bot, for the audit log. */
  readonly addedBy: string;
}

export interface Message {
  readonly id: string;
  readonly channel: Channel;
  readonly author: User;
  content: string;
  components: readonly JsonObject[];
  flags: number;
  readonly nonce?: string;
  readonly answers?: string;
  /** Who alone sees it. */
  readonly onlyFor?: string;
  /** A reply that was put off and says nothing yet. */
  thinking: boolean;
  edits: number;
}

export const RIGHTS = {
  administrator: 1n << 3n,
  manageChannels: 1n << 4n,
  viewAuditLog: 1n << 7n,
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  readMessageHistory: 1n << 16n,
  sendMessagesInThreads: 1n << 38n,
} as const;
export type Right = keyof typeof RIGHTS;

const EPOCH = 1_420_070_400_000;

/** What Discord knows. */
export interface State {
  readonly bot: User;
  readonly appId: string;
  readonly users: Map<string, User>;
  readonly guilds: Map<string, Guild>;
  readonly channels: Map<string, Channel>;
  readonly messages: Message[];
  /** Published commands, by the guild's id or `global`. */
  readonly commands: Map<string, readonly JsonObject[]>;
  /** Users who take no direct messages of the bot. */
  readonly closed: Set<string>;
  nextId(): string;
  addUser(username: string): User;
  /** A server with one text channel that everybody may read and write in, the bot among its members. */
  addGuild(name: string, owner: User, more?: { readonly addedBy?: User }): Guild;
  addChannel(guild: Guild, name: string, more?: Partial<Channel>): Channel;
  directChannel(person: User): Channel;
  rightsOf(userId: string, channel: Channel): bigint;
  /** The bot's rights in a channel are taken away, by an overwrite for it alone; none: given back. */
  forbid(channel: Channel, ...rights: readonly Right[]): void;
}

export function createState(now: () => number): State {
  let count = 0n;
  const nextId = (): string => {
    count += 1n;
    return String((BigInt(now() - EPOCH) << 22n) | (count & 0x3fffffn));
  };
  const users = new Map<string, User>();
  const guilds = new Map<string, Guild>();
  const channels = new Map<string, Channel>();
  const bot: User = { id: nextId(), username: 'News Digest', bot: true };
  users.set(bot.id, bot);

  const addUser = (username: string): User => {
    const user = { id: nextId(), username };
    users.set(user.id, user);
    return user;
  };
  const addChannel: State['addChannel'] = (guild, name, more = {}) => {
    const channel: Channel = { id: nextId(), type: 0, name, guildId: guild.id, overwrites: [], ...more };
    channels.set(channel.id, channel);
    return channel;
  };
  return {
    bot,
    // Of an app made after 2016 both ids are one; of an older one they are not.
    appId: nextId(),
    users,
    guilds,
    channels,
    messages: [],
    commands: new Map(),
    closed: new Set(),
    nextId,
    addUser,
    addChannel,
    addGuild(name, owner, { addedBy = owner } = {}) {
      const id = nextId();
      const everyone =
        RIGHTS.viewChannel | RIGHTS.sendMessages | RIGHTS.readMessageHistory | RIGHTS.sendMessagesInThreads;
      const guild: Guild = {
        id,
        name,
        ownerId: owner.id,
        roles: new Map([[id, everyone]]),
        members: new Map([
          [owner.id, []],
          [bot.id, []],
        ]),
        addedBy: addedBy.id,
      };
      guilds.set(id, guild);
      return guild;
    },
    directChannel(person) {
      const known = [...channels.values()].find((channel) => channel.person?.id === person.id);
      if (known !== undefined) return known;
      const channel: Channel = { id: nextId(), type: 1, person, overwrites: [] };
      channels.set(channel.id, channel);
      return channel;
    },
    rightsOf(userId, channel) {
      if (channel.type === 1) return ~RIGHTS.administrator & ((1n << 50n) - 1n);
      const guild = guilds.get(channel.guildId ?? '');
      const roles = guild?.members.get(userId);
      if (guild === undefined || roles === undefined) return 0n;
      if (guild.ownerId === userId) return (1n << 50n) - 1n;
      return rightsBy(guild, roles, userId, ruling(channel, channels).overwrites);
    },
    forbid(channel, ...rights) {
      const deny = rights.reduce((sum, right) => sum | RIGHTS[right], 0n);
      const others = channel.overwrites.filter(({ id }) => id !== bot.id);
      channel.overwrites =
        deny === 0n ? others : [...others, { id: bot.id, type: 1, allow: '0', deny: String(deny) }];
    },
  };
}

/** Everyone's overwrites first, then the roles', then the member's own. */
function rightsBy(
  guild: Guild,
  roles: readonly string[],
  userId: string,
  overwrites: readonly Overwrite[],
): bigint {
  let rights = [guild.id, ...roles].reduce((sum, role) => sum | (guild.roles.get(role) ?? 0n), 0n);
  if ((rights & RIGHTS.administrator) !== 0n) return (1n << 50n) - 1n;
  for (const ids of [[guild.id], roles, [userId]]) {
    const step = overwrites.filter(({ id }) => ids.includes(id));
    for (const { deny } of step) rights &= ~BigInt(deny);
    for (const { allow } of step) rights |= BigInt(allow);
  }
  return rights;
}

function ruling(channel: Channel, channels: ReadonlyMap<string, Channel>): Channel {
  return channel.type === 11 ? (channels.get(channel.parentId ?? '') ?? channel) : channel;
}

/** Refuses what the bot may not do in a channel. */
export function demand(state: State, channel: Channel, ...rights: readonly Right[]): void {
  const held = state.rightsOf(state.bot.id, channel);
  const lacks = (right: Right): boolean => (held & RIGHTS[right]) === 0n;
  if (lacks('viewChannel')) throw new Refused(403, 50001, 'Missing Access');
  if (rights.some(lacks)) throw new Refused(403, 50013, 'Missing Permissions');
}

export function hasRight(state: State, channel: Channel, right: Right): boolean {
  return (state.rightsOf(state.bot.id, channel) & RIGHTS[right]) !== 0n;
}
