import { flat, listOf } from './check-message.ts';
import type { Gateway } from './gateway.ts';
import type { Interaction, Interactions } from './interactions.ts';
import { channelJson, messageJson } from './rest-api.ts';
import type { Channel, JsonObject, Message, State, User } from './state.ts';

export interface PersonTools {
  readonly state: State;
  readonly gateway: Gateway;
  readonly interactions: Interactions;
}

/** An interaction that was sent to the app, which can be sent again. */
export interface Sent {
  readonly interaction: Interaction;
  readonly data: JsonObject;
}

/** A person at their Discord: what they do reaches the app as Discord would send it. */
export interface WorldPerson {
  readonly user: User;
  /** `/digest NAME` with its options; only what is published can be used. */
  command(name: string, options: Readonly<Record<string, string | number>>, channel?: Channel): Promise<Sent>;
  /** What is offered while an option is typed. */
  complete(name: string, option: string, typed: string, channel?: Channel): Promise<readonly JsonObject[]>;
  press(message: Message, label: string): Promise<Sent>;
  choose(message: Message, label: string): Promise<Sent>;
  /** A direct message to the bot. */
  write(text: string): Message;
  /** Discord delivers it once more. */
  again(sent: Sent): void;
  /** What the bot says that they see in a channel, or in their direct messages. */
  sees(channel?: Channel): readonly Message[];
  /** Waits until they see `count` messages that are not "thinking". */
  awaits(count: number, channel?: Channel): Promise<readonly Message[]>;
}

const COMMAND = 2;
const COMPONENT = 3;
const AUTOCOMPLETE = 4;

export function createPerson(user: User, { state, gateway, interactions }: PersonTools): WorldPerson {
  const direct = (): Channel => state.directChannel(user);

  function send(type: number, channel: Channel, data: JsonObject, message?: Message): Sent {
    const interaction = interactions.open(type, channel, user, state.nextId());
    const sent = { interaction, data: interactionJson(state, interaction, data, message) };
    gateway.dispatch('INTERACTION_CREATE', sent.data);
    return sent;
  }

  async function acknowledged(sent: Sent): Promise<Sent> {
    await until(() => sent.interaction.acknowledgedAfter !== undefined, 'an acknowledgement');
    return sent;
  }

  const isSeen = ({ author, onlyFor }: Message): boolean =>
    author === state.bot && (onlyFor === undefined || onlyFor === user.id);
  const sees = (channel = direct()): readonly Message[] =>
    state.messages.filter((message) => message.channel === channel && isSeen(message));

  function publishedOption(name: string, channel: Channel): readonly JsonObject[] {
    const commands = [
      ...(state.commands.get('global') ?? []),
      ...(state.commands.get(channel.guildId ?? '') ?? []),
    ];
    const digest = commands.find((command) => command['name'] === 'digest');
    const contexts = digest?.['contexts'] as readonly number[] | null | undefined;
    const isHere = channel.type !== 1 || contexts === null || contexts?.includes(1) === true;
    const subcommand = listOf(digest?.['options']).find((option) => option['name'] === name);
    if (subcommand === undefined || !isHere) throw new Error(`There is no /digest ${name} here.`);
    return listOf(subcommand['options']);
  }

  function press(message: Message, wanted: (control: JsonObject) => JsonObject | undefined): Promise<Sent> {
    for (const control of flat(message.components)) {
      const data = wanted(control);
      if (data !== undefined) {
        const component = {
          custom_id: control['custom_id'],
          component_type: control['type'],
          id: control['id'] ?? 2,
        };
        return acknowledged(send(COMPONENT, message.channel, { ...component, ...data }, message));
      }
    }
    throw new Error(`The message has no such control: ${textOf(message)}`);
  }

  return {
    user,
    sees,
    command(name, options, channel = direct()) {
      const known = publishedOption(name, channel);
      const given = known.flatMap((option) => {
        const value = options[String(option['name'])];
        if (value === undefined && option['required'] === true)
          throw new Error(`${option['name']} is required`);
        if (value !== undefined && (option['type'] === 4) !== (typeof value === 'number'))
          throw new Error('type');
        return value === undefined ? [] : [{ type: option['type'], name: option['name'], value }];
      });
      const subcommand = { type: 1, name, options: given };
      return acknowledged(
        send(COMMAND, channel, { id: '1', type: 1, name: 'digest', options: [subcommand] }),
      );
    },
    async complete(name, option, typed, channel = direct()) {
      const known = publishedOption(name, channel).find((each) => each['name'] === option);
      if (known?.['autocomplete'] !== true) throw new Error(`${option} does not complete`);
      const options = [
        { type: 1, name, options: [{ type: known['type'], name: option, value: typed, focused: true }] },
      ];
      const sent = send(AUTOCOMPLETE, channel, { id: '1', type: 1, name: 'digest', options });
      await acknowledged(sent);
      return sent.interaction.choices ?? [];
    },
    press: (message, label) =>
      press(message, (control) => (control['type'] === 2 && control['label'] === label ? {} : undefined)),
    choose: (message, label) =>
      press(message, (control) => {
        const option = listOf(control['options']).find((each) => String(each['label']).startsWith(label));
        return option && { values: [option['value']] };
      }),
    write(text) {
      const channel = direct();
      const message: Message = {
        id: state.nextId(),
        channel,
        author: user,
        content: text,
        components: [],
        flags: 0,
        thinking: false,
        edits: 0,
      };
      state.messages.push(message);
      gateway.dispatch('MESSAGE_CREATE', messageJson(message));
      return message;
    },
    again: ({ data }) => gateway.dispatch('INTERACTION_CREATE', data),
    async awaits(count, channel = direct()) {
      const answers = (): readonly Message[] => sees(channel).filter(({ thinking }) => !thinking);
      await until(
        () => answers().length >= count,
        () => `${count} messages; seen: ${answers().map(textOf).join(' | ')}`,
      );
      return answers();
    },
  };
}

function interactionJson(
  state: State,
  interaction: Interaction,
  data: JsonObject,
  message?: Message,
): JsonObject {
  const { id, token, type, channel, user } = interaction;
  const person = { ...user, discriminator: '0', global_name: user.username, avatar: null };
  const rights = String(state.rightsOf(state.bot.id, channel));
  const where =
    channel.type === 1
      ? { user: person, context: 1 }
      : {
          guild_id: channel.guildId,
          guild: { id: channel.guildId, locale: 'en-US', features: [] },
          guild_locale: 'en-US',
          context: 0,
          member: {
            user: person,
            nick: null,
            roles: [],
            joined_at: '2026-01-01T00:00:00Z',
            permissions: String(state.rightsOf(user.id, channel)),
            deaf: false,
            mute: false,
          },
        };
  return {
    id,
    application_id: state.appId,
    type,
    token,
    version: 1,
    data,
    channel_id: channel.id,
    channel: { ...channelJson(channel), permissions: '0' },
    app_permissions: rights,
    locale: 'en-US',
    entitlements: [],
    authorizing_integration_owners: {},
    attachment_size_limit: 524_288_000,
    ...where,
    ...(message === undefined ? {} : { message: messageJson(message) }),
  };
}

/** The words of a message, as they were sent. */
export function textOf({ content, components }: Message): string {
  const texts = flat(components).flatMap((component) => {
    const text = component['content'] ?? component['label'];
    return typeof text === 'string' ? [text] : [];
  });
  return [content, ...texts].filter((text) => text !== '').join('\n');
}

/** Waits for something to become true; throws after some time what did not. */
export async function until(
  isTrue: () => boolean,
  what: string | (() => string),
  milliseconds = 4_000,
): Promise<void> {
  for (const end = performance.now() + milliseconds; !isTrue(); ) {
    if (performance.now() > end)
      throw new Error(`Waited in vain for ${typeof what === 'string' ? what : what()}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
