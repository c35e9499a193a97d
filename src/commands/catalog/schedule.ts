import type { Subscription } from '../../domain/subscription.ts';
import { nextSlot } from '../../schedules/plan.ts';
import { type Context, defineCommand } from '../command.ts';
import { completeSubscriptions, completeTimes, completeZones } from '../complete.ts';
import { optionalText } from '../option.ts';
import { findSubscription, optionalReference } from '../refer.ts';
import { readSchedule, whenOption } from '../when.ts';
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
    const zoned = { ...context, zone: subscription.schedule.zone };
    const { rule, zone } = readSchedule(when, given.zone, zoned);
    const changed = { ...subscription.schedule, rule, zone };
    const next = nextSlot(changed, context.now);
    const { nextSlot: _, ...kept } = subscription;
    const saved: Subscription = {
      ...kept,
      schedule: changed,
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

/** In words both may stand without names: `schedule weekdays 08:30`, `schedule #news weekdays 08:30`. */
async function takeApart(
  reference: string | undefined,
  when: string | undefined,
  context: Context,
): Promise<{ subscription: Subscription; when: string }> {
  if (when !== undefined || reference === undefined) {
    return { subscription: await findSubscription(reference, context), when: when ?? '' };
  }
  const [head = '', ...rest] = reference.split(/\s+/);
  const named = await findSubscription(head, context).catch(() => undefined);
  if (named !== undefined && rest.length > 0) return { subscription: named, when: rest.join(' ') };
  return { subscription: await findSubscription(undefined, context), when: reference };
}
