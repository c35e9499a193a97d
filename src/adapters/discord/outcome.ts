import type { FindOutcome, PostOutcome } from '../../domain/delivery.ts';
import type { Place } from '../../domain/place.ts';
import type { DiscordFault } from './fault.ts';

/** Refusals that a place keeps giving: nobody can post there until somebody changes it. */
const GONE: Readonly<Record<number, string>> = {
  10003: '{place} is not there any more.',
  10004: 'I am not in the server of {place} any more: invite me again.',
  10008: 'The message is not there any more.',
  10013: '{place} is not on Discord any more.',
  40001: 'I may not do this in {place}.',
  50001:
    'I may not see {place} any more. A server admin can grant View Channel under Server settings, Roles, News Digest.',
  50005: 'The message is not mine.',
  50007:
    '{place} takes no direct messages from me: they can allow them in the server’s privacy settings, or unblock me.',
  50008: '{place} takes no messages of mine: choose a text channel.',
  50013:
    'I may not post in {place} any more. A server admin can grant View Channel and Send Messages under Server settings, Roles, News Digest.',
  50033: '{place} is not on Discord any more.',
  50278: '{place} shares no server with me any more, so I cannot write to them.',
  160005: '{place} is locked: choose another channel.',
};

/** Refused for now only: direct messages opened too fast, slow mode, an archive that cannot be opened now. */
const BUSY = new Set([40003, 20016, 20028, 160003]);

const TOKEN_WAIT = Temporal.Duration.from({ minutes: 1 });
const SHORT_WAIT = Temporal.Duration.from({ seconds: 10 });

/** What is wrong with the token, in a sentence without its end; undefined for any other fault. */
export function tokenFault(fault: DiscordFault): string | undefined {
  const isToken = fault.kind === 'refused' && fault.status === 401 && fault.code !== 50027;
  return isToken
    ? 'Discord does not know the bot token: set DISCORD_TOKEN to the one of your app'
    : undefined;
}

/** A fault of a post or an update as the port's outcome. */
export function postOutcome(fault: DiscordFault, place: string): PostOutcome {
  switch (fault.kind) {
    case 'limited':
      return retry(waitOf(fault), 'Discord asks for fewer messages.');
    case 'unreachable':
      return retry(SHORT_WAIT, `Discord cannot be reached: ${fault.reason}.`);
    case 'silent':
      return { kind: 'unknown', reason: `Discord gave no answer: ${fault.reason}.` };
    case 'http':
      return { kind: 'unknown', reason: `Discord answered with the error ${fault.status}.` };
    case 'refused':
      return afterRefusal(fault, place);
  }
}

/** A fault of a look-up as the port's outcome: `absent` only where there is nothing left to look at. */
export function findOutcome(fault: DiscordFault, place: string): FindOutcome {
  const token = tokenFault(fault);
  if (token !== undefined) return cannotTell(`I cannot look whether it was posted: ${token}.`, TOKEN_WAIT);
  switch (fault.kind) {
    case 'limited':
      return cannotTell('Discord asks for fewer look-ups.', waitOf(fault));
    case 'refused':
      if (fault.code === 10003) return { kind: 'absent' };
      return cannotTell(mayNotLook(place));
    default:
      return cannotTell('Discord did not answer.', SHORT_WAIT);
  }
}

export function cannotTell(reason: string, after?: Temporal.Duration): FindOutcome {
  return { kind: 'cannot-tell', reason, ...(after === undefined ? {} : { after }) };
}

/** What to grant so that a post can be looked for. */
export function mayNotLook(place: string): string {
  return `I cannot look whether it was posted in ${place}: a server admin can grant View Channel and Read Message History under Server settings, Roles, News Digest.`;
}

/** What people call a place, as a sentence's beginning. */
export function placeWords(place: Place): string {
  if (place.kind === 'person') return place.name === undefined ? 'This person' : `@${place.name}`;
  return place.name === undefined ? 'The channel' : `#${place.name}`;
}

function afterRefusal(fault: Extract<DiscordFault, { kind: 'refused' }>, place: string): PostOutcome {
  const { code, status, words } = fault;
  const token = tokenFault(fault);
  if (token !== undefined) return retry(TOKEN_WAIT, `${token}.`);
  if (code !== undefined && BUSY.has(code)) return retry(TOKEN_WAIT, `Discord is busy: ${words}.`);
  const gone = code === undefined ? undefined : GONE[code];
  if (gone !== undefined) return { kind: 'gone', reason: gone.replace('{place}', place) };
  // A refusal without a number is not of the API itself but of something before it.
  if (code === undefined || status === 429)
    return retry(TOKEN_WAIT, `Discord answered with the error ${status}.`);
  return { kind: 'rejected', reason: `Discord refused the message: ${words} (${code}).` };
}

function waitOf({ milliseconds }: { readonly milliseconds: number }): Temporal.Duration {
  return Temporal.Duration.from({ milliseconds: Math.ceil(milliseconds) });
}

function retry(after: Temporal.Duration, reason: string): PostOutcome {
  return { kind: 'retry', after, reason };
}
