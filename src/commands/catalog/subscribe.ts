import { idOf } from '../../domain/ids.ts';
import type { Message } from '../../domain/message.ts';
import { placeKey } from '../../domain/place.ts';
import type { SourceState } from '../../domain/source.ts';
import type { Subscription } from '../../domain/subscription.ts';
import { describeSchedule, describeWish } from '../../schedules/describe.ts';
import { nextSlot } from '../../schedules/plan.ts';
import { listNames } from '../../wording/list.ts';
import { say } from '../../wording/say.ts';
import { answer, placeWords } from '../answer.ts';
import { type Context, defineCommand, Refusal } from '../command.ts';
import { completeSources, completeTimes, completeZones } from '../complete.ts';
import { optionalCount, optionalText, requiredText } from '../option.ts';
import { findSource, meansAll, readSources } from '../refer.ts';
import { nextWords, readWhen, type When, whenOption } from '../when.ts';

export const subscribe = defineCommand({
  name: 'subscribe',
  description: 'A digest here, on a schedule',
  visibility: 'private',
  example: 'subscribe all when:weekdays 08:30',
  options: {
    source: requiredText({ description: 'all, or the sources, with commas between them', completes: true }),
    // Published as required by Discord's dialog; in words it may stand in the first option (`subscribe daily 07:15`).
    when: whenOption(),
    zone: optionalText({
      description: 'Time zone such as Europe/Berlin (yours unless said)',
      completes: true,
    }),
    count: optionalCount({ description: 'How many stories, 1 to 20', min: 1, max: 20 }),
  },
  async handle(given, context) {
    mustManage(context);
    const known = await context.desk.sources(context.place);
    const { source, when } =
      given.when === undefined ? takeApart(given.source, known) : { ...given, when: given.when };
    const sources = readSources(source, known, context.locale);
    const said = readWhen(when ?? context.desk.defaults.schedule, given.zone, context);
    const problem = await context.whyNotPost();
    if (problem !== undefined) throw new Refusal(problem);
    const subscription = await makeSubscription(sources, said, given.count, context);
    await context.desk.saveSubscription(subscription);
    return [subscribedAnswer('answer.subscribed', subscription, known, context)];
  },
  complete: async (option, typed, context) => {
    if (option === 'source') return completeSources(typed, context, true);
    return option === 'zone' ? completeZones(typed, context) : completeTimes(typed, context);
  },
});

/** Refuses who may not decide for this place; says how to get a digest all the same. */
export function mustManage(
  context: Context,
  key: 'answer.may-not-subscribe' | 'answer.may-not-sources' = 'answer.may-not-subscribe',
): void {
  if (context.person.mayManage) return;
  const first = say(context.locale, key, { place: placeWords(context.locale, context.place) });
  throw new Refusal(`${first}\n${say(context.locale, 'answer.own-digest')}`);
}

/** `all weekdays 08:30`, `daily 07:15`: the longest beginning that names sources, and the rest. */
function takeApart(
  text: string,
  known: readonly SourceState[],
): { source: string; when: string | undefined } {
  const words = text.split(/\s+/);
  for (let count = words.length; count > 0; count--) {
    const head = words.slice(0, count).join(' ');
    const names = head.split(',').every((name) => meansAll(name) || findSource(name, known) !== undefined);
    if (names) return { source: head, when: words.slice(count).join(' ') || undefined };
  }
  // Words that name no source are taken for a time if they hold a digit, so that the answer is about the right thing.
  return /\d/.test(text) && !/^https?:/i.test(text)
    ? { source: 'all', when: text }
    : { source: text, when: undefined };
}

async function makeSubscription(
  sources: 'all' | readonly SourceState[],
  { schedule, wish }: When,
  count: number | undefined,
  context: Context,
): Promise<Subscription> {
  const { place, person, now, locale, desk } = context;
  const name =
    sources === 'all'
      ? say(locale, 'answer.help-first')
      : listNames(
          locale,
          sources.map((state) => state.source.title),
        );
  const existing = (await desk.subscriptions(place)).find(
    (subscription) => placeKey(subscription.place) === placeKey(place) && subscription.name === name,
  );
  const next = nextSlot(schedule, now);
  const { suspended: _, ...kept } = existing ?? {};
  return {
    id: idOf('subscription', placeKey(place), name, now.toString()),
    handledUntil: now,
    emptyInARow: 0,
    ...kept,
    place,
    name,
    selection: {
      whenEmpty: 'say',
      muted: [],
      style: 'short',
      ...existing?.selection,
      ...wish,
      sources: sources === 'all' ? 'all' : sources.map((state) => state.source.id),
      count: count ?? existing?.selection.count ?? desk.defaults.stories,
    },
    schedule,
    createdBy: person.id,
    createdAt: existing?.createdAt ?? now,
    locale,
    ...(next === undefined ? {} : { nextSlot: next }),
  };
}

/** What is now true of a subscription: when, what, and the next three times. */
export function subscribedAnswer(
  key: 'answer.subscribed' | 'answer.rescheduled',
  subscription: Subscription,
  known: readonly SourceState[],
  context: Context,
): Message {
  const { locale } = context;
  const { selection, schedule } = subscription;
  const place = placeWords(locale, subscription.place);
  const chosen =
    selection.sources === 'all' ? known : known.filter(({ source }) => selection.sources.includes(source.id));
  const sources =
    selection.sources === 'all'
      ? say(locale, 'answer.all-sources', { count: known.length })
      : listNames(
          locale,
          chosen.map((state) => state.source.title),
        );
  return answer(
    locale,
    say(locale, key, {
      kind: subscription.place.kind,
      place,
      schedule: `${describeSchedule(schedule)}${describeWish(selection)}`,
    }),
    [
      say(locale, 'answer.selection', { sources, count: selection.count, style: selection.style }),
      nextWords(schedule, context),
      ...(key === 'answer.subscribed' ? [say(locale, 'answer.only-new')] : []),
    ],
  );
}
