import { randomUUID } from 'node:crypto';
import type { AppConnection, Delivered, EnvelopeKind } from './app-connection.ts';
import {
  APP_ID,
  type Block,
  BOT_USER,
  type Channel,
  type Message,
  TEAM,
  type User,
  type Workspace,
} from './workspace.ts';

export interface PersonTools {
  readonly workspace: Workspace;
  readonly way: AppConnection;
  readonly scopes: ReadonlySet<string>;
  now(): Temporal.Instant;
  /** A `response_url` for them. */
  answerAddress(channel: string, pressed?: Message): string;
}

/** Something that Slack sent to the app, which can be sent again. */
export interface Sent extends Delivered {
  readonly kind: EnvelopeKind;
  readonly payload: object;
}

/** A person at their Slack: what they do reaches the app as Slack would send it. */
export interface WorldPerson {
  readonly user: User;
  /** `/digest now` typed in a channel (or, with none, in the direct message with the bot). */
  command(line: string, channel?: Channel): Promise<Sent>;
  /** A message to the bot. */
  write(text: string, more?: Readonly<Record<string, unknown>>): Promise<Sent>;
  /** `@newsdigest text` in a channel. */
  mention(text: string, channel: Channel): Promise<Sent>;
  /** Presses the button with this label in a message that they see. */
  press(message: Message, label: string): Promise<Sent>;
  /** Picks the option with this label from the menu of a message that they see. */
  choose(message: Message, label: string): Promise<Sent>;
  openHome(): Promise<Sent>;
  /** Slack sends it once more. */
  again(sent: Sent): Promise<Sent>;
  /** What they see in a channel, or in the direct message, besides what they wrote themselves. */
  sees(channel?: Channel): readonly Message[];
  /** Waits until they see `count` messages of the bot; throws what they see after three seconds. */
  awaits(count: number, channel?: Channel): Promise<readonly Message[]>;
}

export function createPerson(user: User, tools: PersonTools): WorldPerson {
  const { workspace, way, scopes } = tools;
  const direct = (): Channel => workspace.directChannel(user.id);

  async function send(kind: EnvelopeKind, payload: object): Promise<Sent> {
    return { kind, payload, ...(await way.deliver(kind, payload)) };
  }

  const channelName = ({ kind, name }: Channel): string =>
    kind === 'im' ? 'directmessage' : kind === 'private' ? 'privategroup' : name;

  async function event(event: Readonly<Record<string, unknown>>): Promise<Sent> {
    return send('events_api', {
      token: 'unused',
      team_id: TEAM,
      api_app_id: APP_ID,
      event,
      type: 'event_callback',
      event_id: `Ev${randomUUID()}`,
      event_time: Math.floor(tools.now().epochMilliseconds / 1000),
      authorizations: [
        { enterprise_id: null, team_id: TEAM, user_id: BOT_USER, is_bot: true, is_enterprise_install: false },
      ],
      is_ext_shared_channel: false,
    });
  }

  async function act(message: Message, control: Block, more: object): Promise<Sent> {
    const channel = workspace.channels.get(message.channel);
    const name = channel === undefined ? 'unknown' : channelName(channel);
    return send('interactive', {
      type: 'block_actions',
      user: { id: user.id, username: user.name, name: user.name, team_id: TEAM },
      api_app_id: APP_ID,
      token: 'unused',
      container: {
        type: 'message',
        message_ts: message.ts,
        channel_id: message.channel,
        is_ephemeral: message.onlyFor !== undefined,
      },
      trigger_id: randomUUID(),
      team: { id: TEAM, domain: 'world' },
      enterprise: null,
      is_enterprise_install: false,
      channel: { id: message.channel, name },
      response_url: tools.answerAddress(message.channel, message),
      actions: [
        {
          type: control['type'],
          action_id: control['action_id'],
          block_id: 'b',
          action_ts: message.ts,
          ...more,
        },
      ],
    });
  }

  const sees = (channel = direct()): readonly Message[] =>
    workspace.seenBy(user.id, channel.id).filter((message) => message.user === BOT_USER);

  return {
    user,
    command(line, channel = direct()) {
      const [command = '', ...words] = line.split(' ');
      return send('slash_commands', {
        token: 'unused',
        team_id: TEAM,
        team_domain: 'world',
        channel_id: channel.id,
        channel_name: channelName(channel),
        user_id: user.id,
        user_name: user.name,
        command,
        text: escaped(words.join(' ')),
        api_app_id: APP_ID,
        is_enterprise_install: 'false',
        response_url: tools.answerAddress(channel.id),
        trigger_id: randomUUID(),
      });
    },
    async write(text, more = {}) {
      const { id } = direct();
      const { ts } = workspace.append({ channel: id, user: user.id, text, blocks: [] });
      if (!scopes.has('im:history'))
        throw new Error('the app is not told of direct messages without im:history');
      const base = {
        type: 'message',
        channel: id,
        channel_type: 'im',
        user: user.id,
        text: linked(escaped(text)),
        ts,
      };
      return event({ ...base, event_ts: ts, team: TEAM, ...more });
    },
    async mention(text, channel) {
      const whole = `<@${BOT_USER}> ${escaped(text)}`;
      const { ts } = workspace.append({ channel: channel.id, user: user.id, text: whole, blocks: [] });
      if (!scopes.has('app_mentions:read')) throw new Error('the app is not told of mentions');
      return event({
        type: 'app_mention',
        user: user.id,
        text: whole,
        ts,
        channel: channel.id,
        event_ts: ts,
        team: TEAM,
      });
    },
    async press(message, label) {
      const button = controlsOf(message).find((each) => labelOf(each['text']) === label);
      if (button === undefined) throw new Error(`no button "${label}" in ${JSON.stringify(message.blocks)}`);
      return act(message, button, { text: button['text'], value: button['value'] });
    },
    async choose(message, label) {
      const menus = controlsOf(message).filter((each) => each['type'] === 'static_select');
      for (const menu of menus) {
        const option = (menu['options'] as Block[]).find((each) => labelOf(each['text']) === label);
        if (option !== undefined) return act(message, menu, { selected_option: option });
      }
      throw new Error(`no option "${label}" in ${JSON.stringify(menus)}`);
    },
    openHome: () => event({ type: 'app_home_opened', user: user.id, channel: direct().id, tab: 'messages' }),
    again: (sent) => send(sent.kind, sent.payload),
    sees,
    async awaits(count, channel) {
      for (let tries = 0; tries < 300 && sees(channel).length < count; tries += 1) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      const seen = sees(channel);
      if (seen.length < count)
        throw new Error(`${user.name} sees ${JSON.stringify(seen.map(({ text }) => text))}`);
      return seen;
    },
  };
}

function controlsOf(message: Message): readonly Block[] {
  return message.blocks
    .filter((block) => block['type'] === 'actions')
    .flatMap((block) => block['elements'] as readonly Block[]);
}

function labelOf(text: unknown): string {
  return String((text as { text?: string } | undefined)?.text);
}

/** Slack escapes what people type. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** And makes links of addresses. */
function linked(text: string): string {
  return text.replace(/https?:\/\/[^\s<>]+/g, '<$&>');
}
