import type { Schedule } from '../domain/schedule.ts';
import type { Selection } from '../domain/subscription.ts';
import { parseSchedule, SCHEDULE_EXAMPLES } from '../schedules/parse.ts';
import { nextSlots } from '../schedules/plan.ts';
import { findZone } from '../schedules/zone.ts';
import { dateTimeWords, timeWords } from '../wording/dates.ts';
import { say } from '../wording/say.ts';
import { type Context, Refusal } from './command.ts';
import { type Option, optionalText } from './option.ts';

/** When a digest comes, and what was said of days with few stories or none. */
export interface When {
  readonly schedule: Schedule;
  readonly wish: Pick<Partial<Selection>, 'whenEmpty' | 'holdBelow'>;
}

/** Reads when a digest comes. Throws Refusal that names the part that was not understood; nothing changes then. */
export function readWhen(words: string, zoneText: string | undefined, context: Context): When {
  const zone = zoneText === undefined ? context.zone : readZone(zoneText, context);
  const today = context.now.toZonedDateTimeISO(zone).toPlainDate();
  const parsed = parseSchedule(words, zone, today);
  if (parsed.kind === 'not-understood') {
    if (parsed.zone !== undefined) return refuseZone(parsed.part, parsed.zone.suggestion, context);
    return refuseWords(words, parsed.part, context.locale);
  }
  const { schedule, wish = {} } = parsed;
  if (nextSlots(schedule, context.now, 1).length === 0)
    throw new Refusal(say(context.locale, 'answer.no-next'));
  return { schedule, wish };
}

/** `Next: Wed 25 Nov 08:30, Thu 26 Nov 08:30, Fri 27 Nov 08:30.` */
export function nextWords(schedule: Schedule, context: Context): string {
  const times = nextSlots(schedule, context.now, 3).map((slot) =>
    dateTimeWords(context.locale, schedule.zone, slot),
  );
  return say(context.locale, 'answer.next', { times: times.join(', ') });
}

function readZone(text: string, context: Context): string {
  const answer = findZone(text);
  return answer.kind === 'zone' ? answer.zone : refuseZone(text, answer.suggestion, context);
}

function refuseZone(name: string, suggestion: string | undefined, context: Context): never {
  const { locale, now } = context;
  const first = say(locale, 'answer.unknown-zone', { name });
  const zone = suggestion ?? 'Europe/Berlin';
  const hint = say(locale, 'answer.zone-suggestion', { zone, time: timeWords(locale, zone, now) });
  throw new Refusal(`${first}\n${hint} ${say(locale, 'answer.nothing-changed')}`);
}

function refuseWords(words: string, part: string, locale: string): never {
  const [first = '', second = '', third = ''] = SCHEDULE_EXAMPLES;
  const examples = say(locale, 'answer.schedule-examples', { first, second, third });
  const what =
    part.trim() === words.trim()
      ? say(locale, 'answer.time-not-understood', { words })
      : say(locale, 'answer.schedule-not-understood', { words, part });
  throw new Refusal(`${what}\n${examples}\n${say(locale, 'answer.nothing-changed')}`);
}

/** The option that says when: Discord asks for it, in words it may stand in the first option. */
export function whenOption(): Option<string | undefined> {
  const option = optionalText({ description: 'Days and times, such as weekdays 08:30', completes: true });
  return { ...option, spec: { ...option.spec, required: true } };
}
