import { placeKey } from '../domain/place.ts';
import type { SourceState } from '../domain/source.ts';
import type { Subscription } from '../domain/subscription.ts';
import { say } from '../wording/say.ts';
import { placeWords } from './answer.ts';
import { type Context, Refusal } from './command.ts';
import { type Option, optionalText } from './option.ts';

/** Whether `all` was meant. */
export function meansAll(text: string): boolean {
  return /^(?:all|all sources|everything|\*)$/i.test(text.trim());
}

/** The source that a person means by its id, its address or (a part of) its title; undefined when none or several. */
export function findSource(text: string, sources: readonly SourceState[]): SourceState | undefined {
  const wanted = text.trim().toLowerCase();
  const exact = sources.find(({ source }) =>
    [source.id, source.address, source.title].some((name) => name.toLowerCase() === wanted),
  );
  if (exact !== undefined) return exact;
  const close = sources.filter(({ source }) => source.title.toLowerCase().includes(wanted));
  return close.length === 1 ? close[0] : undefined;
}

/** Reads a list of sources (`all`, or names with commas between them). Throws Refusal that names the first unknown. */
export function readSources(
  text: string,
  sources: readonly SourceState[],
  locale: string,
): 'all' | readonly SourceState[] {
  if (sources.length === 0) {
    const example = say(locale, 'answer.sources-add', { example: '/digest sources add https://…' });
    throw new Refusal(`${say(locale, 'answer.no-sources')}\n${example}`);
  }
  if (meansAll(text)) return 'all';
  const whole = findSource(text, sources);
  if (whole !== undefined) return [whole];
  return text
    .split(',')
    .map((name) => findSource(name, sources) ?? refuseSource(name.trim(), sources, locale));
}

function refuseSource(name: string, sources: readonly SourceState[], locale: string): never {
  const names = ['all', ...sources.slice(0, 9).map(({ source }) => source.title)].join(', ');
  throw new Refusal(
    `${say(locale, 'answer.unknown-source', { name })}\n${say(locale, 'answer.source-names', { names })}`,
  );
}

/** The subscription that is meant: by id, name or channel; without words the only one of this place. */
export async function findSubscription(text: string | undefined, context: Context): Promise<Subscription> {
  const { locale, place, desk } = context;
  const all = await desk.subscriptions(place);
  const here = all.filter((subscription) => placeKey(subscription.place) === placeKey(place));
  if (text === undefined) return onlyOne(here, context);
  const wanted = text.trim().replace(/^#/, '').toLowerCase();
  const isMeant = (subscription: Subscription): boolean =>
    [subscription.id, subscription.name, subscription.place.name ?? ''].some(
      (name) => name.toLowerCase() === wanted,
    );
  const meant = [here.filter(isMeant), all.filter(isMeant)].find((list) => list.length > 0);
  if (meant !== undefined) return onlyOne(meant, context);
  if (/^(?:here|this|this channel|me|all|it)$/.test(wanted)) return onlyOne(here, context);
  const names = all.map(subscriptionWords).join(', ');
  const unknown = say(locale, 'answer.unknown-subscription', { name: text });
  throw new Refusal(names === '' ? unknown : `${unknown}\n${say(locale, 'answer.source-names', { names })}`);
}

function onlyOne(subscriptions: readonly Subscription[], context: Context): Subscription {
  const { locale, place } = context;
  const [first, second] = subscriptions;
  if (first !== undefined && second === undefined) return first;
  if (first === undefined) {
    const none = say(locale, 'answer.no-subscriptions', {
      kind: place.kind,
      place: placeWords(locale, place),
    });
    const example = say(locale, 'answer.subscribe-example', {
      example: '/digest subscribe all weekdays 08:30',
    });
    throw new Refusal(`${none}\n${example}`);
  }
  const names = subscriptions.map(subscriptionWords).join(', ');
  throw new Refusal(say(locale, 'answer.which-subscription', { count: subscriptions.length, names }));
}

/** `#news: News digest`. */
export function subscriptionWords(subscription: Subscription): string {
  const { place, name } = subscription;
  return place.kind === 'channel' && place.name !== undefined ? `#${place.name}: ${name}` : name;
}

/** The option that names a subscription: Discord asks for it, in words it may be left out where there is only one. */
export function optionalReference(description: string): Option<string | undefined> {
  const option = optionalText({ description, completes: true });
  return { ...option, spec: { ...option.spec, required: true } };
}
