import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { idOf } from '../../domain/ids.ts';
import type { Part } from '../../domain/message.ts';
import type { Place } from '../../domain/place.ts';
import type { Visibility } from '../../domain/request.ts';
import type { Reply } from '../../ports/chat-platform.ts';
import type { DiscordCall } from './discord-call.ts';
import { type DiscordFault, discordFault, faultWords } from './fault.ts';
import { missingToPost } from './permissions.ts';
import type { Interaction, ReceivedMessage } from './receive.ts';
import { renderDiscord } from './render.ts';

/** Seen by the person alone (1 << 6). */
export const EPHEMERAL = 64;

const ATTEMPTS = 3;
const LONGEST_WAIT_MS = 10_000;
const SHORT_WAIT_MS = 300;

/** Says one part of an answer for the first time; returns the id under which it stands. */
type Say = (payload: Part['payload'], index: number) => Promise<string>;
/** The messages in which an answer stands. */
interface Standing {
  readonly say: Say;
  readonly edit: (id: string, payload: Part['payload']) => Promise<unknown>;
  readonly remove: (id: string) => Promise<unknown>;
}

/**
 * How an interaction is answered that was put off (response type 5): the first part replaces the "thinking", the
 * others follow. Whether it is private was fixed then.
 */
export function createInteractionReply(
  { interaction, place }: { readonly interaction: Interaction; readonly place: Place },
  deferred: Visibility,
  call: DiscordCall,
): Reply {
  const address = `/webhooks/${interaction.applicationId}/${interaction.token}` as const;
  const standing: Standing = {
    async say(payload) {
      const body = { ...payload, flags: flagsOf(payload, deferred) };
      return idIn(await call('POST', address, { auth: false, query: { wait: 'true' }, body }));
    },
    edit: (id, payload) => call('PATCH', `${address}/messages/${id}`, { auth: false, body: payload }),
    remove: (id) => call('DELETE', `${address}/messages/${id}`, { auth: false }),
  };
  return {
    send: createSpeaker(standing, ['@original']),
    whyNotPost: async () => whyNotPost(interaction, place),
  };
}

/** How a direct message is answered: by messages of the bot, the first of which points to it. */
export function createMessageReply({ channel, message }: ReceivedMessage, call: DiscordCall): Reply {
  const address = `/channels/${channel}/messages` as const;
  const reference = { message_id: message, fail_if_not_exists: false };
  const standing: Standing = {
    async say(payload, index) {
      const answers = index === 0 ? { message_reference: reference } : {};
      const once = { nonce: idOf('nonce', 'reply', message, String(index)), enforce_nonce: true };
      return idIn(await call('POST', address, { body: { ...payload, ...answers, ...once } }));
    },
    edit: (id, payload) => call('PATCH', `${address}/${id}`, { body: payload }),
    remove: (id) => call('DELETE', `${address}/${id}`),
  };
  return { send: createSpeaker(standing, []), whyNotPost: async () => undefined };
}

/** A second answer edits what the first one said, and takes away what it does not need. */
function createSpeaker({ say, edit, remove }: Standing, known: readonly string[]): Reply['send'] {
  const ids = [...known];
  return async (message) => {
    const parts = renderDiscord(message);
    for (const [index, { payload }] of parts.entries()) {
      const id = ids[index];
      if (id === undefined) ids[index] = await insist(() => say(payload, index), isUnsent);
      else await insist(() => edit(id, payload), isPassing);
    }
    for (const id of ids.splice(Math.max(1, parts.length))) await insist(() => remove(id), isPassing);
  };
}

/** Why the bot may not post in the place of an interaction, and what to grant; undefined when it may. */
function whyNotPost({ botRights, inThread }: Interaction, place: Place): string | undefined {
  if (place.kind === 'person' || botRights === undefined) return undefined;
  const missing = missingToPost(botRights, inThread);
  if (missing.length === 0) return undefined;
  const name = place.name === undefined ? 'this channel' : `#${place.name}`;
  const remedy = 'A server admin can grant them under Server settings, Roles, News Digest.';
  return `I may not post in ${name}.\nMissing on Discord: ${missing.join(', ')}. ${remedy}`;
}

function flagsOf(payload: Part['payload'], visibility: Visibility): number {
  return Number(payload['flags'] ?? 0) | (visibility === 'private' ? EPHEMERAL : 0);
}

function idIn(answer: unknown): string {
  return z.object({ id: z.string() }).parse(answer).id;
}

/** Repeats a call that a passing fault met; a person is waiting, so not for long. Throws one sentence. */
async function insist<Answer>(
  work: () => Promise<Answer>,
  passes: (fault: DiscordFault) => boolean,
): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const fault = discordFault(error);
      const wait = fault.kind === 'limited' ? fault.milliseconds : SHORT_WAIT_MS * attempt;
      if (attempt === ATTEMPTS || !passes(fault) || wait > LONGEST_WAIT_MS) {
        throw new Error(`Discord did not take an answer: ${faultWords(fault)}.`);
      }
      await pause(wait);
    }
  }
}

/** Nothing of it can stand there yet. */
function isUnsent({ kind }: DiscordFault): boolean {
  return kind === 'limited' || kind === 'unreachable';
}

function isPassing({ kind }: DiscordFault): boolean {
  return kind !== 'refused';
}
