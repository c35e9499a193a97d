/** One person, or the bot, of the workspace. */
export interface User {
  readonly id: string;
  readonly name: string;
  readonly tz: string;
  readonly locale: string;
  readonly guest?: 'multi-channel' | 'single-channel';
  readonly deleted?: boolean;
  readonly isBot?: boolean;
}

export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly kind: 'public' | 'private' | 'im';
  readonly members: Set<string>;
  archived: boolean;
  readOnly: boolean;
}

export interface Metadata {
  readonly event_type: string;
  readonly event_payload: Readonly<Record<string, unknown>>;
}

/** What stands in a channel. */
export interface Message {
  readonly ts: string;
  readonly channel: string;
  /** Who wrote it: a user, or the bot's. */
  readonly user: string;
  readonly thread?: string;
  /** Only this person sees it. */
  readonly onlyFor?: string;
  text: string;
  blocks: readonly Block[];
  metadata?: Metadata;
  edited?: boolean;
}

export type Block = Readonly<Record<string, unknown>>;

export const TEAM = 'T0WORLD';
export const BOT_USER = 'U0BOT';
export const BOT_ID = 'B0BOT';
export const APP_ID = 'A0APP';

/** People, channels and messages of one workspace. */
export interface Workspace {
  readonly users: Map<string, User>;
  readonly channels: Map<string, Channel>;
  /** In order of time. */
  readonly messages: Message[];
  addUser(name: string, more?: Partial<User>): User;
  addChannel(name: string, members: readonly User[], more?: Partial<Channel>): Channel;
  invite(channel: Channel, user?: string): void;
  /** The direct-message channel of a person and the bot. */
  directChannel(user: string): Channel;
  append(message: Omit<Message, 'ts'>): Message;
  /** What a person sees in a channel. */
  seenBy(user: string, channel: string): readonly Message[];
}

export function createWorkspace(now: () => Temporal.Instant): Workspace {
  const users = new Map<string, User>();
  const channels = new Map<string, Channel>();
  const messages: Message[] = [];
  let last = 0;

  /** Unique in a channel, as Slack's are. */
  const nextTime = (): string => {
    last = Math.max(now().epochMilliseconds * 1000, last + 1);
    return `${Math.floor(last / 1e6)}.${String(last % 1e6).padStart(6, '0')}`;
  };

  const addChannel = (id: string, channel: Omit<Channel, 'id'>): Channel => {
    const made = { id, ...channel };
    channels.set(id, made);
    return made;
  };

  users.set(BOT_USER, { id: BOT_USER, name: 'newsdigest', tz: 'UTC', locale: 'en-US', isBot: true });
  return {
    users,
    channels,
    messages,
    addUser(name, more = {}) {
      const id = `U${name.toUpperCase()}`;
      const user: User = { id, name, tz: 'Europe/Berlin', locale: 'en-US', ...more };
      users.set(id, user);
      return user;
    },
    addChannel: (name, members, more = {}) =>
      addChannel(`C${name.toUpperCase().replace(/\W/g, '')}`, {
        name,
        kind: 'public',
        archived: false,
        readOnly: false,
        members: new Set(members.map(({ id }) => id)),
        ...more,
      }),
    invite: (channel, user = BOT_USER) => void channel.members.add(user),
    directChannel(user) {
      const id = `D${user}`;
      const members = new Set([user, BOT_USER]);
      return (
        channels.get(id) ??
        addChannel(id, { name: 'directmessage', kind: 'im', archived: false, readOnly: false, members })
      );
    },
    append(message) {
      const stored = { ...message, ts: nextTime() };
      messages.push(stored);
      return stored;
    },
    seenBy: (user, channel) =>
      messages.filter(
        (message) =>
          message.channel === channel && (message.onlyFor === undefined || message.onlyFor === user),
      ),
  };
}
