import { z } from 'zod';
import type { DiscordCall } from './discord-call.ts';

/** Of a server's audit log: somebody added a bot. */
const BOT_ADD = '28';

const logSchema = z.object({
  audit_log_entries: z.array(z.object({ target_id: z.string().nullish(), user_id: z.string().nullish() })),
});

/** Who added the bot to a server: by its audit log where the bot may read it, else the server's owner. */
export async function installerOf(
  call: DiscordCall,
  guild: { readonly id: string; readonly ownerId: string },
  botId: string | undefined,
): Promise<string> {
  try {
    const query = { action_type: BOT_ADD, limit: '10' };
    const log = logSchema.parse(await call('GET', `/guilds/${guild.id}/audit-logs`, { query }));
    const entry = log.audit_log_entries.find(({ target_id }) => target_id === botId);
    return entry?.user_id ?? guild.ownerId;
  } catch {
    return guild.ownerId;
  }
}
