import { answer } from '../commands/answer.ts';
import { PICK_PAGE, pickPage } from '../commands/catalog/sources.ts';
import { commands, specs } from '../commands/catalog.ts';
import { type Command, type Context, Refusal } from '../commands/command.ts';
import type { Desk } from '../commands/desk.ts';
import { parseWords } from '../commands/parse.ts';
import { moreMessages, sourcesMessage, storyCard } from '../digests/answers.ts';
import type { Digest } from '../domain/digest.ts';
import { type DigestId, idOf } from '../domain/ids.ts';
import type { Message } from '../domain/message.ts';
import { placeKey } from '../domain/place.ts';
import type { Choice, CompletionRequest, Request, Visibility } from '../domain/request.ts';
import type { Inbox, Reply } from '../ports/chat-platform.ts';
import { say } from '../wording/say.ts';
import { createRateLimit } from './rate-limit.ts';
import type { Tools } from './tools.ts';
import { enqueueWelcome } from './welcome.ts';

/** What a request asks for: whose answer it is, who may see it, and whether it costs much. */
interface Task {
  readonly visibility: Visibility;
  readonly costly: boolean;
  run(context: Context): Promise<readonly Message[]>;
}

/** Answers what people do. Nothing that goes wrong here reaches them as more than a sentence or two. */
export function createInbox(tools: Tools, desk: Desk): Inbox {
  const { store, log, now, rules } = tools;
  const limit = createRateLimit(rules.requestsPerMinute);

  function contextOf({ place, person }: Pick<Request, 'place' | 'person'>, reply?: Reply): Context {
    const locale = person.locale ?? rules.defaults.locale;
    const zone = person.zone ?? rules.defaults.zone;
    const whyNotPost = async (): Promise<string | undefined> => reply?.whyNotPost();
    return { place, person, desk, now: now(), locale, zone, whyNotPost };
  }

  async function answerTo(request: Request, context: Context, task: Task): Promise<readonly Message[]> {
    try {
      const wait = task.costly ? limit.take(`${request.platform}/${request.person.id}`, context.now) : 0;
      if (wait > 0) throw new Refusal(tooOften(wait, context.locale));
      return await task.run(context);
    } catch (error) {
      return [
        error instanceof Refusal ? refusal(error, context.locale) : fault(request, error, context.locale),
      ];
    }
  }

  function fault(request: Request, error: unknown, locale: string): Message {
    const note = idOf('note', request.id).slice(0, 6).toUpperCase();
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    log.error('A request met a fault of ours', { note, request: request.id, reason });
    return answer(locale, say(locale, 'answer.fault'), [say(locale, 'answer.fault-note', { note })]);
  }

  return {
    async handle(request, reply) {
      try {
        if (!(await store.firstSeen(request.id, now()))) return;
        const context = contextOf(request, reply);
        const task = taskOf(request, context.locale, desk);
        await sendAll(await answerTo(request, context, task), task.visibility, reply);
      } catch (error) {
        log.error('An answer could not be given', { request: request.id, reason: String(error) });
      }
    },

    async complete(request: CompletionRequest): Promise<readonly Choice[]> {
      try {
        const command = commands.find(({ spec }) => spec.name === request.command);
        const choices = await command?.complete(request.option, request.typed, contextOf(request));
        return (choices ?? []).slice(0, 25);
      } catch (error) {
        log.warn('A completion failed', { command: request.command, reason: String(error) });
        return [];
      }
    },

    async installed(by) {
      try {
        if (!(await store.firstSeen(`installed ${placeKey(by)}`, now()))) return;
        await enqueueWelcome(tools, by);
      } catch (error) {
        log.error('A welcome could not be sent', { place: placeKey(by), reason: String(error) });
      }
    },

    visibility: (command) => commands.find(({ spec }) => spec.name === command)?.spec.visibility ?? 'private',
  };
}

async function sendAll(messages: readonly Message[], visibility: Visibility, reply: Reply): Promise<void> {
  if (messages.length > 0) await reply.send(joined(messages), visibility);
}

/** Several answers to one request become one message, so that an answer can be replaced as a whole. */
function joined(messages: readonly Message[]): Message {
  const [first, ...others] = messages;
  if (first === undefined || others.length === 0) return first ?? { title: '', locale: 'en', blocks: [] };
  return { ...first, blocks: messages.flatMap((message) => message.blocks) };
}

function taskOf(request: Request, locale: string, desk: Desk): Task {
  const { act } = request;
  switch (act.kind) {
    case 'command':
      return commandTask(act.command, act.options, locale);
    case 'words':
      return wordsTask(act.words, locale);
    case 'message':
      return messageTask(act.text, locale);
    case 'button':
      return privateTask(() => pressed(act.action, act.value, undefined, locale, desk));
    case 'menu':
      if (act.action === PICK_PAGE) return pickTask(act.chosen);
      return privateTask(() => pressed(act.action, act.value, act.chosen, locale, desk));
  }
}

/** One of the guesses which links of a page are articles. */
function pickTask(chosen: string): Task {
  return { visibility: 'private', costly: true, run: (context) => pickPage(chosen, context) };
}

function privateTask(run: () => Promise<readonly Message[]>): Task {
  return { visibility: 'private', costly: false, run };
}

function commandTask(name: string, options: Readonly<Record<string, string>>, locale: string): Task {
  const command = commands.find(({ spec }) => spec.name === name);
  if (command === undefined) return privateTask(() => Promise.resolve([notUnderstood(name, locale)]));
  return taskFor(command, options);
}

function taskFor(command: Command, options: Readonly<Record<string, string>>): Task {
  const { costly } = command;
  return { visibility: command.spec.visibility, costly, run: (context) => command.run(options, context) };
}

/** Words after `/digest`; none at all asks for help. */
function wordsTask(words: string, locale: string): Task {
  const line = words.trim() === '' ? 'help' : words;
  const parsed = parseWords(line, specs);
  if (parsed.kind === 'command') return commandTask(parsed.command, parsed.options, locale);
  return privateTask(() => Promise.resolve([notUnderstood(words, locale)]));
}

/** A message to the bot: a link or a longer text is summarized, a command's words are that command. */
function messageTask(text: string, locale: string): Task {
  const link = /https?:\/\/[^\s<>|]+/i.exec(text)?.[0];
  const parsed = parseWords(text, specs);
  if (parsed.kind === 'command') return commandTask(parsed.command, parsed.options, locale);
  if (link !== undefined) return commandTask('summarize', { input: link.replace(/[).,;!?]+$/, '') }, locale);
  if (text.trim().length >= LONG_TEXT) return commandTask('summarize', { input: text.trim() }, locale);
  return privateTask(() => Promise.resolve([notUnderstood(text, locale)]));
}

/** A text of this length that is no command was sent to be summarized. */
const LONG_TEXT = 200;

async function pressed(
  action: string,
  value: string,
  chosen: string | undefined,
  locale: string,
  desk: Desk,
): Promise<readonly Message[]> {
  const digest = await desk.digest(value as DigestId);
  if (digest === undefined) {
    throw new Refusal(`${say(locale, 'answer.digest-gone')}\n${say(locale, 'answer.digest-gone-remedy')}`);
  }
  if (action === 'digest.more') return moreMessages(digest);
  if (action === 'digest.sources') return [sourcesMessage(digest)];
  if (action === 'story.open') return [openStory(digest, chosen, locale)];
  throw new Refusal(say(locale, 'answer.story-gone'));
}

function openStory(digest: Digest, chosen: string | undefined, locale: string): Message {
  const story = digest.stories.find((each) => each.story === chosen);
  if (story === undefined) throw new Refusal(say(locale, 'answer.story-gone'));
  return storyCard(digest, story);
}

function refusal(error: Refusal, locale: string): Message {
  const [first = '', ...lines] = error.message.split('\n');
  return answer(locale, first, lines);
}

function notUnderstood(words: string, locale: string): Message {
  const shown = words.trim().length > 80 ? `${words.trim().slice(0, 80)}…` : words.trim();
  const examples = specs.filter((spec) => ['now', 'subscribe', 'summarize'].includes(spec.name));
  return answer(
    locale,
    say(locale, 'answer.not-understood', { words: shown }),
    examples.map((spec) => [{ kind: 'code' as const, text: `/digest ${spec.example}` }]),
  );
}

function tooOften(wait: number, locale: string): string {
  const remedy = say(locale, 'answer.too-often-remedy', { seconds: Math.ceil(wait) });
  return `${say(locale, 'answer.too-often')}\n${remedy}`;
}
