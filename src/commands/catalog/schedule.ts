import type { Message } from '../../domain/message.ts';
import type { Subscription } from '../../domain/subscription.ts';
import { describeSchedule, describeWish } from '../../schedules/describe.ts';
import { nextSlot } from '../../schedules/plan.ts';
import { say } from '../../wording/say.ts';
import { answer, placeWords } from '../answer.ts';
import { type Context, defineCommand } from '../command.ts';
import { completeSubscriptions, completeTimes, completeZones } from '../complete.ts';
import { optionalText } from '../option.ts';
import { findSubscription, optionalReference } from '../refer.ts';
import { nextWords, readWhen, whenOption } from '../when.ts';
import { mustManage, subscribedAnswer } from './subscribe.ts';

export const schedule = defineCommand({
  name: 'schedule',
  description: 'Change when a digest comes',
  visibility: 'private',
  example: 'schedule here when:weekdays 08:30',
  options: {
    subscription: optionalReference('The digest to change'),
    when: whenOption(),
    zone: optionalText({
      description: 'Time zone such as Europe/Berlin (as before unless said)',
      completes: true,
    }),
  },
  async handle(given, context) {
    mustManage(context);
    const { subscription, when } = await takeApart(given.subscription, given.when, context);
    if (when === undefined) return [asItIs(subscription, context)];
    const zoned = { ...context, zone: subscription.schedule.zone };
    const { schedule: said, wish } = readWhen(when, given.zone, zoned);
    // Quiet hours and a pause stay unless others were named.
    const changed = { ...subscription.schedule, ...said };
    const next = nextSlot(changed, context.now);
    const { nextSlot: _, ...kept } = subscription;
    const saved: Subscription = {
      ...kept,
      schedule: changed,
      selection: { ...subscription.selection, ...wish },
      ...(next === undefined ? {} : { nextSlot: next }),
    };
    await context.desk.saveSubscription(saved);
    const known = await context.desk.sources(context.place);
    return [subscribedAnswer('answer.rescheduled', saved, known, context)];
  },
  complete: (option, typed, context) => {
    if (option === 'subscription') return completeSubscriptions(typed, context);
    return option === 'zone' ? completeZones(typed, context) : completeTimes(typed, context);
  },
});

/** What somebody is told who names no time: when the digest comes now, and how that is changed. */
function asItIs(subscription: Subscription, context: Context): Message {
  const { locale } = context;
  const place = placeWords(locale, subscription.place);
  const kind = subscription.place.kind;
  const first = say(locale, 'answer.schedule-is', {
    kind,
    place,
    schedule: `${describeSchedule(subscription.schedule)}${describeWish(subscription.selection)}`,
  });
  const change = say(locale, 'answer.schedule-change', {
    example: '/digest schedule here when:weekdays 08:30',
  });
  return answer(locale, first, [nextWords(subscription.schedule, context), change]);
}

/** In words both may stand without names: `schedule weekdays 08:30`, `schedule #news weekdays 08:30`. */
async function takeApart(
  reference: string | undefined,
  when: string | undefined,
  context: Context,
): Promise<{ subscription: Subscription; when: string | undefined }> {
  if (when !== undefined || reference === undefined) {
    return { subscription: await findSubscription(reference, context), when };
  }
  const [head = '', ...rest] = reference.split(/\s+/);
  const named = await findSubscription(head, context).catch(() => undefined);
  if (named !== undefined) return { subscription: named, when: rest.join(' ') || undefined };
  return { subscription: await findSubscription(undefined, context), when: reference };
}
