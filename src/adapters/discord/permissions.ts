import { z } from 'zod';

/** docs.discord.com/developers/topics/permissions */
export const RIGHTS = {
  administrator: 1n << 3n,
  manageChannels: 1n << 4n,
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  readMessageHistory: 1n << 16n,
  sendMessagesInThreads: 1n << 38n,
} as const;

/** Whether somebody with these rights (Discord's decimal number) may decide for the channel. */
export function mayManage(rights: string | undefined): boolean {
  return has(readRights(rights), RIGHTS.manageChannels);
}

/** What is missing in order to post, by Discord's names; none for an administrator. */
export function missingToPost(rights: string, inThread: boolean): readonly string[] {
  const held = readRights(rights);
  const needed: readonly (readonly [string, bigint])[] = [
    inThread
      ? ['Send Messages in Threads', RIGHTS.sendMessagesInThreads]
      : ['Send Messages', RIGHTS.sendMessages],
    ['View Channel', RIGHTS.viewChannel],
  ];
  return needed.filter(([, right]) => !has(held, right)).map(([name]) => name);
}

export const guildSchema = z.object({
  id: z.string(),
  owner_id: z.string().optional(),
  roles: z.array(z.object({ id: z.string(), permissions: z.string() })),
});
export const memberSchema = z.object({ roles: z.array(z.string()) });
export const channelSchema = z.object({
  id: z.string(),
  guild_id: z.string().nullish(),
  parent_id: z.string().nullish(),
  type: z.number(),
  permission_overwrites: z
    .array(z.object({ id: z.string(), allow: z.string(), deny: z.string() }))
    .optional(),
});

/** What a member may do in a channel: Discord's own computation (topics/permissions, "Permission Overwrites"). */
export function rightsIn(
  guild: z.output<typeof guildSchema>,
  channel: z.output<typeof channelSchema>,
  member: { readonly id: string; readonly roles: readonly string[] },
): bigint {
  const held = new Set([guild.id, ...member.roles]);
  const base = guild.roles
    .filter(({ id }) => held.has(id))
    .reduce((sum, role) => sum | readRights(role.permissions), 0n);
  if (guild.owner_id === member.id || (base & RIGHTS.administrator) !== 0n) return ~0n;
  const overwrites = channel.permission_overwrites ?? [];
  const steps = [
    overwrites.filter(({ id }) => id === guild.id),
    overwrites.filter(({ id }) => id !== guild.id && held.has(id)),
    overwrites.filter(({ id }) => id === member.id),
  ];
  return steps.reduce((rights, step) => {
    const denied = step.reduce((sum, { deny }) => sum | readRights(deny), 0n);
    const allowed = step.reduce((sum, { allow }) => sum | readRights(allow), 0n);
    return (rights & ~denied) | allowed;
  }, base);
}

export function has(held: bigint, right: bigint): boolean {
  return (held & (right | RIGHTS.administrator)) !== 0n;
}

function readRights(rights: string | undefined): bigint {
  return rights !== undefined && /^\d+$/u.test(rights) ? BigInt(rights) : 0n;
}
