import type { z } from 'zod';
import type { DiscordCall } from './discord-call.ts';
import { channelSchema, guildSchema, has, memberSchema, RIGHTS, rightsIn } from './permissions.ts';

/**
 * Whether an empty history is empty, and not hidden: Discord answers with an empty list where the bot may not read
 * it. Computed from the server's roles. Throws a fault.
 */
export async function mayReadHistory(call: DiscordCall, channel: string, botId: string): Promise<boolean> {
  const here = channelSchema.parse(await call('GET', `/channels/${channel}`));
  if (!here.guild_id) return true;
  const guild = guildSchema.parse(await call('GET', `/guilds/${here.guild_id}`));
  const member = memberSchema.parse(await call('GET', `/guilds/${here.guild_id}/members/${botId}`));
  const rights = rightsIn(guild, await ruling(call, here), { id: botId, roles: member.roles });
  return has(rights, RIGHTS.viewChannel) && has(rights, RIGHTS.readMessageHistory);
}

type Channel = z.output<typeof channelSchema>;
const THREADS = new Set([10, 11, 12]);

/** In a thread the rights of its channel hold. */
async function ruling(call: DiscordCall, channel: Channel): Promise<Channel> {
  if (!THREADS.has(channel.type) || !channel.parent_id) return channel;
  return channelSchema.parse(await call('GET', `/channels/${channel.parent_id}`));
}
