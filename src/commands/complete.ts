import { placeKey } from '../domain/place.ts';
import type { Choice } from '../domain/request.ts';
import { describeSchedule } from '../schedules/describe.ts';
import { parseSchedule, SCHEDULE_EXAMPLES } from '../schedules/parse.ts';
import { suggestZones } from '../schedules/zone.ts';
import { timeWords } from '../wording/dates.ts';
import type { Context } from './command.ts';
import { subscriptionWords } from './refer.ts';

/** The most that Discord shows. */
const MOST = 25;
const COMMON_ZONES = [
  'Europe/Berlin',
  'Europe/London',
  'America/New_York',
  'America/Los_Angeles',
  'Asia/Tokyo',
  'UTC',
];

/** Sources of the workspace whose title holds what was typed; `all` first where it may be chosen. */
export async function completeSources(
  typed: string,
  context: Context,
  withAll: boolean,
): Promise<readonly Choice[]> {
  const wanted = typed.trim().toLowerCase();
  const known = await context.desk.sources(context.place);
  const titles = known
    .filter(({ source }) => source.title.toLowerCase().includes(wanted))
    .map(({ source }) => ({ label: source.title, value: source.title }));
  const all = withAll && 'all'.startsWith(wanted) ? [{ label: 'all', value: 'all' }] : [];
  return [...all, ...titles].slice(0, MOST);
}

/** Subscriptions of the workspace, those of this place first. */
export async function completeSubscriptions(typed: string, context: Context): Promise<readonly Choice[]> {
  const wanted = typed.trim().toLowerCase();
  const all = await context.desk.subscriptions(context.place);
  const here = placeKey(context.place);
  return [...all]
    .sort((a, b) => Number(placeKey(b.place) === here) - Number(placeKey(a.place) === here))
    .map((subscription) => ({ label: subscriptionWords(subscription), value: subscription.id }))
    .filter((choice) => choice.label.toLowerCase().includes(wanted))
    .slice(0, MOST);
}

/** What was typed, as it is understood, and examples. */
export function completeTimes(typed: string, context: Context): Promise<readonly Choice[]> {
  const today = context.now.toZonedDateTimeISO(context.zone).toPlainDate();
  const parsed = typed.trim() === '' ? undefined : parseSchedule(typed, context.zone, today);
  const understood =
    parsed?.kind === 'schedule' ? [{ label: describeSchedule(parsed.schedule), value: typed.trim() }] : [];
  const examples = SCHEDULE_EXAMPLES.filter((example) => example.startsWith(typed.trim().toLowerCase()));
  return Promise.resolve(
    [...understood, ...examples.map((example) => ({ label: example, value: example }))].slice(0, MOST),
  );
}

/** Zones whose name holds what was typed, with the time there now. */
export function completeZones(typed: string, context: Context): Promise<readonly Choice[]> {
  const names =
    typed.trim() === '' ? [...new Set([context.zone, ...COMMON_ZONES])] : suggestZones(typed, MOST);
  return Promise.resolve(
    names.map((zone) => ({
      label: `${zone} (${timeWords(context.locale, zone, context.now)} now)`,
      value: zone,
    })),
  );
}
