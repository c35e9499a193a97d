import { answer, placeWords } from '../commands/answer.ts';
import { idOf } from '../domain/ids.ts';
import type { Place } from '../domain/place.ts';
import type { Subscription } from '../domain/subscription.ts';
import type { StoreOperations } from '../ports/store.ts';
import { say } from '../wording/say.ts';
import type { Tools } from './tools.ts';

/** Tells whoever made a subscription, privately and once, that its place can no longer be reached. */
export async function tellMaker(
  operations: StoreOperations,
  { platforms, now }: Pick<Tools, 'platforms' | 'now'>,
  subscription: Subscription,
  reason: string,
): Promise<void> {
  const { place, createdBy, locale, name } = subscription;
  const outlet = platforms.get(place.platform);
  // Who blocks messages cannot be told so by a message; what the program itself subscribed was made by nobody.
  if (place.kind === 'person' || createdBy === '' || outlet === undefined) return;
  const words = { name, place: placeWords(locale, place), reason };
  const message = answer(locale, say(locale, 'delivery.suspended', words), [
    say(locale, 'delivery.suspended-remedy'),
  ]);
  await operations.enqueue({
    id: idOf('delivery', 'suspended', subscription.id, now().toString()),
    place: personIn(place, createdBy),
    createdAt: now(),
    parts: outlet.render(message),
  });
}

/** A direct message on Discord belongs to no guild (see Place). */
function personIn({ platform, workspace }: Place, id: string): Place {
  return { platform, workspace: platform === 'discord' ? `@me/${id}` : workspace, kind: 'person', id };
}
