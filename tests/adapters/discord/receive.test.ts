import { describe, expect, it } from 'vitest';
import { readInteraction, readMessage } from '../../../src/adapters/discord/receive.ts';

const user = { id: '7', username: 'alice', global_name: 'Alice' };
const command = {
  id: '1',
  application_id: '2',
  type: 2,
  token: 't',
  guild_id: '3',
  channel_id: '4',
  channel: { id: '4', type: 0, name: 'news' },
  member: { user, nick: 'Al', permissions: '0' },
  app_permissions: '3072',
  locale: 'pt-BR',
  data: {
    name: 'digest',
    type: 1,
    options: [{ type: 1, name: 'now', options: [{ type: 4, name: 'count', value: 3 }] }],
  },
};

describe('What comes from Discord', () => {
  it('is a command with its options as words', () => {
    expect(readInteraction(command)).toEqual({
      kind: 'act',
      interaction: { id: '1', token: 't', applicationId: '2', botRights: '3072', inThread: false },
      request: {
        id: 'discord interaction 1',
        platform: 'discord',
        place: { platform: 'discord', workspace: '3', kind: 'channel', id: '4', name: 'news' },
        person: { id: '7', name: 'Al', mayManage: false, locale: 'pt' },
        act: { kind: 'command', command: 'now', options: { count: '3' } },
      },
    });
  });

  it('is in the person’s own place outside a server', () => {
    const { guild_id: _, member: __, ...direct } = command;
    expect(readInteraction({ ...direct, user })).toMatchObject({
      request: {
        place: { workspace: '@me/7', kind: 'person', id: '7', name: 'Alice' },
        person: { name: 'Alice', mayManage: true },
      },
    });
  });

  it.each([
    ['16', true],
    ['8', true],
    ['32', false],
    ['not a number', false],
  ])('rights %s may decide: %s', (permissions, mayManage) => {
    const read = readInteraction({ ...command, member: { ...command.member, permissions } });
    expect(read?.request.person.mayManage).toBe(mayManage);
  });

  it('is a press without the key of its post, and a choice', () => {
    const press = { ...command, type: 3, data: { component_type: 2, custom_id: 'digest.more:d1~k.0' } };
    expect(readInteraction(press)).toMatchObject({
      request: { act: { kind: 'button', action: 'digest.more', value: 'd1' } },
    });
    const choice = { ...press, data: { component_type: 3, custom_id: 'story.open:d1~k.0', values: ['s1'] } };
    expect(readInteraction(choice)).toMatchObject({
      request: { act: { kind: 'menu', action: 'story.open', value: 'd1', chosen: 's1' } },
    });
  });

  it('is a question for choices', () => {
    const options = [
      { type: 1, name: 'subscribe', options: [{ type: 3, name: 'zone', value: 'ber', focused: true }] },
    ];
    expect(readInteraction({ ...command, type: 4, data: { name: 'digest', options } })).toMatchObject({
      kind: 'completion',
      request: { command: 'subscribe', option: 'zone', typed: 'ber' },
    });
  });

  it.each([
    ['another app’s command', { ...command, data: { name: 'weather' } }],
    ['a form', { ...command, type: 5, data: { custom_id: 'x' } }],
    [
      'a menu of people',
      { ...command, type: 3, data: { component_type: 5, custom_id: 'a:b', values: ['7'] } },
    ],
    ['an interaction without a person', { ...command, member: undefined }],
  ])('is nothing of ours: %s', (_, body) => {
    expect(readInteraction(body)).toBeUndefined();
  });

  it('is refused when it has another shape', () => {
    expect(() => readInteraction({ id: 1 })).toThrow();
  });

  const message = { id: '1', channel_id: '2', type: 0, content: 'help', author: user };

  it('is a message to the bot', () => {
    expect(readMessage(message)).toMatchObject({
      channel: '2',
      message: '1',
      request: { id: 'discord message 1', place: { workspace: '@me/7', id: '7' }, act: { text: 'help' } },
    });
  });

  it.each([
    ['in a server', { ...message, guild_id: '3' }],
    ['of a bot', { ...message, author: { ...user, bot: true } }],
    ['of a webhook', { ...message, webhook_id: '8' }],
    ['without words', { ...message, content: ' ' }],
    ['a notice', { ...message, type: 6 }],
  ])('is nothing said to the bot: %s', (_, body) => {
    expect(readMessage(body)).toBeUndefined();
  });
});
