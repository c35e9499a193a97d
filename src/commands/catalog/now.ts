import { digestMessage, type MessageOptions } from '../../digests/to-message.ts';
import type { Block, Message } from '../../domain/message.ts';
import { placeKey } from '../../domain/place.ts';
import type { Subscription } from '../../domain/subscription.ts';
import { nearTimeWords } from '../../wording/dates.ts';
import { say } from '../../wording/say.ts';
import { placeWords } from '../answer.ts';
import { type Context, defineCommand } from '../command.ts';
import { completeSources } from '../complete.ts';
import type { ComposeWish } from '../desk.ts';
import { optionalCount, optionalText } from '../option.ts';
import { findSource, readSources } from '../refer.ts';

/** How far back news goes for somebody who has no digest here. */
const DAY = { hours: 24 };

/** What `now` and `preview` may be told: which source, and how many stories. */
export const newsOptions = {
  source: optionalText({ description: 'Only from this source (all unless said)', completes: true }),
  count: optionalCount({ description: 'How many stories, 1 to 20', min: 1, max: 20 }),
};

export const now = defineCommand({
  name: 'now',
  description: 'The news since the last digest, for you alone',
  visibility: 'private',
  example: 'now count:3',
  costly: true,
  options: newsOptions,
  async handle({ source, count }, context) {
    const subscription = await subscriptionHere(context);
    const wish = await wishFor({ source, count, subscription }, context);
    const digest = await context.desk.compose(wish);
    if (digest.stories.length > 0 || digest.nothingReadable || subscription === undefined) {
      return [digestMessage(digest, privateForm(subscription, context))];
    }
    return lastAgain(subscription, wish, context, count);
  },
  complete: (_, typed, context) => completeSources(typed, context, true),
});

/** What a person is told when nothing is new: since when, and the last digest once more. */
async function lastAgain(
  subscription: Subscription,
  wish: ComposeWish,
  context: Context,
  count: number | undefined,
): Promise<readonly Message[]> {
  const { locale, zone, desk } = context;
  const since = nearTimeWords(locale, zone, wish.since, context.now);
  const last = await desk.lastDigest(subscription.id);
  const nothing = say(locale, 'answer.nothing-new', { since });
  if (last === undefined || last.stories.length === 0) {
    return [
      {
        title: nothing,
        locale,
        blocks: [{ kind: 'line', content: [{ kind: 'text', text: nothing, bold: true }] }],
      },
    ];
  }
  const again: Block = {
    kind: 'note',
    content: [{ kind: 'text', text: `${nothing} ${say(locale, 'answer.last-again')}` }],
  };
  const message = digestMessage(
    { ...last, stories: last.stories.slice(0, count) },
    privateForm(subscription, context),
  );
  return [{ ...message, blocks: [again, ...message.blocks] }];
}

function privateForm(subscription: Subscription | undefined, { locale, place }: Context): MessageOptions {
  const style = subscription?.selection.style ?? 'short';
  const form = { style, place: place.kind, occasion: 'now' } as const;
  if (subscription?.place.kind !== 'channel') return form;
  return { ...form, placeName: placeWords(locale, subscription.place) };
}

/** The first digest of this place, if it has one. */
export async function subscriptionHere(context: Context): Promise<Subscription | undefined> {
  const all = await context.desk.subscriptions(context.place);
  return all.find((subscription) => placeKey(subscription.place) === placeKey(context.place));
}

/** What `now` and `preview` compose: what is new since the last digest here, or in the last 24 hours. */
export async function wishFor(
  asked: { source: string | undefined; count: number | undefined; subscription: Subscription | undefined },
  context: Context,
): Promise<ComposeWish> {
  const { place, desk, zone, locale } = context;
  const { subscription } = asked;
  const sources = await desk.sources(place);
  const chosen = asked.source === undefined ? 'all' : readSources(asked.source, sources, locale);
  const ids = chosen === 'all' ? 'all' : chosen.map((state) => state.source.id);
  await desk.refresh((chosen === 'all' ? sources : chosen).map((state) => state.source.id));
  const single = asked.source === undefined ? undefined : findSource(asked.source, sources);
  return {
    place,
    sources: ids === 'all' && subscription !== undefined ? subscription.selection.sources : ids,
    count: asked.count ?? subscription?.selection.count ?? desk.defaults.stories,
    title: single?.source.title ?? subscription?.name ?? say(locale, 'answer.help-first'),
    since: subscription?.handledUntil ?? context.now.subtract(DAY),
    zone,
    locale,
    ...(subscription === undefined ? {} : { subscription }),
  };
}
