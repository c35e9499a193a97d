import { digestMessage } from '../../digests/to-message.ts';
import { placeWords } from '../answer.ts';
import { defineCommand } from '../command.ts';
import { completeSources } from '../complete.ts';
import { newsOptions, subscriptionHere, wishFor } from './now.ts';

export const preview = defineCommand({
  name: 'preview',
  description: 'What the next digest here would be if nothing more came in',
  visibility: 'private',
  example: 'preview',
  costly: true,
  options: newsOptions,
  async handle({ source, count }, context) {
    const subscription = await subscriptionHere(context);
    const { place, locale, now } = context;
    const wish = await wishFor({ source, count, subscription }, context);
    const digest = await context.desk.compose({ ...wish, at: subscription?.nextSlot ?? now });
    const style = subscription?.selection.style ?? 'short';
    const named = place.kind === 'channel' ? { placeName: placeWords(locale, place) } : {};
    return [digestMessage(digest, { style, place: place.kind, occasion: 'preview', ...named })];
  },
  complete: (_, typed, context) => completeSources(typed, context, true),
});
