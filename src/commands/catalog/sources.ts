import type { SourceId } from '../../domain/ids.ts';
import type { Inline, Message } from '../../domain/message.ts';
import type { SourceState } from '../../domain/source.ts';
import { dateTimeWords, nearTimeWords } from '../../wording/dates.ts';
import { say } from '../../wording/say.ts';
import { answer } from '../answer.ts';
import { type Context, defineCommand, Refusal } from '../command.ts';
import { completeSources } from '../complete.ts';
import type { AddOutcome } from '../desk.ts';
import { optionalText } from '../option.ts';
import { findSource, readSources } from '../refer.ts';
import { mustManage } from './subscribe.ts';

const MOST_LINES = 5;
const MOST_NAMES = 12;

export const sources = defineCommand({
  name: 'sources',
  description: 'The sources and how they are; add or remove one',
  visibility: 'private',
  example: 'sources add:https://example.org/news.xml',
  costly: true,
  options: {
    add: optionalText({ description: 'Address of a feed to add' }),
    remove: optionalText({ description: 'A source to remove', completes: true }),
  },
  async handle({ add, remove }, context) {
    const done: Message[] = [];
    // `sources NAME` asks for one that is there; only an address can be added.
    const asked = add === undefined || remove !== undefined ? undefined : await namedSource(add, context);
    if (asked !== undefined) return [await detailAnswer(asked, context)];
    if (add !== undefined || remove !== undefined) mustManage(context, 'answer.may-not-sources');
    if (remove !== undefined) done.push(await removeSource(remove, context));
    if (add !== undefined) done.push(addedAnswer(await context.desk.addSource(context.place, add), context));
    return done.length > 0 ? done : [await listAnswer(context)];
  },
  complete: (option, typed, context) =>
    option === 'remove' ? completeSources(typed, context, false) : Promise.resolve([]),
});

async function namedSource(words: string, { desk, place }: Context): Promise<SourceState | undefined> {
  if (words.includes('://')) return undefined;
  const found = findSource(words, await desk.sources(place));
  const isWhole = found?.source.title.toLowerCase() === words.trim().toLowerCase();
  // With a dot it is rather a host that is to be added.
  return isWhole || !words.includes('.') ? found : undefined;
}

async function removeSource(name: string, context: Context): Promise<Message> {
  const { locale, desk, place } = context;
  const chosen = readSources(name, await desk.sources(place), locale);
  const state = chosen === 'all' ? undefined : chosen[0];
  if (state === undefined) throw new Refusal(say(locale, 'answer.unknown-source', { name }));
  const source = state.source.title;
  if (!(await desk.removeSource(place, state.source.id))) {
    const example = '/digest subscribe NAME, NAME when:weekdays 08:30';
    throw new Refusal(
      `${say(locale, 'answer.source-operator', { source })}\n${say(locale, 'answer.source-choose', { example })}`,
    );
  }
  return answer(locale, say(locale, 'answer.source-removed', { source }), [
    say(locale, 'answer.source-removed-stays'),
  ]);
}

/** The action of the menu that asks which links of a page are articles. */
export const PICK_PAGE = 'source.page';

/** A person picked one of the guesses. */
export async function pickPage(chosen: string, context: Context): Promise<readonly Message[]> {
  mustManage(context, 'answer.may-not-sources');
  const outcome = await context.desk.pickSource(context.place, chosen as SourceId);
  if (outcome.kind === 'no-feed' && outcome.message === '')
    throw new Refusal(say(context.locale, 'answer.page-gone'));
  return [addedAnswer(outcome, context)];
}

function addedAnswer(outcome: AddOutcome, { locale }: Context): Message {
  if (outcome.kind === 'no-feed') throw noFeed(outcome, locale);
  if (outcome.kind === 'page') return guessesAnswer(outcome, locale);
  const source = outcome.state.source.title;
  const found =
    outcome.page === undefined
      ? []
      : [say(locale, 'answer.feed-found', { feed: outcome.state.source.address })];
  if (outcome.kind === 'known') return answer(locale, say(locale, 'answer.source-known', { source }), found);
  return answer(locale, say(locale, 'answer.source-added', { source }), [
    ...found,
    say(locale, 'answer.source-added-articles', { count: outcome.articles }),
    say(locale, 'answer.source-added-new'),
  ]);
}

function noFeed({ message, feeds }: Extract<AddOutcome, { kind: 'no-feed' }>, locale: string): Refusal {
  if (feeds.length === 0) return new Refusal(message);
  const shown = feeds.slice(0, 3).join(', ');
  return new Refusal(
    `${message}\n${say(locale, 'answer.feeds-named', { count: feeds.length, feeds: shown })}`,
  );
}

function guessesAnswer({ address, guesses }: Extract<AddOutcome, { kind: 'page' }>, locale: string): Message {
  const lines = guesses.map(({ titles }, at): readonly Inline[] => [
    { kind: 'text', text: `${at + 1}. `, bold: true },
    { kind: 'quoted', text: titles.join(' · ') },
  ]);
  const options = guesses.map(({ source, titles }, at) => ({
    label: `${at + 1}. ${titles[0] ?? ''}`,
    value: source,
  }));
  const placeholder = say(locale, 'answer.page-pick');
  return answer(
    locale,
    say(locale, 'answer.page-no-feed'),
    [say(locale, 'answer.page-which', { address }), ...lines],
    [
      {
        kind: 'controls',
        buttons: [],
        menu: { kind: 'menu', action: PICK_PAGE, value: 'page', placeholder, options },
      },
    ],
  );
}

const WEEK = { hours: 7 * 24 };

/** How one source is: when it was read, what it brought, what is wrong, when it is read next. */
async function detailAnswer(state: SourceState, context: Context): Promise<Message> {
  const { locale, zone, now, desk } = context;
  const { source, lastSuccess, lastFault, nextVisit, stopped, failures } = state;
  const count = await desk.countArticles(source.id, now.subtract(WEEK));
  const when = (at: Temporal.Instant): string => nearTimeWords(locale, zone, at, now);
  return answer(locale, source.title, [
    [{ kind: 'code', text: source.address }],
    lastSuccess === undefined
      ? say(locale, 'answer.source-never-read')
      : say(locale, 'answer.source-read', { when: when(lastSuccess) }),
    say(locale, 'answer.source-week', { count }),
    ...(lastFault === undefined
      ? []
      : [
          say(locale, 'answer.source-fault', {
            count: failures,
            when: when(lastFault.at),
            reason: lastFault.message,
          }),
        ]),
    stopped
      ? say(locale, 'answer.source-stopped')
      : say(locale, 'answer.source-next', { when: dateTimeWords(locale, zone, nextVisit) }),
  ]);
}

async function listAnswer(context: Context): Promise<Message> {
  const { locale, desk, place } = context;
  const all = await desk.sources(place);
  const ailing = all.filter((state) => state.failures > 0 || state.stopped);
  const fresh = all.filter((state) => !ailing.includes(state) && state.lastSuccess === undefined);
  const well = all.filter((state) => !ailing.includes(state) && !fresh.includes(state));
  const first = say(locale, 'answer.sources', { count: all.length, ailing: ailing.length });
  const example = '/digest sources add https://…';
  return answer(locale, first, [
    ...ailing.slice(0, MOST_LINES).map((state) => ailingWords(state, context)),
    ...fresh
      .slice(0, MOST_LINES)
      .map((state) => say(locale, 'answer.sources-new', { source: state.source.title })),
    ...wellWords(well, locale),
    say(locale, 'answer.sources-add', { example }),
  ]);
}

function wellWords(well: readonly SourceState[], locale: string): string[] {
  if (well.length === 0) return [];
  if (well.length > MOST_NAMES) return [say(locale, 'answer.sources-well-count', { count: well.length })];
  return [say(locale, 'answer.sources-well', { names: well.map((state) => state.source.title).join(', ') })];
}

function ailingWords(state: SourceState, context: Context): string {
  const { locale, zone, now } = context;
  const source = state.source.title;
  const reason = state.lastFault?.message ?? '';
  if (state.stopped) return say(locale, 'answer.sources-stopped', { source, reason });
  const next = dateTimeWords(locale, zone, state.nextVisit);
  if (state.lastSuccess === undefined) return say(locale, 'answer.sources-never', { source, reason, next });
  const since = nearTimeWords(locale, zone, state.lastSuccess, now);
  return say(locale, 'answer.sources-ailing', { source, reason, since, next });
}
