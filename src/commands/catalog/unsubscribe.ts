import { say } from '../../wording/say.ts';
import { answer, placeWords } from '../answer.ts';
import { defineCommand } from '../command.ts';
import { completeSubscriptions } from '../complete.ts';
import { findSubscription, optionalReference } from '../refer.ts';
import { mustManage } from './subscribe.ts';

export const unsubscribe = defineCommand({
  name: 'unsubscribe',
  description: 'End a digest',
  visibility: 'private',
  example: 'unsubscribe here',
  options: { subscription: optionalReference('The digest to end') },
  async handle({ subscription: words }, context) {
    mustManage(context);
    const { locale, desk } = context;
    const subscription = await findSubscription(words, context);
    await desk.removeSubscription(subscription.id);
    const place = placeWords(locale, subscription.place);
    return [
      answer(
        locale,
        say(locale, 'answer.unsubscribed', { kind: subscription.place.kind, place, name: subscription.name }),
        [say(locale, 'answer.unsubscribed-keep')],
      ),
    ];
  },
  complete: (_, typed, context) => completeSubscriptions(typed, context),
});
