import { renderDiscord } from '../adapters/discord/render.ts';
import { createPlaygroundPlatform, type PlaygroundPlatform } from '../adapters/playground/platform.ts';
import { renderSlack } from '../adapters/slack/render.ts';
import type { Config } from '../config/read-config.ts';
import { idOf } from '../domain/ids.ts';
import { type Place, type PlatformName, placeKey } from '../domain/place.ts';
import type { Subscription } from '../domain/subscription.ts';
import type { Outlet } from '../pipeline/tools.ts';
import type { Store } from '../ports/store.ts';
import { parseSchedule } from '../schedules/parse.ts';
import { nextSlot } from '../schedules/plan.ts';
import { say } from '../wording/say.ts';

/** Both platforms, played. */
export interface OpenedPlayground {
  readonly panes: readonly PlaygroundPlatform[];
  readonly outlets: ReadonlyMap<PlatformName, Outlet>;
  /** Nothing of it is connected to anywhere. */
  readonly connected: readonly never[];
  readonly slackEvents?: never;
}

/** `pageAddress` is known when the page is served; until then an entry has no address. */
export function openPlayground(
  config: Config,
  now: () => Temporal.Instant,
  pageAddress: () => string | undefined,
): OpenedPlayground {
  const linkTo = (place: Place, entry: string): string | undefined => {
    const page = pageAddress();
    return page === undefined ? undefined : `${page}/#${place.platform}-${place.id}-${entry}`;
  };
  const options = { now, zone: config.file.defaults.zone, linkTo };
  const slack = createPlaygroundPlatform('slack', options);
  const discord = createPlaygroundPlatform('discord', options);
  return {
    panes: [slack, discord],
    connected: [],
    outlets: new Map<PlatformName, Outlet>([
      ['slack', { platform: slack, render: renderSlack }],
      ['discord', { platform: discord, render: renderDiscord }],
    ]),
  };
}

/** The page opens on a digest: #news of both platforms gets one daily, the first of them at this very moment. */
export async function subscribeChannels(
  store: Store,
  places: readonly Place[],
  config: Config,
  now: Temporal.Instant,
): Promise<void> {
  const { zone, stories, locale } = config.file.defaults;
  const since = now.subtract({ hours: 24 });
  const time = now.toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: 'minute' });
  const parsed = parseSchedule(`daily ${time}`, zone, now.toZonedDateTimeISO(zone).toPlainDate());
  if (parsed.kind !== 'schedule') return;
  const { schedule } = parsed;
  const due = nextSlot(schedule, now.subtract({ minutes: 1 }));
  for (const place of places.filter((each) => each.kind === 'channel')) {
    if ((await store.subscriptionsOf(place)).length > 0) continue;
    const name = say(locale, 'answer.help-first');
    const subscription: Subscription = {
      id: idOf('subscription', placeKey(place), name),
      place,
      name,
      selection: { sources: 'all', count: stories, style: 'short', muted: [], whenEmpty: 'say' },
      schedule,
      createdBy: 'you',
      createdAt: since,
      handledUntil: since,
      emptyInARow: 0,
      locale,
      ...(due === undefined ? {} : { nextSlot: due }),
    };
    await store.putSubscription(subscription);
  }
}
