import { randomUUID } from 'node:crypto';
import { EPHEMERAL } from './check-message.ts';
import { Refused } from './refused.ts';
import type { Channel, JsonObject, Message, User } from './state.ts';

const ACKNOWLEDGE_WITHIN_MS = 3_000;
const TOKEN_MS = 15 * 60_000;

/** One interaction, from the moment it was sent to the app. */
export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly type: number;
  readonly channel: Channel;
  readonly user: User;
  readonly at: number;
  /** How long the app took to acknowledge it. */
  acknowledgedAfter?: number;
  /** The message that stands for the answer. */
  original?: Message;
  choices?: readonly JsonObject[];
}

/** The interactions under way, with their times. */
export interface Interactions {
  open(type: number, channel: Channel, user: User, id: string): Interaction;
  /** For the callback: known, in time, and for the first time. */
  acknowledge(id: string, token: string): Interaction;
  /** For the answers after it: the token holds for 15 minutes. */
  byToken(token: string): Interaction;
}

export function createInteractions(now: () => number): Interactions {
  const all = new Map<string, Interaction>();
  return {
    open(type, channel, user, id) {
      const interaction: Interaction = { id, token: `token-${randomUUID()}`, type, channel, user, at: now() };
      all.set(interaction.token, interaction);
      return interaction;
    },
    acknowledge(id, token) {
      const interaction = all.get(token);
      const age = now() - (interaction?.at ?? 0);
      if (interaction?.id !== id || age > ACKNOWLEDGE_WITHIN_MS) {
        throw new Refused(404, 10062, 'Unknown interaction');
      }
      if (interaction.acknowledgedAfter !== undefined) {
        throw new Refused(400, 40060, 'Interaction has already been acknowledged.');
      }
      interaction.acknowledgedAfter = age;
      return interaction;
    },
    byToken(token) {
      const interaction = all.get(token);
      if (interaction?.acknowledgedAfter === undefined) throw new Refused(404, 10015, 'Unknown Webhook');
      if (now() - interaction.at > TOKEN_MS) throw new Refused(401, 50027, 'Invalid Webhook Token');
      return interaction;
    },
  };
}

/** Who sees an answer with these flags. */
export function onlyFor(flags: number, user: User): { readonly onlyFor?: string } {
  return (flags & EPHEMERAL) === 0 ? {} : { onlyFor: user.id };
}
