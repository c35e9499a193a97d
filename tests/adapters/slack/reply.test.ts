import { describe, expect, it } from 'vitest';
import { type Received, readAction, readCommand, readMessage } from '../../../src/adapters/slack/receive.ts';
import { createReply } from '../../../src/adapters/slack/reply.ts';
import type { Message } from '../../../src/domain/message.ts';

const message = (text: string): Message => ({
  title: 'Title',
  locale: 'en',
  blocks: [{ kind: 'line', content: [{ kind: 'text', text }] }],
});
/** A message so long that it has this many parts. */
const long = (parts: number): Message => ({
  title: 'Title',
  locale: 'en',
  blocks: Array.from({ length: parts * 4 }, () => ({
    kind: 'line' as const,
    content: [{ kind: 'text' as const, text: 'x'.repeat(2_900) }],
  })),
});

/** What reached Slack, in order. */
function witness(refuseAddress = false) {
  const sent: { readonly by: string; readonly body: Readonly<Record<string, unknown>> }[] = [];
  return {
    sent,
    tools: {
      botName: 'newsdigest',
      respond: async (_url: string, body: object) => {
        if (!refuseAddress) sent.push({ by: 'address', body: { ...body } });
        return !refuseAddress;
      },
      call: async (method: string, args: Readonly<Record<string, unknown>>) => {
        sent.push({ by: method, body: args });
        return { ok: true, ts: `1.${sent.length}` };
      },
    },
  };
}

const command: Received = readCommand({
  team_id: 'T1',
  channel_id: 'C1',
  channel_name: 'news',
  user_id: 'U1',
  response_url: 'https://hooks.example/1',
});
const pressed = readAction({
  team: { id: 'T1' },
  user: { id: 'U1' },
  channel: { id: 'C1' },
  response_url: 'https://hooks.example/2',
  actions: [{ type: 'button', action_id: 'digest.more' }],
}) as Received;
const written = readMessage(
  {
    event_id: 'E1',
    team_id: 'T1',
    event: { type: 'message', channel: 'D1', channel_type: 'im', user: 'U1', text: 'hi' },
  },
  'UBOT',
) as Received;

describe('an answer', () => {
  it('to a command goes to its address, private or public', async () => {
    const { sent, tools } = witness();
    await createReply(command, tools).send(message('One'), 'private');
    await createReply(command, tools).send(message('Two'), 'public');
    expect(sent.map(({ body }) => body['response_type'])).toEqual(['ephemeral', 'in_channel']);
    expect(sent.map(({ body }) => body['replace_original'])).toEqual([false, false]);
  });

  it('to a command is replaced by a second one', async () => {
    const { sent, tools } = witness();
    const reply = createReply(command, tools);
    await reply.send(message('One'), 'private');
    await reply.send(message('Two'), 'private');
    expect(sent.map(({ body }) => body['replace_original'])).toEqual([false, true]);
  });

  it('to a press never replaces the message that was pressed', async () => {
    const { sent, tools } = witness();
    const reply = createReply(pressed, tools);
    await reply.send(message('One'), 'private');
    await reply.send(message('Two'), 'private');
    expect(sent.map(({ body }) => body['replace_original'])).toEqual([false, false]);
  });

  it('uses an address five times and goes on without it', async () => {
    const { sent, tools } = witness();
    await createReply(command, tools).send(long(6), 'private');
    const ways = sent.map(({ by }) => by);
    expect(ways.slice(0, 5)).toEqual(Array(5).fill('address'));
    expect(new Set(ways.slice(5))).toEqual(new Set(['chat.postEphemeral']));
    expect(sent[5]?.body).toMatchObject({ channel: 'C1', user: 'U1' });
  });

  it('finds another way when the address has run out', async () => {
    const { sent, tools } = witness(true);
    await createReply(command, tools).send(message('One'), 'private');
    await createReply(command, tools).send(message('Two'), 'public');
    expect(sent.map(({ by }) => by)).toEqual(['chat.postEphemeral', 'chat.postMessage']);
  });

  it('to a message stands in the direct message, and a second one changes it', async () => {
    const { sent, tools } = witness();
    const reply = createReply(written, tools);
    await reply.send(message('One'), 'private');
    await reply.send(message('Two'), 'private');
    expect(sent.map(({ by }) => by)).toEqual(['chat.postMessage', 'chat.update']);
    expect(sent[1]?.body).toMatchObject({ channel: 'D1', ts: '1.1' });
  });

  it('waits a little when Slack asks for it, and says so when Slack refuses', async () => {
    let tries = 0;
    const call = async () => {
      tries += 1;
      if (tries === 1) throw { code: 'slack_webapi_rate_limited_error', retryAfter: 0.01 };
      if (tries === 2) return { ts: '1.1' };
      throw { code: 'slack_webapi_platform_error', data: { error: 'is_archived' } };
    };
    const { tools } = witness();
    await createReply(written, { ...tools, call }).send(message('One'), 'private');
    expect(tries).toBe(2);
    await expect(createReply(written, { ...tools, call }).send(message('Two'), 'private')).rejects.toThrow(
      'is_archived',
    );
  });
});
