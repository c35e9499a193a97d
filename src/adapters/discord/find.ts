import { z } from 'zod';
import type { FindOutcome } from '../../domain/delivery.ts';
import type { Json } from '../../domain/message.ts';
import type { Place } from '../../domain/place.ts';
import type { DiscordCall } from './discord-call.ts';
import { discordFault } from './fault.ts';
import { mayReadHistory } from './history-right.ts';
import { carriesKey } from './key.ts';
import { cannotTell, findOutcome, mayNotLook, placeWords } from './outcome.ts';
import { receiptOf } from './post.ts';

const PAGE = 100;
/** A channel in which more was said in that time cannot be looked through. */
const MOST_PAGES = 10;
/** `enforce_nonce` holds for some minutes; it is trusted for this long. */
const NONCE_TRUSTED = Temporal.Duration.from({ minutes: 2 });
/** How far Discord's clock may be from ours. */
const SKEW = Temporal.Duration.from({ minutes: 2 });
/** A post is given up long before this; what was not stored by then never will be. */
const LONGEST_POST = Temporal.Duration.from({ minutes: 6 });
/** Discord counts milliseconds from 2015. */
const EPOCH = 1_420_070_400_000;

const historySchema = z.array(
  z.object({
    id: z.string(),
    author: z.object({ id: z.string() }),
    type: z.number().optional(),
    content: z.string().nullish(),
    components: z.custom<Json>().optional(),
    message_reference: z.unknown().optional(),
  }),
);
type Message = z.output<typeof historySchema>[number];

/** What to look for, and where. */
export interface Search {
  readonly channel: string;
  readonly place: Place;
  readonly key: string;
  readonly botId: string;
  readonly since: Temporal.Instant;
  /** The program's time, which may be moved (NEWS_DIGEST_CLOCK_FILE), and the machine's, which is near Discord's. */
  readonly now: Temporal.Instant;
  readonly machineNow: Temporal.Instant;
}

/**
 * Looks for the post that carries the key. What cannot be looked for within two minutes of sending counts as absent
 * all the same: posting it again makes no second message then.
 */
export async function findPost(call: DiscordCall, search: Search): Promise<FindOutcome> {
  const outcome = await look(call, search).catch((error: unknown) =>
    findOutcome(discordFault(error), placeWords(search.place)),
  );
  const mustWait = outcome.kind === 'cannot-tell' && outcome.after !== undefined;
  return outcome.kind === 'cannot-tell' && !mustWait && isNonceTrusted(search) ? { kind: 'absent' } : outcome;
}

async function look(call: DiscordCall, search: Search): Promise<FindOutcome> {
  const { channel, place, key, botId } = search;
  const since = await readWindow(call, search);
  if (since === undefined) {
    return cannotTell(`Too much was said in ${placeWords(place)} since then to look through it.`);
  }
  // Nothing was said, or the history is hidden, or a clock is wrong: the latest messages tell.
  const messages = since.length > 0 ? since : await readPage(call, channel);
  const ours = messages.filter((message) => message.author.id === botId);
  const found = ours.find((message) => carriesKey(message.components, key));
  if (found !== undefined) return { kind: 'found', receipt: receiptOf(place, channel, found.id) };
  if (place.kind === 'person') return lookForFirstLine(call, search, ours);
  if (messages.length > 0 || (await mayReadHistory(call, channel, botId))) return { kind: 'absent' };
  return cannotTell(mayNotLook(placeWords(place)));
}

/**
 * A direct message whose second step was lost stands there as a plain line, which says nothing of its part. While
 * the nonce is trusted, posting again goes on with it; later it is taken away, so that the part comes once and whole.
 */
async function lookForFirstLine(
  call: DiscordCall,
  search: Search,
  ours: readonly Message[],
): Promise<FindOutcome> {
  const lines = ours.filter(({ content, components, type = 0, message_reference }) => {
    const isPlain = !Array.isArray(components) || components.length === 0;
    return type === 0 && isPlain && Boolean(content) && !message_reference;
  });
  if (!isNonceTrusted(search)) {
    for (const { id } of lines) await call('DELETE', `/channels/${search.channel}/messages/${id}`);
  }
  return { kind: 'absent' };
}

/** What was said around the time of sending, oldest pages first; undefined when it is too much. */
async function readWindow(call: DiscordCall, search: Search): Promise<readonly Message[] | undefined> {
  const { from, to } = windowAround(search);
  const messages: Message[] = [];
  let after = snowflake(from);
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const next = await readPage(call, search.channel, { after: String(after) });
    messages.push(...next);
    after = next.reduce((latest, { id }) => (BigInt(id) > latest ? BigInt(id) : latest), after);
    if (next.length < PAGE || (to !== undefined && after > snowflake(to))) return messages;
  }
  return undefined;
}

/** The latest messages, or those that follow most closely upon an id. */
async function readPage(
  call: DiscordCall,
  channel: string,
  more: Readonly<Record<string, string>> = {},
): Promise<readonly Message[]> {
  const query = { limit: String(PAGE), ...more };
  return historySchema.parse(await call('GET', `/channels/${channel}/messages`, { query }));
}

/**
 * When a post that was begun at `since` can have been stored, by Discord's clock, which is near this machine's. Where
 * the program's was moved, also in between, it begins before the post by either, and does not end.
 */
function windowAround({ since, now, machineNow }: Search): {
  readonly from: Temporal.Instant;
  readonly to?: Temporal.Instant;
} {
  const age = since.until(now);
  const byMachine = age.sign < 0 ? machineNow : machineNow.subtract(age);
  const first = Temporal.Instant.compare(since, byMachine) < 0 ? since : byMachine;
  const from = first.subtract(SKEW);
  const agree = Temporal.Duration.compare(now.until(machineNow).abs(), SKEW) < 0;
  return agree ? { from, to: since.add(LONGEST_POST) } : { from };
}

/** The lowest id that a message of this moment can have. */
function snowflake(at: Temporal.Instant): bigint {
  return BigInt(Math.max(0, at.epochMilliseconds - EPOCH)) << 22n;
}

function isNonceTrusted({ since, now }: Search): boolean {
  const age = since.until(now);
  return age.sign >= 0 && Temporal.Duration.compare(age, NONCE_TRUSTED) < 0;
}
