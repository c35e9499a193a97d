import { z } from 'zod';
import type { Place } from '../../domain/place.ts';
import type { Act, CompletionRequest, Person, Request } from '../../domain/request.ts';
import { readPress } from './controls.ts';
import { withoutKey } from './key.ts';
import { mayManage } from './permissions.ts';

/** The command that is published; what people do are its subcommands. */
export const COMMAND = 'digest';

/** What an answer to an interaction needs. It holds for 15 minutes. */
export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly applicationId: string;
  /** What the bot may do where it happened, as Discord's decimal number; absent where it was not said. */
  readonly botRights?: string;
  readonly inThread: boolean;
}

/** An interaction, in the words of the design. */
export type Received =
  | { readonly kind: 'act'; readonly interaction: Interaction; readonly request: Request }
  | { readonly kind: 'completion'; readonly interaction: Interaction; readonly request: CompletionRequest };

const CHAT_INPUT = 2;
const COMPONENT = 3;
const AUTOCOMPLETE = 4;
const SUBCOMMAND = 1;
const STRING_SELECT = 3;
const BUTTON = 2;
const THREADS = new Set([10, 11, 12]);

const userSchema = z.object({
  id: z.string(),
  username: z.string(),
  global_name: z.string().nullish(),
  bot: z.boolean().optional(),
});
const optionSchema = z.object({
  name: z.string(),
  value: z.union([z.string(), z.number(), z.boolean()]).optional(),
  focused: z.boolean().optional(),
});
const interactionSchema = z.object({
  id: z.string(),
  application_id: z.string(),
  type: z.number(),
  token: z.string(),
  guild_id: z.string().nullish(),
  channel_id: z.string().optional(),
  channel: z.object({ id: z.string(), type: z.number().optional(), name: z.string().nullish() }).optional(),
  member: z
    .object({ user: userSchema.optional(), nick: z.string().nullish(), permissions: z.string().optional() })
    .nullish(),
  user: userSchema.nullish(),
  app_permissions: z.string().nullish(),
  locale: z.string().nullish(),
  data: z
    .object({
      name: z.string().optional(),
      options: z
        .array(optionSchema.extend({ type: z.number(), options: z.array(optionSchema).optional() }))
        .optional(),
      custom_id: z.string().optional(),
      component_type: z.number().optional(),
      values: z.array(z.string()).optional(),
    })
    .optional(),
});
type Raw = z.output<typeof interactionSchema>;

/**
 * Reads an interaction (docs.discord.com/developers/interactions/receiving-and-responding). Undefined for what the
 * bot does not offer. Throws when it has another shape.
 */
export function readInteraction(body: unknown): Received | undefined {
  const raw = interactionSchema.parse(body);
  const user = raw.member?.user ?? raw.user;
  const channel = raw.channel?.id ?? raw.channel_id;
  if (user === undefined || user === null || channel === undefined) return undefined;
  const place = placeOf(raw, channel, user);
  const person = personOf(raw, user);
  const interaction: Interaction = {
    id: raw.id,
    token: raw.token,
    applicationId: raw.application_id,
    inThread: THREADS.has(raw.channel?.type ?? 0),
    ...(raw.app_permissions ? { botRights: raw.app_permissions } : {}),
  };
  if (raw.type === AUTOCOMPLETE) {
    const typing = typingOf(raw);
    return (
      typing && {
        kind: 'completion',
        interaction,
        request: { platform: 'discord', place, person, ...typing },
      }
    );
  }
  const act = actOf(raw);
  if (act === undefined) return undefined;
  const id = `discord interaction ${raw.id}`;
  return { kind: 'act', interaction, request: { id, platform: 'discord', place, person, act } };
}

function actOf({ type, data }: Raw): Act | undefined {
  if (type === CHAT_INPUT) return commandOf(data);
  if (type !== COMPONENT || data?.custom_id === undefined) return undefined;
  const [chosen] = data.values ?? [];
  if (data.component_type === BUTTON) return readPress(withoutKey(data.custom_id));
  if (data.component_type !== STRING_SELECT || chosen === undefined) return undefined;
  return readPress(withoutKey(data.custom_id), chosen);
}

function commandOf(data: Raw['data']): Act | undefined {
  const subcommand = subcommandOf(data);
  if (subcommand === undefined) return undefined;
  const given = (subcommand.options ?? []).flatMap(({ name, value }) =>
    value === undefined ? [] : [[name, String(value)] as const],
  );
  return { kind: 'command', command: subcommand.name, options: Object.fromEntries(given) };
}

function typingOf({ data }: Raw): Pick<CompletionRequest, 'command' | 'option' | 'typed'> | undefined {
  const subcommand = subcommandOf(data);
  const focused = subcommand?.options?.find((option) => option.focused === true);
  if (subcommand === undefined || focused === undefined) return undefined;
  return { command: subcommand.name, option: focused.name, typed: String(focused.value ?? '') };
}

function subcommandOf(data: Raw['data']) {
  if (data?.name !== COMMAND) return undefined;
  return data.options?.find(({ type }) => type === SUBCOMMAND);
}

type User = z.output<typeof userSchema>;

/** Outside a guild every place is the person's own. */
function placeOf({ guild_id, channel }: Raw, channelId: string, user: User): Place {
  if (!guild_id) return personPlace(user.id, nameOf(user));
  const name = channel?.name;
  return {
    platform: 'discord',
    workspace: guild_id,
    kind: 'channel',
    id: channelId,
    ...(name ? { name } : {}),
  };
}

/** A person's direct messages. */
export function personPlace(id: string, name?: string): Place {
  return {
    platform: 'discord',
    workspace: `@me/${id}`,
    kind: 'person',
    id,
    ...(name === undefined ? {} : { name }),
  };
}

function personOf({ guild_id, member, locale }: Raw, user: User): Person {
  const language = locale?.split('-')[0];
  return {
    id: user.id,
    name: member?.nick || nameOf(user),
    mayManage: !guild_id || mayManage(member?.permissions),
    ...(language ? { locale: language } : {}),
  };
}

function nameOf({ global_name, username }: User): string {
  return global_name || username;
}

const messageSchema = z.object({
  id: z.string(),
  channel_id: z.string(),
  guild_id: z.string().nullish(),
  type: z.number().optional(),
  content: z.string(),
  author: userSchema,
  webhook_id: z.string().nullish(),
});
/** An ordinary message, and one that answers another. */
const SAID = new Set([0, 19]);

/** A direct message to the bot. */
export interface ReceivedMessage {
  readonly channel: string;
  readonly message: string;
  readonly request: Request;
}

/** Undefined for what nobody said to the bot: messages in servers, of bots, without words, notices. */
export function readMessage(body: unknown): ReceivedMessage | undefined {
  const { id, channel_id, guild_id, type = 0, content, author, webhook_id } = messageSchema.parse(body);
  if (guild_id || author.bot === true || webhook_id || !SAID.has(type) || content.trim() === '')
    return undefined;
  const name = nameOf(author);
  return {
    channel: channel_id,
    message: id,
    request: {
      id: `discord message ${id}`,
      platform: 'discord',
      place: personPlace(author.id, name),
      person: { id: author.id, name, mayManage: true },
      act: { kind: 'message', text: content },
    },
  };
}
