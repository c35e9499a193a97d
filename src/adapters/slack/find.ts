import { z } from 'zod';
import type { FindOutcome } from '../../domain/delivery.ts';
import type { Place } from '../../domain/place.ts';
import { slackFault } from './fault.ts';
import { findOutcome, placeWords } from './outcome.ts';
import type { Bot, SlackCall } from './slack-call.ts';

/** The type of the metadata that a post carries; its payload holds the part's key. */
export const METADATA_TYPE = 'news_digest_part';

/** Slack's most for apps that are distributed outside its marketplace; enough for the minutes around one post. */
const PAGE = 15;
/** A channel in which more was said in those minutes cannot be looked through. */
const MOST_PAGES = 4;
/** How far Slack's clock may be from ours. */
const SKEW = Temporal.Duration.from({ minutes: 2 });
/** A post is given up long before this; what was not stored by then never will be. */
const LONGEST_POST = Temporal.Duration.from({ minutes: 6 });

const historySchema = z.object({
  messages: z.array(
    z.object({
      ts: z.string(),
      user: z.string().optional(),
      bot_id: z.string().optional(),
      metadata: z.object({ event_type: z.string(), event_payload: z.looseObject({}) }).optional(),
    }),
  ),
  has_more: z.boolean().optional(),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

/** A span of Slack's time. */
export interface Window {
  readonly oldest: Temporal.Instant;
  readonly latest: Temporal.Instant;
}

/**
 * Where a post that was begun at `since` can stand. Slack stamps messages by its own clock, which is near this
 * machine's. The program's may have been moved (NEWS_DIGEST_CLOCK_FILE): then the window covers both, until now.
 */
export function windowAround(
  since: Temporal.Instant,
  now: Temporal.Instant,
  machineNow: Temporal.Instant,
): Window {
  const apart = now.until(machineNow);
  if (Math.abs(apart.total('milliseconds')) < SKEW.total('milliseconds')) {
    return { oldest: since.subtract(SKEW), latest: since.add(LONGEST_POST) };
  }
  const [earlier, later] = apart.sign < 0 ? [machineNow, now] : [now, machineNow];
  return { oldest: earlier.subtract(since.until(now)).subtract(SKEW), latest: later.add(SKEW) };
}

/** Looks through a channel's messages in `window` for the bot's post that carries `key`. */
export async function findPost(
  call: SlackCall,
  bot: Bot | undefined,
  { channel, place, key, window }: { channel: string; place: Place; key: string; window: Window },
): Promise<FindOutcome & { readonly ts?: string }> {
  try {
    let cursor: string | undefined;
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const answer = await call('conversations.history', {
        channel,
        oldest: slackTime(window.oldest),
        latest: slackTime(window.latest),
        inclusive: true,
        limit: PAGE,
        include_all_metadata: true,
        cursor,
      });
      const history = historySchema.parse(answer);
      const found = history.messages.find((message) => carries(message, key) && isOurs(message, bot));
      if (found !== undefined) return { kind: 'found', receipt: { channel, message: found.ts } };
      cursor = history.response_metadata?.next_cursor || undefined;
      if (history.has_more !== true && cursor === undefined) return { kind: 'absent' };
      if (cursor === undefined) break;
    }
    const reason = `Too much was said in ${placeWords(place)} since then to look through it.`;
    return { kind: 'cannot-tell', reason };
  } catch (error) {
    return findOutcome(slackFault(error), placeWords(place));
  }
}

type Message = z.output<typeof historySchema>['messages'][number];

function carries({ metadata }: Message, key: string): boolean {
  return metadata?.event_type === METADATA_TYPE && metadata.event_payload['key'] === key;
}

/** Any app may write metadata like ours; where Slack does not say who wrote it, the key has to do. */
function isOurs({ user, bot_id }: Message, bot: Bot | undefined): boolean {
  const said = [
    [user, bot?.userId],
    [bot_id, bot?.botId],
  ].filter(([author, ours]) => author !== undefined && ours !== undefined);
  return said.length === 0 || said.some(([author, ours]) => author === ours);
}

/** Slack writes times in seconds with six decimals. */
function slackTime(at: Temporal.Instant): string {
  return (at.epochMilliseconds / 1000).toFixed(6);
}
