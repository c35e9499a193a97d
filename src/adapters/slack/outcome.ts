import type { FindOutcome, PostOutcome } from '../../domain/delivery.ts';
import type { Place } from '../../domain/place.ts';
import type { SlackFault } from './fault.ts';

/** Refusals that the operator has to mend; meanwhile everything waits. */
const TOKEN_FAULTS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    invalid_auth: 'Slack does not know the bot token',
    not_authed: 'Slack got no bot token',
    token_revoked: 'The bot token was revoked',
    token_expired: 'The bot token has run out',
    account_inactive: 'The bot’s account is not active any more',
    user_removed_from_team: 'The bot was removed from the workspace',
    team_disabled: 'The workspace is disabled',
    not_allowed_token_type: 'SLACK_BOT_TOKEN is not a bot’s token',
    no_permission: 'The bot token may not do this',
    org_login_required: 'The workspace is being moved to another organization',
  }),
);

/** Refusals that a place keeps giving: nobody can post there until somebody changes it. */
const GONE: ReadonlyMap<string, string> = new Map(
  Object.entries({
    channel_not_found:
      '{place} is not there any more, or I was removed from it: /invite me, and subscribe again.',
    not_in_channel: 'I am not a member of {place} any more: /invite me, and subscribe again.',
    is_archived: '{place} is archived.',
    restricted_action: 'I may not post in {place}: the workspace’s settings do not let me.',
    restricted_action_read_only_channel: 'I may not post in {place}: it is read-only.',
    restricted_action_thread_only_channel: 'I may not post in {place}: it takes only answers in threads.',
    user_not_found: '{place} is not in this workspace any more.',
    users_not_found: '{place} is not in this workspace any more.',
    user_disabled: '{place} has left this workspace.',
    user_not_visible: '{place} cannot be seen by me.',
    cannot_dm_bot: '{place} is a bot.',
    messages_tab_disabled: 'I may not write to {place}: the app’s messages tab is switched off.',
    message_not_found: 'The message is not there any more.',
    cant_update_message: 'The message is not mine.',
    edit_window_closed: 'The message is too old to be changed.',
  }),
);

/** Refusals that say nothing about the part: Slack was busy. */
const BUSY = new Set(['service_unavailable', 'request_timeout', 'team_added_to_org', 'accesslimited']);
/** After these, Slack's documentation says, a part of the work may have been done. */
const HALF_DONE = new Set(['fatal_error', 'internal_error']);

const TOKEN_WAIT = Temporal.Duration.from({ minutes: 1 });
const SHORT_WAIT = Temporal.Duration.from({ seconds: 10 });

/** What is wrong with the token, in a sentence without its end; undefined for any other fault. */
export function tokenFault(fault: SlackFault): string | undefined {
  if (fault.kind !== 'refused') return undefined;
  if (fault.code === 'missing_scope') return `The app lacks the scope ${fault.needed ?? '(unknown)'}`;
  const reason = TOKEN_FAULTS.get(fault.code);
  return reason && `${reason} (${fault.code})`;
}

/** A fault of a post or an update as the port's outcome. */
export function postOutcome(fault: SlackFault, place: string): PostOutcome {
  switch (fault.kind) {
    case 'limited':
      return retry(Temporal.Duration.from({ seconds: fault.seconds }), 'Slack asks for fewer messages.');
    case 'unreachable':
      return retry(SHORT_WAIT, `Slack cannot be reached: ${fault.reason}.`);
    case 'silent':
      return { kind: 'unknown', reason: `Slack gave no answer: ${fault.reason}.` };
    case 'http':
      return afterStatus(fault.status);
    case 'refused':
      return afterRefusal(fault, place);
  }
}

/** A fault of a look-up as the port's outcome: never `absent`. */
export function findOutcome(fault: SlackFault, place: string): FindOutcome {
  const cannotTell = (reason: string, after?: Temporal.Duration): FindOutcome => ({
    kind: 'cannot-tell',
    reason,
    ...(after === undefined ? {} : { after }),
  });
  switch (fault.kind) {
    case 'limited':
      return cannotTell('Slack asks for fewer look-ups.', Temporal.Duration.from({ seconds: fault.seconds }));
    case 'refused': {
      if (fault.code === 'missing_scope') {
        const scope = fault.needed ?? 'channels:history';
        return cannotTell(`I cannot look whether it was posted: the app lacks the scope ${scope}.`);
      }
      const token = tokenFault(fault);
      if (token !== undefined)
        return cannotTell(`I cannot look whether it was posted: ${token}.`, TOKEN_WAIT);
      if (BUSY.has(fault.code) || HALF_DONE.has(fault.code)) return cannotTell('Slack is busy.', SHORT_WAIT);
      return cannotTell(`I cannot look whether it was posted in ${place}: Slack says ${fault.code}.`);
    }
    default:
      return cannotTell('Slack did not answer.', SHORT_WAIT);
  }
}

/** What people call a place, as a sentence's beginning. */
export function placeWords(place: Place): string {
  if (place.kind === 'person') return place.name === undefined ? 'This person' : `@${place.name}`;
  return place.name === undefined ? 'The channel' : `#${place.name}`;
}

function afterStatus(status: number): PostOutcome {
  if (status >= 500) return { kind: 'unknown', reason: `Slack answered with the error ${status}.` };
  if (status === 413) return { kind: 'rejected', reason: 'The message is too large for Slack.' };
  return retry(TOKEN_WAIT, `Slack answered with the error ${status}.`);
}

function afterRefusal(fault: Extract<SlackFault, { kind: 'refused' }>, place: string): PostOutcome {
  const { code } = fault;
  const token = tokenFault(fault);
  if (token !== undefined) return retry(TOKEN_WAIT, `${token}.`);
  if (BUSY.has(code)) return retry(SHORT_WAIT, `Slack is busy: ${code}.`);
  if (HALF_DONE.has(code)) return { kind: 'unknown', reason: `Slack met a fault of its own: ${code}.` };
  const gone = GONE.get(code);
  if (gone !== undefined) return { kind: 'gone', reason: gone.replace('{place}', () => place) };
  return { kind: 'rejected', reason: `Slack refused the message: ${code}.` };
}

function retry(after: Temporal.Duration, reason: string): PostOutcome {
  return { kind: 'retry', after, reason };
}
