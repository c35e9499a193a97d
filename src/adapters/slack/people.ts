import { z } from 'zod';
import type { Place } from '../../domain/place.ts';
import type { Person } from '../../domain/request.ts';
import type { Log } from '../../ports/log.ts';
import { type SlackFault, slackFault } from './fault.ts';
import type { SlackCall } from './slack-call.ts';

/** How long an answer of Slack's is good for. */
const HELD_FOR = Temporal.Duration.from({ minutes: 1 });
const MOST_HELD = 1_000;
/** Slack's most. */
const MEMBERS_PER_PAGE = 999;
/** Beyond this, a channel has too many members for an answer within seconds. */
const MOST_PAGES = 20;

const userSchema = z.object({
  user: z.object({
    name: z.string().optional(),
    real_name: z.string().optional(),
    profile: z.object({ display_name: z.string().optional() }).optional(),
    tz: z.string().nullish(),
    locale: z.string().nullish(),
    is_restricted: z.boolean().optional(),
    is_ultra_restricted: z.boolean().optional(),
    is_stranger: z.boolean().optional(),
  }),
});
const membersSchema = z.object({
  members: z.array(z.string()),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});
const channelSchema = z.object({ channel: z.object({ name: z.string().optional() }) });

export interface People {
  /** Who it is, and whether they may decide for the place. Never throws: what cannot be asked is left out. */
  personIn(place: Place, id: string, name: string | undefined): Promise<Person>;
  /** What people call a channel, if Slack tells. */
  channelName(id: string): Promise<string | undefined>;
}

/** Asks Slack who people are, and remembers it for some minutes. */
export function createPeople(options: {
  readonly call: SlackCall;
  readonly log: Log;
  now(): Temporal.Instant;
}): People {
  const { call, log, now } = options;
  const users = hold(now, async (id: string) => {
    return userSchema.parse(await call('users.info', { user: id, include_locale: true })).user;
  });
  const names = hold(now, async (channel: string) => {
    return channelSchema.parse(await call('conversations.info', { channel })).channel.name;
  });
  const tolerate =
    (what: string, id: string) =>
    (error: unknown): undefined => {
      log.warn(`Slack did not tell ${what}`, { id, reason: wordsOf(slackFault(error)) });
    };

  return {
    async personIn(place, id, name) {
      const [user, isHere] = await Promise.all([
        users(id).catch(tolerate('who a person is', id)),
        place.kind === 'person' || isMemberOf(place.id, id),
      ]);
      return toPerson(id, user, name, place.kind === 'person' || (isHere && isFullMember(user)));
    },
    channelName: (id) => names(id).catch(tolerate('how a channel is called', id)),
  };

  async function isMemberOf(channel: string, user: string): Promise<boolean> {
    try {
      return await isMember(call, channel, user);
    } catch (error) {
      const fault = slackFault(error);
      log.warn('Slack did not tell who is in a channel', { channel, reason: wordsOf(fault) });
      // A private channel that the bot is not in, or a scope that the bot was not given: only members of a channel
      // can type there, so this is one of them.
      return fault.kind === 'refused';
    }
  }
}

type User = z.output<typeof userSchema>['user'];

function toPerson(id: string, user: User | undefined, name: string | undefined, mayManage: boolean): Person {
  const { profile, real_name, tz, locale } = user ?? {};
  return {
    id,
    name: profile?.display_name || real_name || user?.name || name || id,
    mayManage,
    ...(isZone(tz) ? { zone: tz } : {}),
    ...(locale ? { locale: locale.replace(/[-_].*$/u, '') } : {}),
  };
}

/** No guest, and nobody of another workspace. Of whom nothing is known, nothing is assumed. */
function isFullMember(user: User | undefined): boolean {
  if (user === undefined) return false;
  return !(user.is_restricted || user.is_ultra_restricted || user.is_stranger);
}

async function isMember(call: SlackCall, channel: string, user: string): Promise<boolean> {
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await call('conversations.members', { channel, limit: MEMBERS_PER_PAGE, cursor });
    const { members, response_metadata } = membersSchema.parse(answer);
    if (members.includes(user)) return true;
    cursor = response_metadata?.next_cursor || undefined;
    if (cursor === undefined) return false;
  }
  return false;
}

/** `ask`, with each answer held for a while; what failed is asked again. */
function hold<Answer>(
  now: () => Temporal.Instant,
  ask: (key: string) => Promise<Answer>,
): (key: string) => Promise<Answer> {
  const held = new Map<string, { readonly until: Temporal.Instant; readonly answer: Promise<Answer> }>();
  return (key) => {
    const known = held.get(key);
    if (known !== undefined && Temporal.Instant.compare(now(), known.until) < 0) return known.answer;
    if (held.size >= MOST_HELD) held.clear();
    const answer = ask(key);
    held.set(key, { until: now().add(HELD_FOR), answer });
    answer.catch(() => held.delete(key));
    return answer;
  };
}

function isZone(zone: string | null | undefined): zone is string {
  if (!zone) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

function wordsOf(fault: SlackFault): string {
  return fault.kind === 'refused' ? fault.code : fault.kind;
}
