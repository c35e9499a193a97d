import { describe, expect, it, type TestContext } from 'vitest';
import { createDiscordHarness, type DiscordHarness } from '../world/discord/discord-harness.ts';
import type { DiscordWorld } from '../world/discord/discord-world.ts';
import { until } from '../world/discord/person.ts';

/** Discord lets a bot identify once in five seconds. */
const NEW_SESSION_MS = 8_000;

/** A harness whose connection has just been lost in some way. */
async function lose(
  { onTestFinished }: TestContext,
  how: (harness: DiscordHarness) => void,
  heartbeatMs = 41_250,
  prepare: (discord: DiscordWorld) => void = () => undefined,
): Promise<DiscordHarness> {
  const harness = await createDiscordHarness((discord) => {
    discord.gateway.heartbeatMs = heartbeatMs;
    prepare(discord);
  });
  onTestFinished(() => harness.close());
  how(harness);
  return harness;
}

/** What was sent while nobody listened is answered, and what comes after it, each once. */
async function answersOn({ alice, news }: DiscordHarness, meanwhile: boolean): Promise<void> {
  const before = meanwhile ? [alice.command('help', {}, news)] : [];
  await Promise.all(before);
  await alice.command('sources', {}, news);
  await alice.awaits(before.length + 1, news);
  expect(alice.sees(news)).toHaveLength(before.length + 1);
}

describe.concurrent('The gateway', () => {
  it('is resumed when Discord asks to reconnect, and nothing in between is lost', async (context) => {
    const lost = await lose(context, ({ discord }) => discord.gateway.askToReconnect());
    await until(() => !lost.discord.gateway.isOpen(), 'the end of the connection');
    expect(lost.platform.health().ok).toBe(true);
    await answersOn(lost, true);
    expect(lost.discord.gateway.log).toMatchObject({ identified: 1, resumed: 1 });
  });

  it('is resumed when the connection breaks', async (context) => {
    const lost = await lose(context, ({ discord }) => discord.gateway.drop(1006));
    await until(() => !lost.discord.gateway.isOpen(), 'the end of the connection');
    await answersOn(lost, true);
    expect(lost.discord.gateway.log).toMatchObject({ identified: 1, resumed: 1 });
  });

  it.for([4000, 4009])('is resumed after the close %i', async (code, context) => {
    const lost = await lose(context, ({ discord }) => discord.gateway.drop(code));
    await until(() => !lost.discord.gateway.isOpen(), 'the end of the connection');
    await answersOn(lost, true);
    expect(lost.discord.gateway.log).toMatchObject({ identified: 1, resumed: 1 });
  });

  it('is opened anew when the session is invalid', async (context) => {
    const lost = await lose(context, ({ discord }) => discord.gateway.invalidate(false));
    await until(() => lost.discord.gateway.log.identified === 2, 'a new session', NEW_SESSION_MS);
    await answersOn(lost, false);
  });

  it('is opened anew when a resume is refused', async (context) => {
    const lost = await lose(context, ({ discord }) => {
      discord.gateway.forget();
      discord.gateway.drop(1006);
    });
    await until(() => lost.discord.gateway.log.identified === 2, 'a new session', NEW_SESSION_MS);
    await answersOn(lost, false);
  });

  it('is left and resumed when it gives no sign of life', async (context) => {
    const lost = await lose(
      context,
      ({ discord }) => {
        discord.gateway.acknowledges = false;
      },
      60,
    );
    await until(() => lost.discord.gateway.log.resumed > 0, 'a resume');
    lost.discord.gateway.acknowledges = true;
    await answersOn(lost, false);
    expect(lost.discord.gateway.log.identified).toBe(1);
  });

  it('is tried again when the token stops to hold, which is said meanwhile', async (context) => {
    const lost = await lose(context, ({ discord }) => {
      discord.token = 'another.token';
      discord.gateway.drop(4004);
    });
    await until(() => lost.small.lines.some((line) => line.includes('DISCORD_TOKEN')), 'a word about it');
    lost.discord.token = 'world.token.secret';
    await until(() => lost.discord.gateway.log.identified === 2, 'a new session', NEW_SESSION_MS);
    await answersOn(lost, false);
    expect(lost.platform.health()).toEqual({ ok: true });
  });

  it.for(['error', 'cut'] as const)(
    'is opened in the end when it refuses at first (%s)',
    async (how, context) => {
      const lost = await lose(
        context,
        () => undefined,
        41_250,
        ({ gateway }) => {
          gateway.refusals = { how, times: 4 };
        },
      );
      await until(() => lost.platform.health().ok, 'a connection', NEW_SESSION_MS);
      const { attempts } = lost.discord.gateway.log;
      await answersOn(lost, false);
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      expect(lost.discord.gateway.log).toMatchObject({ attempts, identified: 1 });
      expect(attempts).toBe(5);
    },
  );

  it('stays shut after a stop in the middle of opening it', async (context) => {
    const lost = await lose(context, ({ discord }) => {
      discord.gateway.refusals = { how: 'cut', times: 1_000 };
      discord.gateway.drop(1006);
    });
    await until(() => lost.discord.gateway.log.attempts > 1, 'an attempt');
    await lost.platform.stop();
    const { attempts } = lost.discord.gateway.log;
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(lost.discord.gateway.log.attempts).toBe(attempts);
  });
});
