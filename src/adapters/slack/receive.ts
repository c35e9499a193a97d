import { z } from 'zod';
import type { Place } from '../../domain/place.ts';
import type { Act } from '../../domain/request.ts';
import { readPress } from './controls.ts';
import { plainWords, withoutMention } from './plain-words.ts';

/** The slash command that the manifest names. */
export const COMMAND = '/digest';

/** Where an answer goes. */
export type AnswerTo =
  /** `replaces`: whether the address can replace its own first answer (a press would replace the message pressed). */
  | { readonly kind: 'response-url'; readonly url: string; readonly replaces: boolean }
  /** Among the messages of the channel, seen by the person alone when it is private. */
  | { readonly kind: 'channel'; readonly thread?: string };

/** What came from Slack, in the words of the design; who the person is still has to be asked. */
export interface Received {
  /** The same for each delivery of the same act. */
  readonly id: string;
  readonly place: Place;
  /** The channel it was done in; in a direct message not the place's id. */
  readonly channel: string;
  readonly personId: string;
  readonly personName?: string;
  readonly act: Act;
  readonly answerTo: AnswerTo;
}

const commandSchema = z.object({
  trigger_id: z.string().optional(),
  team_id: z.string(),
  channel_id: z.string(),
  channel_name: z.string().optional(),
  user_id: z.string(),
  user_name: z.string().optional(),
  text: z.string().default(''),
  response_url: z.string().optional(),
});

/** A slash command (docs.slack.dev/interactivity/implementing-slash-commands). Throws when it has another shape. */
export function readCommand(body: unknown): Received {
  const command = commandSchema.parse(body);
  const person = { id: command.user_id, ...named(command.user_name) };
  return {
    id: `slack command ${command.trigger_id ?? command.response_url ?? JSON.stringify(command)}`,
    ...whereAndWho(command.team_id, command.channel_id, command.channel_name, person),
    act: { kind: 'words', words: plainWords(command.text) },
    answerTo: addressOr(command.response_url, true),
  };
}

function addressOr(url: string | undefined, replaces: boolean): AnswerTo {
  return url === undefined ? { kind: 'channel' } : { kind: 'response-url', url, replaces };
}

const pressSchema = z.object({
  trigger_id: z.string().optional(),
  team: z.object({ id: z.string() }).nullish(),
  user: z.object({
    id: z.string(),
    name: z.string().optional(),
    username: z.string().optional(),
    team_id: z.string().optional(),
  }),
  channel: z.object({ id: z.string(), name: z.string().optional() }).optional(),
  container: z.looseObject({ channel_id: z.string().optional() }).optional(),
  response_url: z.string().optional(),
  actions: z
    .array(
      z.object({
        type: z.string(),
        action_id: z.string(),
        action_ts: z.string().optional(),
        value: z.string().optional(),
        selected_option: z.object({ value: z.string() }).nullish(),
      }),
    )
    .min(1),
});

/** A press of a button or a choice from a menu (`block_actions`); undefined for any other control. */
export function readAction(body: unknown): Received | undefined {
  const press = pressSchema.parse(body);
  const [action] = press.actions;
  const channel = press.channel?.id ?? press.container?.channel_id;
  const workspace = press.team?.id ?? press.user.team_id;
  if (action === undefined || channel === undefined || workspace === undefined) return undefined;
  const act = actOf(action);
  if (act === undefined) return undefined;
  const person = { id: press.user.id, ...named(press.user.username ?? press.user.name) };
  return {
    id: `slack action ${press.trigger_id ?? `${press.user.id} ${action.action_ts}`}`,
    ...whereAndWho(workspace, channel, press.channel?.name, person),
    act,
    answerTo: addressOr(press.response_url, false),
  };
}

function actOf(action: z.output<typeof pressSchema>['actions'][number]): Act | undefined {
  if (action.type === 'button') return readPress('button', action.action_id, action.value ?? '');
  const chosen = action.selected_option?.value;
  if (action.type !== 'static_select' || chosen === undefined) return undefined;
  return readPress('static_select', action.action_id, chosen);
}

const eventSchema = z.object({
  event_id: z.string().optional(),
  team_id: z.string(),
  event: z.object({
    type: z.string(),
    subtype: z.string().optional(),
    channel: z.string(),
    channel_type: z.string().optional(),
    user: z.string().optional(),
    bot_id: z.string().nullish(),
    hidden: z.boolean().optional(),
    text: z.string().optional(),
    ts: z.string().optional(),
    thread_ts: z.string().optional(),
  }),
});

/**
 * A message to the bot, or one that mentions it. Undefined for what nobody said to it: other bots' and its own
 * messages, edits, deletions and notices (they have a subtype), messages of channels.
 */
export function readMessage(body: unknown, botUserId: string | undefined): Received | undefined {
  const { event, event_id, team_id } = eventSchema.parse(body);
  const { user, text } = event;
  if (
    event.subtype !== undefined ||
    event.bot_id ||
    event.hidden ||
    user === undefined ||
    user === botUserId
  ) {
    return undefined;
  }
  const isMention = event.type === 'app_mention';
  const isDirect = (event.channel_type ?? (event.channel.startsWith('D') ? 'im' : '')) === 'im';
  if (text === undefined || (!isMention && !isDirect)) return undefined;
  return {
    id: `slack event ${event_id ?? `${event.channel} ${event.ts}`}`,
    ...whereAndWho(team_id, event.channel, undefined, { id: user }),
    act: isMention
      ? { kind: 'words', words: plainWords(withoutMention(text, botUserId)) }
      : { kind: 'message', text: plainWords(text) },
    answerTo: { kind: 'channel', ...(event.thread_ts === undefined ? {} : { thread: event.thread_ts }) },
  };
}

const openedSchema = z.object({
  team_id: z.string(),
  event: z.object({ user: z.string() }),
});

/** Who has opened the app's home. */
export function readOpened(body: unknown): Place {
  const { team_id, event } = openedSchema.parse(body);
  return { platform: 'slack', workspace: team_id, kind: 'person', id: event.user };
}

/** A direct message is its person's place, whichever channel it goes through. */
function whereAndWho(
  workspace: string,
  channel: string,
  channelName: string | undefined,
  person: { readonly id: string; readonly name?: string },
): Pick<Received, 'place' | 'channel' | 'personId' | 'personName'> {
  const isDirect = channel.startsWith('D') || channelName === 'directmessage';
  const place: Place = isDirect
    ? { platform: 'slack', workspace, kind: 'person', id: person.id, ...named(person.name) }
    : { platform: 'slack', workspace, kind: 'channel', id: channel, ...named(knownName(channelName)) };
  return {
    place,
    channel,
    personId: person.id,
    ...(person.name === undefined ? {} : { personName: person.name }),
  };
}

/** Slack calls every private channel `privategroup`. */
function knownName(name: string | undefined): string | undefined {
  return name === 'privategroup' ? undefined : name;
}

function named(name: string | undefined): { readonly name?: string } {
  return name === undefined || name === '' ? {} : { name };
}
