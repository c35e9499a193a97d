import type { Message } from '../../domain/message.ts';
import type { SourceState } from '../../domain/source.ts';
import { dateTimeWords, nearTimeWords } from '../../wording/dates.ts';
import { say } from '../../wording/say.ts';
import { answer } from '../answer.ts';
import { type Context, defineCommand, Refusal } from '../command.ts';
import { completeSources } from '../complete.ts';
import type { AddOutcome } from '../desk.ts';
import { optionalText } from '../option.ts';
import { readSources } from '../refer.ts';
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
    if (add !== undefined || remove !== undefined) mustManage(context, 'answer.may-not-sources');
    if (remove !== undefined) done.push(await removeSource(remove, context));
    if (add !== undefined) done.push(addedAnswer(await context.desk.addSource(context.place, add), context));
    return done.length > 0 ? done : [await listAnswer(context)];
  },
  complete: (option, typed, context) =>
    option === 'remove' ? completeSources(typed, context, false) : Promise.resolve([]),
});

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

function addedAnswer(outcome: AddOutcome, { locale }: Context): Message {
  if (outcome.kind === 'no-feed') {
    const { message, feeds } = outcome;
    if (feeds.length === 0) throw new Refusal(message);
    const named = say(locale, 'answer.feeds-named', {
      count: feeds.length,
      feeds: feeds.slice(0, 3).join(', '),
    });
    throw new Refusal(`${message}\n${named}`);
  }
  const source = outcome.state.source.title;
  if (outcome.kind === 'known') return answer(locale, say(locale, 'answer.source-known', { source }));
  return answer(locale, say(locale, 'answer.source-added', { source }), [
    say(locale, 'answer.source-added-articles', { count: outcome.articles }),
    say(locale, 'answer.source-added-new'),
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
