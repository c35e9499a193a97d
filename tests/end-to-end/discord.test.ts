import { afterEach, describe, expect, it } from 'vitest';
import { createDiscordHarness, type DiscordHarness } from '../world/discord/discord-harness.ts';
import { textOf } from '../world/discord/person.ts';

let harness: DiscordHarness | undefined;
afterEach(async () => {
  await harness?.close();
  harness = undefined;
});

describe('Discord through discord.js', () => {
  it('answers help', async () => {
    harness = await createDiscordHarness();
    const { alice, news, discord, small } = harness;
    console.log(small.lines, discord.misshapen, harness.platform.health());
    await alice.command('help', {}, news);
    const [answer] = await alice.awaits(1, news);
    console.log(
      answer && textOf(answer),
      discord.calls.map((c) => `${c.method} ${c.route} ${c.status}`),
      discord.misshapen,
    );
    expect(discord.misshapen).toEqual([]);
  });
});
