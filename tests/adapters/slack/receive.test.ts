import { describe, expect, it } from 'vitest';
import { readAction, readCommand, readMessage, readOpened } from '../../../src/adapters/slack/receive.ts';

const command = {
  trigger_id: 't1',
  team_id: 'T1',
  channel_id: 'C1',
  channel_name: 'news',
  user_id: 'U1',
  user_name: 'ada',
  text: 'summarize https://a.example/?b=1&amp;c=2',
  response_url: 'https://hooks.example/1',
};

describe('a slash command', () => {
  it('is words from a channel, answered at its address', () => {
    expect(readCommand(command)).toEqual({
      id: 'slack command t1',
      place: { platform: 'slack', workspace: 'T1', kind: 'channel', id: 'C1', name: 'news' },
      channel: 'C1',
      personId: 'U1',
      personName: 'ada',
      act: { kind: 'words', words: 'summarize https://a.example/?b=1&c=2' },
      answerTo: { kind: 'response-url', url: 'https://hooks.example/1', replaces: true },
    });
  });

  it('in a direct message belongs to the person', () => {
    const direct = readCommand({ ...command, channel_id: 'D1', channel_name: 'directmessage' });
    expect(direct.place).toEqual({
      platform: 'slack',
      workspace: 'T1',
      kind: 'person',
      id: 'U1',
      name: 'ada',
    });
    expect(direct.channel).toBe('D1');
  });

  it('in a private channel does not take the name that Slack gives all of them', () => {
    expect(readCommand({ ...command, channel_name: 'privategroup' }).place).not.toHaveProperty('name');
  });

  it('without text asks for nothing yet', () => {
    const { text: _, ...bare } = command;
    expect(readCommand(bare).act).toEqual({ kind: 'words', words: '' });
  });
});

describe('a press', () => {
  const press = (action: object, more: object = {}) => ({
    trigger_id: 't2',
    team: { id: 'T1' },
    user: { id: 'U1', username: 'ada' },
    channel: { id: 'C1', name: 'news' },
    response_url: 'https://hooks.example/2',
    actions: [action],
    ...more,
  });

  it('of a button carries its value, and never replaces the message', () => {
    expect(readAction(press({ type: 'button', action_id: 'digest.more:2', value: 'd1' }))).toMatchObject({
      id: 'slack action t2',
      act: { kind: 'button', action: 'digest.more', value: 'd1' },
      answerTo: { kind: 'response-url', replaces: false },
    });
  });

  it('of a menu carries what was chosen', () => {
    const chosen = { type: 'static_select', action_id: 'story.open', selected_option: { value: 'd1:s2' } };
    expect(readAction(press(chosen))?.act).toEqual({
      kind: 'menu',
      action: 'story.open',
      value: 'd1',
      chosen: 's2',
    });
  });

  it('of anything else is left alone', () => {
    expect(readAction(press({ type: 'datepicker', action_id: 'x' }))).toBeUndefined();
    expect(readAction(press({ type: 'button', action_id: 'x' }, { channel: undefined }))).toBeUndefined();
  });
});

describe('an event', () => {
  const event = (more: object) => ({
    event_id: 'Ev1',
    team_id: 'T1',
    event: { type: 'message', channel: 'D1', channel_type: 'im', user: 'U1', text: 'hello', ...more },
  });

  it('is a message of a person to the bot', () => {
    expect(readMessage(event({ text: '<https://a.example/x|a.example> &amp; more' }), 'UBOT')).toMatchObject({
      id: 'slack event Ev1',
      place: { kind: 'person', id: 'U1' },
      act: { kind: 'message', text: 'https://a.example/x & more' },
      answerTo: { kind: 'channel' },
    });
  });

  it('is a command when the bot is mentioned', () => {
    const mention = event({
      type: 'app_mention',
      channel: 'C1',
      channel_type: undefined,
      text: '<@UBOT> now 3',
      thread_ts: '1.1',
    });
    for (const bot of ['UBOT', undefined]) {
      expect(readMessage(mention, bot)).toMatchObject({
        place: { kind: 'channel', id: 'C1' },
        act: { kind: 'words', words: 'now 3' },
        answerTo: { kind: 'channel', thread: '1.1' },
      });
    }
  });

  it.each([
    ['of another bot', { bot_id: 'B1' }],
    ['of the bot itself', { user: 'UBOT' }],
    ['that was edited', { subtype: 'message_changed' }],
    ['of nobody', { user: undefined }],
    ['that is hidden', { hidden: true }],
    ['in a channel', { channel: 'C1', channel_type: 'channel' }],
    ['without text', { text: undefined }],
  ])('%s is not for the bot', (_, more) => {
    expect(readMessage(event(more), 'UBOT')).toBeUndefined();
  });

  it('says who opened the app', () => {
    const opened = { team_id: 'T1', event: { type: 'app_home_opened', user: 'U1', tab: 'home' } };
    expect(readOpened(opened)).toEqual({ platform: 'slack', workspace: 'T1', kind: 'person', id: 'U1' });
  });
});
