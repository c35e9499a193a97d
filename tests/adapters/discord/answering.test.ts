import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDiscordPlatform, type DiscordPlatform } from '../../../src/adapters/discord/platform.ts';
import { specs } from '../../../src/commands/catalog.ts';
import type { Message } from '../../../src/domain/message.ts';
import type { Request } from '../../../src/domain/request.ts';
import type { Inbox, Reply } from '../../../src/ports/chat-platform.ts';
import { createDiscordWorld, type DiscordWorld } from '../../world/discord/discord-world.ts';
import { textOf, until, type WorldPerson } from '../../world/discord/person.ts';
import type { Channel } from '../../world/discord/state.ts';

/** A message that takes as many parts as there are texts, and one that says nothing more. */
function message(...texts: readonly string[]): Message {
  const filler = (text: string) => `${text} ${'x'.repeat(2_500)}`;
  return {
    title: 'Answer',
    locale: 'en',
    blocks: texts.map((text) => ({
      kind: 'line' as const,
      content: [{ kind: 'text' as const, text: texts.length === 1 ? text : filler(text) }],
    })),
  };
}

let discord: DiscordWorld;
let platform: DiscordPlatform;
let news: Channel;
let alice: WorldPerson;
let asked: Request[];
let inbox: { -readonly [member in keyof Inbox]: Inbox[member] };

beforeEach(async () => {
  discord = await createDiscordWorld();
  const user = discord.state.addUser('alice');
  news = discord.state.addChannel(discord.state.addGuild('Harbour', user), 'news');
  alice = discord.person(user);
  asked = [];
  inbox = {
    handle: async () => undefined,
    complete: async () => [],
    installed: async () => undefined,
    visibility: () => 'private',
  };
  const log = {
    debug: () => undefined,
    info: () => undefined,
    warn: () => undefined,
    error: () => undefined,
  };
  const now = () => Temporal.Now.instant();
  platform = createDiscordPlatform({ token: discord.token, apiUrl: discord.apiUrl, log, now });
  // What the inbox does is changed from test to test.
  await platform.start(
    {
      handle: (request, reply) => inbox.handle(request, reply),
      complete: (request) => inbox.complete(request),
      installed: (by) => inbox.installed(by),
      visibility: (command) => inbox.visibility(command),
    },
    specs,
  );
});
afterEach(async () => {
  expect(discord.misshapen).toEqual([]);
  await platform.stop();
  await discord.close();
});

function answerWith(work: (reply: Reply) => Promise<void>): void {
  inbox.handle = async (request, reply) => {
    asked.push(request);
    await work(reply);
  };
}

const seen = (channel: Channel | undefined = news): string[] =>
  alice.sees(channel).map((each) => textOf(each).slice(0, 9).trim());

describe('An answer', () => {
  it('comes in as many messages as it needs, all of them private', async () => {
    answerWith((reply) => reply.send(message('One', 'Two', 'Three'), 'private'));
    await alice.command('help', {}, news);
    const parts = await alice.awaits(3, news);
    expect(parts.every(({ onlyFor }) => onlyFor === alice.user.id)).toBe(true);
    expect(seen()[0]).toContain('One');
  });

  it('is seen by all when the command says so', async () => {
    inbox.visibility = () => 'public';
    answerWith((reply) => reply.send(message('One', 'Two'), 'public'));
    await alice.command('help', {}, news);
    const parts = await alice.awaits(2, news);
    expect(parts.map(({ onlyFor }) => onlyFor)).toEqual([undefined, undefined]);
  });

  it('is replaced by the next one, whether that is longer or shorter', async () => {
    answerWith(async (reply) => {
      await reply.send(message('Reading'), 'private');
      await reply.send(message('One', 'Two', 'Three'), 'private');
      await reply.send(message('Done'), 'private');
    });
    await alice.command('help', {}, news);
    await until(
      () => seen().join() === 'Done',
      () => seen().join(),
    );
  });

  it('in direct messages is replaced too', async () => {
    answerWith(async (reply) => {
      await reply.send(message('Reading'), 'private');
      await reply.send(message('One', 'Two'), 'private');
      await reply.send(message('Done'), 'private');
    });
    const question = alice.write('help');
    await until(() => alice.sees().map(textOf).join() === 'Done', 'the last answer');
    expect(alice.sees()[0]?.answers).toBe(question.id);
  });

  it('throws one sentence when Discord does not take it', async () => {
    let thrown: unknown;
    answerWith(async (reply) => {
      discord.pass({ minutes: 16 });
      thrown = await reply.send(message('Late'), 'private').catch((error: unknown) => error);
    });
    await alice.command('help', {}, news);
    await until(() => thrown !== undefined, 'a refusal');
    expect(String(thrown)).toMatch(/^Error: Discord did not take an answer: .*\.$/);
  });

  it.each([
    ['Discord stumbles', { kind: 'status', status: 502 }],
    ['the connection breaks', { kind: 'cut' }],
    ['its own answer is lost', { kind: 'drop-answer' }],
  ] as const)('is given when %s at the acknowledgement', async (_, fault) => {
    answerWith((reply) => reply.send(message('One'), 'private'));
    discord.faults.next('callback', fault);
    await alice.command('help', {}, news);
    expect((await alice.awaits(1, news)).map(textOf)).toEqual(['One']);
    expect(asked).toHaveLength(1);
  });

  it('is not given to what came too late', async () => {
    answerWith((reply) => reply.send(message('One'), 'private'));
    discord.faults.next('callback', { kind: 'refused', status: 404, code: 10062 });
    alice.command('help', {}, news).catch(() => undefined);
    await until(() => discord.calls.some(({ status }) => status === 404), 'a refusal');
    await alice.command('help', {}, news);
    await alice.awaits(1, news);
    expect(asked).toHaveLength(1);
  });

  it('is told why the bot may not post here', async () => {
    const reasons: (string | undefined)[] = [];
    answerWith(async (reply) => {
      reasons.push(await reply.whyNotPost());
      await reply.send(message('One'), 'private');
    });
    await alice.command('help', {}, news);
    discord.state.forbid(news, 'sendMessages');
    const thread = discord.state.addChannel([...discord.state.guilds.values()][0] as never, 'talk', {
      type: 11,
      parentId: news.id,
    });
    await alice.awaits(1, news);
    await alice.command('help', {}, news);
    await alice.command('help', {}, thread);
    await alice.awaits(1, thread);
    discord.state.forbid(news, 'sendMessagesInThreads');
    await alice.command('help', {}, thread);
    await alice.command('help', {});
    await alice.awaits(1);
    expect(reasons.map((reason) => reason?.split('\n')[1]?.split('.')[0])).toEqual([
      undefined,
      'Missing on Discord: Send Messages',
      undefined,
      'Missing on Discord: Send Messages in Threads',
      undefined,
    ]);
  });
});

describe('Choices while typing', () => {
  it('are at most 25, each no longer than Discord takes', async () => {
    inbox.complete = async () => [
      { label: 'L'.repeat(150), value: 'v' },
      { label: 'Too long', value: 'v'.repeat(101) },
      { label: '', value: 'bare' },
    ];
    const choices = await alice.complete('subscribe', 'source', 'x', news);
    expect(choices).toEqual([
      { name: `${'L'.repeat(99)}…`, value: 'v' },
      { name: 'bare', value: 'bare' },
    ]);
  });

  it('are none when they do not come in time', async () => {
    inbox.complete = () => new Promise(() => undefined);
    expect(await alice.complete('subscribe', 'source', 'x', news)).toEqual([]);
  });
});
