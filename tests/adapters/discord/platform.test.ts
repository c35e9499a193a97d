import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { specs } from '../../../src/commands/catalog.ts';
import type { Inbox } from '../../../src/ports/chat-platform.ts';
import { chatPlatformContract } from '../../contracts/chat-platform.ts';
import { textOf, until } from '../../world/discord/person.ts';
import { samplePart } from './sample-parts.ts';
import { type Stage, setStage, unusedPort } from './stage.ts';

const inbox: Inbox = {
  handle: async () => undefined,
  complete: async () => [],
  installed: async () => undefined,
  visibility: () => 'private',
};

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(async () => {
  expect(stage.discord.misshapen).toEqual([]);
  await stage.platform.stop();
  await stage.discord.close();
});

for (const kind of ['place', 'person'] as const) {
  chatPlatformContract(`Discord (${kind})`, async () => {
    const { platform, discord, news, alice, now } = stage;
    return {
      platform,
      place: stage[kind],
      unknownPlace: { ...stage.place, id: '404' },
      now,
      part: (text) => samplePart(text),
      texts: async (place) =>
        discord
          .person(alice)
          .sees(place.kind === 'channel' ? news : undefined)
          .map((message) => textOf(message).split('\n')[0] ?? ''),
    };
  });
}

describe('Starting', () => {
  it('publishes the commands for everybody, and again only when they changed', async () => {
    await stage.platform.start(inbox, specs);
    const published = () => stage.discord.calls.filter(({ route }) => route === 'publish').length;
    expect(published()).toBe(1);
    expect(stage.discord.state.commands.get('global')).toMatchObject([{ name: 'digest', contexts: [0, 1] }]);
    const again = stage.open();
    await again.start(inbox, specs);
    expect(published()).toBe(1);
    await again.stop();
    const changed = stage.open();
    await changed.start(inbox, specs.slice(1));
    expect(published()).toBe(2);
    await changed.stop();
  });

  it('publishes where it may not see what is published', async () => {
    stage.discord.faults.next('commands', { kind: 'refused', status: 403, code: 50001 });
    await stage.platform.start(inbox, specs);
    expect(stage.platform.health()).toEqual({ ok: true });
    expect(stage.discord.state.commands.get('global')).toHaveLength(1);
  });

  it('publishes to one server when it is named', async () => {
    const platform = stage.open({ guildId: stage.guild.id });
    await platform.start(inbox, specs);
    expect([...stage.discord.state.commands.keys()]).toEqual([stage.guild.id]);
    await platform.stop();
  });

  it('asks to hear of servers and direct messages, and nothing else', async () => {
    await stage.platform.start(inbox, specs);
    expect(stage.discord.gateway.log.intents).toEqual([1 | 4096]);
    expect(stage.platform.health()).toEqual({ ok: true });
  });

  it('goes on in the background with a wrong token, and says so', async () => {
    const platform = stage.open({ token: 'wrong' });
    await platform.start(inbox, specs);
    expect(platform.health()).toEqual({ ok: false, reason: expect.stringContaining('DISCORD_TOKEN') });
    expect(stage.lines.join()).not.toContain('"wrong"');
    stage.discord.token = 'wrong';
    await until(() => platform.health().ok, 'a connection');
    await platform.stop();
  });

  it('goes on in the background when Discord is down', async () => {
    const platform = stage.open({ apiUrl: `http://127.0.0.1:${await unusedPort()}/api` });
    await platform.start(inbox, specs);
    expect(platform.health()).toEqual({ ok: false, reason: expect.stringContaining('cannot be reached') });
    await platform.stop();
  });

  it('says that the commands could not be published, and tries again', async () => {
    stage.discord.faults.next('publish', { kind: 'status', status: 500 });
    const started = stage.platform.start(inbox, specs);
    await until(() => stage.platform.health().reason?.includes('commands') === true, 'the fault');
    await started;
    expect(stage.platform.health()).toEqual({ ok: true });
  });
});
