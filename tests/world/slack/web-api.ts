import { checkMessage } from './check-message.ts';
import {
  APP_ID,
  BOT_ID,
  BOT_USER,
  type Channel,
  type Message,
  type Metadata,
  TEAM,
  type Workspace,
} from './workspace.ts';

export type Args = Readonly<Record<string, unknown>>;
export type Answer = Record<string, unknown>;

/** A refusal in Slack's words. */
export class Refused extends Error {
  readonly answer: Answer;
  constructor(error: string, more: Answer = {}) {
    super(error);
    this.answer = { ok: false, error, ...more };
  }
}

/** What a method needs of a token: one of these scopes, which may depend on the channel. */
type Needs = 'none' | string | Readonly<Record<Channel['kind'], string>>;

interface Method {
  readonly needs: Needs;
  run(workspace: Workspace, args: Args): Answer;
}

const READ: Needs = { public: 'channels:read', private: 'groups:read', im: 'im:read' };
const HISTORY: Needs = { public: 'channels:history', private: 'groups:history', im: 'im:history' };

/** The methods of docs.slack.dev/reference/methods that a digest bot has a use for. */
export const METHODS: Readonly<Record<string, Method>> = {
  'auth.test': {
    needs: 'none',
    run: () => ({
      url: 'https://world.slack.com/',
      team: 'World',
      user: 'newsdigest',
      team_id: TEAM,
      user_id: BOT_USER,
      bot_id: BOT_ID,
      is_enterprise_install: false,
    }),
  },
  'chat.postMessage': {
    needs: 'chat:write',
    run(workspace, args) {
      const channel = writable(workspace, args['channel']);
      const message = workspace.append({
        channel: channel.id,
        user: BOT_USER,
        ...checkedContent(args, false),
        ...checkedMetadata(args['metadata']),
        ...(args['thread_ts'] === undefined ? {} : { thread: String(args['thread_ts']) }),
      });
      return { channel: channel.id, ts: message.ts, message: shown(message, true) };
    },
  },
  'chat.update': {
    needs: 'chat:write',
    run(workspace, args) {
      const channel = writable(workspace, args['channel']);
      const message = workspace.messages.find(
        (each) => each.channel === channel.id && each.ts === args['ts'],
      );
      if (message === undefined || message.onlyFor !== undefined) throw new Refused('message_not_found');
      if (message.user !== BOT_USER) throw new Refused('cant_update_message');
      Object.assign(message, checkedContent(args, true), { edited: true });
      return { channel: channel.id, ts: message.ts, text: message.text };
    },
  },
  'chat.postEphemeral': {
    needs: 'chat:write',
    run(workspace, args) {
      const channel = writable(workspace, args['channel']);
      const user = String(args['user']);
      if (!channel.members.has(user)) throw new Refused('user_not_in_channel');
      const content = checkedContent(args, false);
      const message = workspace.append({ channel: channel.id, user: BOT_USER, onlyFor: user, ...content });
      return { message_ts: message.ts };
    },
  },
  'conversations.open': {
    needs: 'im:write',
    run(workspace, args) {
      const user = workspace.users.get(String(args['users']));
      if (user === undefined) throw new Refused('user_not_found');
      if (user.deleted === true) throw new Refused('user_disabled');
      if (user.isBot === true) throw new Refused('cannot_dm_bot');
      return { channel: { id: workspace.directChannel(user.id).id } };
    },
  },
  'conversations.info': {
    needs: READ,
    run(workspace, args) {
      const channel = visible(workspace, args['channel']);
      const { id, name, kind, archived, readOnly, members } = channel;
      const isMember = members.has(BOT_USER);
      const more = kind === 'im' ? { is_im: true } : { name, is_channel: true, is_member: isMember };
      return {
        channel: {
          id,
          ...more,
          is_private: kind !== 'public',
          is_archived: archived,
          ...(readOnly ? { is_read_only: true } : {}),
        },
      };
    },
  },
  'conversations.members': {
    needs: READ,
    run(workspace, args) {
      const members = [...visible(workspace, args['channel']).members];
      return page(members, args, 100, 1_000, 'members');
    },
  },
  'conversations.history': {
    needs: HISTORY,
    run(workspace, args) {
      const channel = visible(workspace, args['channel']);
      if (!channel.members.has(BOT_USER)) throw new Refused('not_in_channel');
      const [oldest, latest] = [Number(args['oldest'] ?? 0), Number(args['latest'] ?? 1e12)];
      const isInside = (ts: number): boolean =>
        isYes(args['inclusive']) ? ts >= oldest && ts <= latest : ts > oldest && ts < latest;
      const withMetadata = isYes(args['include_all_metadata']);
      const messages = workspace.messages
        .filter(
          (each) => each.channel === channel.id && each.onlyFor === undefined && each.thread === undefined,
        )
        .filter(({ ts }) => isInside(Number(ts)))
        .map((message) => shown(message, withMetadata))
        .reverse();
      const answer = page(messages, args, 100, 999, 'messages');
      const { next_cursor } = answer['response_metadata'] as { next_cursor: string };
      return { ...answer, has_more: next_cursor !== '' };
    },
  },
  'users.info': {
    needs: 'users:read',
    run(workspace, args) {
      const user = workspace.users.get(String(args['user']));
      if (user === undefined) throw new Refused('user_not_found');
      const { id, name, tz, locale, guest, deleted, isBot } = user;
      return {
        user: {
          id,
          team_id: TEAM,
          name,
          deleted: deleted === true,
          is_bot: isBot === true,
          real_name: name,
          profile: { display_name: name, real_name: name },
          tz,
          tz_offset: 3600,
          ...(isYes(args['include_locale']) ? { locale } : {}),
          is_restricted: guest !== undefined,
          is_ultra_restricted: guest === 'single-channel',
        },
      };
    },
  },
};

/** The scope that a call needs, and that the token lacks. */
export function lacking(
  method: string,
  args: Args,
  workspace: Workspace,
  granted: ReadonlySet<string>,
): string | undefined {
  const { needs } = METHODS[method] ?? { needs: 'none' };
  if (needs === 'none') return undefined;
  const kind = workspace.channels.get(String(args['channel']))?.kind ?? 'public';
  const scope = typeof needs === 'string' ? needs : needs[kind];
  return granted.has(scope) ? undefined : scope;
}

/** A channel that the bot can see: a private one only as a member. */
function visible(workspace: Workspace, id: unknown): Channel {
  const channel = workspace.channels.get(String(id));
  const isHidden = channel?.kind !== 'public' && channel?.members.has(BOT_USER) !== true;
  if (channel === undefined || isHidden) throw new Refused('channel_not_found');
  return channel;
}

function writable(workspace: Workspace, id: unknown): Channel {
  const channel = visible(workspace, id);
  if (channel.archived) throw new Refused('is_archived');
  if (!channel.members.has(BOT_USER)) throw new Refused('not_in_channel');
  if (channel.readOnly) throw new Refused('restricted_action_read_only_channel');
  return channel;
}

function checkedContent(args: Args, isUpdate: boolean): Pick<Message, 'text' | 'blocks'> {
  const { text, blocks } = args;
  const refusal = checkMessage(text, blocks, isUpdate);
  if (refusal !== undefined) {
    const messages = refusal.detail === undefined ? [] : [`[ERROR] ${refusal.detail}`];
    throw new Refused(refusal.error, { response_metadata: { messages } });
  }
  return { text: String(text ?? ''), blocks: (blocks ?? []) as Message['blocks'] };
}

function checkedMetadata(metadata: unknown): { readonly metadata?: Metadata } {
  if (metadata === undefined) return {};
  const { event_type, event_payload } = metadata as Partial<Metadata>;
  if (typeof event_type !== 'string' || typeof event_payload !== 'object') {
    throw new Refused('invalid_metadata_format');
  }
  if (JSON.stringify(metadata).length > 8_000) throw new Refused('metadata_too_large');
  return { metadata: { event_type, event_payload } };
}

function shown(message: Message, withMetadata: boolean): Answer {
  const { ts, user, text, blocks, metadata } = message;
  const isBot = user === BOT_USER;
  return {
    type: 'message',
    ts,
    user,
    text,
    ...(blocks.length > 0 ? { blocks } : {}),
    ...(isBot ? { bot_id: BOT_ID, app_id: APP_ID, team: TEAM } : {}),
    ...(withMetadata && metadata !== undefined ? { metadata } : {}),
  };
}

function page(all: readonly unknown[], args: Args, usual: number, most: number, name: string): Answer {
  const limit = Number(args['limit'] ?? usual);
  if (!Number.isInteger(limit) || limit < 1 || limit > most) throw new Refused('invalid_limit');
  const { cursor } = args;
  const from =
    cursor === undefined || cursor === '' ? 0 : Number(Buffer.from(String(cursor), 'base64').toString());
  if (Number.isNaN(from)) throw new Refused('invalid_cursor');
  const next = from + limit < all.length ? Buffer.from(String(from + limit)).toString('base64') : '';
  return { [name]: all.slice(from, from + limit), response_metadata: { next_cursor: next } };
}

/** In a form, a yes is a word. */
function isYes(value: unknown): boolean {
  return value === true || value === 'true' || value === '1';
}
