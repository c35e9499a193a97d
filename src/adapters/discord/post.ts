import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { PostOutcome, Receipt } from '../../domain/delivery.ts';
import type { Part } from '../../domain/message.ts';
import type { Place } from '../../domain/place.ts';
import { cutAtWord } from '../../wording/cut-at-word.ts';
import type { DiscordCall } from './discord-call.ts';
import { escapeMarkdown } from './escape.ts';
import { discordFault } from './fault.ts';
import { nonceOf, withKey } from './key.ts';
import { placeWords, postOutcome } from './outcome.ts';

/** How often the second step of a direct message is tried before it is left to the outbox. */
const EDITS = 3;
const EDIT_WAIT_MS = 500;
/** `content` takes 2,000 characters, each of which may have to be escaped. */
const LONGEST_LINE = 900;

const messageSchema = z.object({ id: z.string(), channel_id: z.string() });

/** The channel of a person's direct messages; the same one each time. */
export type DirectChannel = (personId: string) => Promise<string>;

export function createDirectChannel(call: DiscordCall): DirectChannel {
  const known = new Map<string, string>();
  return async (personId) => {
    const channel = known.get(personId) ?? (await openDirect(call, personId));
    if (known.size >= 10_000) known.clear();
    known.set(personId, channel);
    return channel;
  };
}

async function openDirect(call: DiscordCall, personId: string): Promise<string> {
  const answer = await call('POST', '/users/@me/channels', { body: { recipient_id: personId } });
  return z.object({ id: z.string() }).parse(answer).id;
}

/**
 * Posts a part. `nonce` with `enforce_nonce`: within the next minutes the same post does not make a second message
 * but answers with the first.
 */
export async function postPart(
  call: DiscordCall,
  directChannel: DirectChannel,
  { place, part, key }: { readonly place: Place; readonly part: Part; readonly key: string },
): Promise<PostOutcome> {
  const channel = await channelOf(place, directChannel);
  if (typeof channel !== 'string') return channel;
  const full = { ...part.payload, components: withKey(part.payload['components'], key) };
  const nonce = { nonce: nonceOf(place, key), enforce_nonce: true };
  if (place.kind === 'channel') return create(call, channel, place, { ...full, ...nonce });
  // The notification of a message of components is empty: the words come first, then they are replaced.
  const outcome = await create(call, channel, place, {
    content: firstLine(part.text),
    allowed_mentions: { parse: [] },
    ...nonce,
  });
  return outcome.kind === 'posted' ? complete(call, outcome.receipt, place, full) : outcome;
}

/** Replaces what stands under a receipt. */
export async function updatePart(call: DiscordCall, receipt: Receipt, part: Part): Promise<PostOutcome> {
  return edit(call, receipt, part.payload, 'The channel');
}

async function channelOf(place: Place, directChannel: DirectChannel): Promise<string | PostOutcome> {
  if (place.kind === 'channel') return place.id;
  try {
    return await directChannel(place.id);
  } catch (error) {
    const outcome = postOutcome(discordFault(error), placeWords(place));
    // Nothing was posted yet, whatever became of this call.
    if (outcome.kind !== 'unknown') return outcome;
    return { kind: 'retry', after: Temporal.Duration.from({ seconds: 10 }), reason: outcome.reason };
  }
}

async function create(call: DiscordCall, channel: string, place: Place, body: object): Promise<PostOutcome> {
  try {
    const message = messageSchema.parse(await call('POST', `/channels/${channel}/messages`, { body }));
    return { kind: 'posted', receipt: receiptOf(place, message.channel_id, message.id) };
  } catch (error) {
    return postOutcome(discordFault(error), placeWords(place));
  }
}

/** Makes the whole message of its first line; an edit may be repeated, it cannot double anything. */
async function complete(
  call: DiscordCall,
  receipt: Receipt,
  place: Place,
  payload: Part['payload'],
): Promise<PostOutcome> {
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await edit(call, receipt, payload, placeWords(place));
    if (outcome.kind === 'posted' || outcome.kind === 'rejected') return outcome;
    // The first line was taken away in the meantime: the part is posted anew.
    if (outcome.kind === 'gone')
      return { kind: 'retry', after: Temporal.Duration.from({ minutes: 1 }), reason: outcome.reason };
    if (attempt === EDITS) return { kind: 'unknown', reason: outcome.reason };
    await pause(EDIT_WAIT_MS * attempt);
  }
}

async function edit(
  call: DiscordCall,
  receipt: Receipt,
  payload: Part['payload'],
  place: string,
): Promise<PostOutcome> {
  try {
    await call('PATCH', `/channels/${receipt.channel}/messages/${receipt.message}`, {
      body: { ...payload, content: null },
    });
    return { kind: 'posted', receipt };
  } catch (error) {
    return postOutcome(discordFault(error), place);
  }
}

export function receiptOf(place: Place, channel: string, message: string): Receipt {
  const guild = place.kind === 'person' ? '@me' : place.workspace;
  return { channel, message, link: `https://discord.com/channels/${guild}/${channel}/${message}` };
}

function firstLine(text: string): string {
  const line = text.split('\n').find((each) => each.trim() !== '') ?? '…';
  return escapeMarkdown(cutAtWord(line, LONGEST_LINE));
}
