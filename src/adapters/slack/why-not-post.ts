import { z } from 'zod';
import type { Place } from '../../domain/place.ts';
import { slackFault } from './fault.ts';
import { tokenFault } from './outcome.ts';
import type { SlackCall } from './slack-call.ts';

const infoSchema = z.object({
  channel: z.object({
    is_member: z.boolean().optional(),
    is_archived: z.boolean().optional(),
    is_read_only: z.boolean().optional(),
  }),
});

/**
 * Why the bot could not post in a place, and what to do; undefined when it can. It may post where it is a member,
 * and to anybody. Throws when Slack cannot be asked.
 */
export async function whyNotPost(
  call: SlackCall,
  place: Place,
  channel: string,
  botName: string | undefined,
): Promise<string | undefined> {
  if (place.kind === 'person') return undefined;
  const name = place.name === undefined ? 'this channel' : `#${place.name}`;
  const invite = `I may not post in ${name}.\nInvite me: /invite @${botName ?? 'News Digest'}`;
  try {
    const info = infoSchema.parse(await call('conversations.info', { channel })).channel;
    if (info.is_archived === true)
      return `I may not post in ${name}.\nIt is archived: choose another channel.`;
    if (info.is_read_only === true)
      return `I may not post in ${name}.\nIt is read-only: choose another channel.`;
    return info.is_member === false ? invite : undefined;
  } catch (error) {
    const fault = slackFault(error);
    // A private channel that it is not a member of does not exist for it.
    if (fault.kind === 'refused' && fault.code === 'channel_not_found') return invite;
    const token = tokenFault(fault);
    if (token !== undefined) return `I may not look whether I may post in ${name}.\n${token}.`;
    throw new Error(`Slack did not tell whether the bot may post: ${JSON.stringify(fault)}.`);
  }
}
