import type { ArticleId } from '../../domain/ids.ts';
import type { Block, Inline, Message } from '../../domain/message.ts';
import { headline, summarize as summarizeText } from '../../summarize/index.ts';
import { canSplit } from '../../text/language.ts';
import { sentences as splitSentences } from '../../text/sentences.ts';
import { languageName } from '../../wording/language-name.ts';
import { say } from '../../wording/say.ts';
import { type Context, defineCommand, Refusal } from '../command.ts';
import type { ReadText } from '../desk.ts';
import { optionalCount, requiredText } from '../option.ts';

const USUAL_SENTENCES = 3;
/** Less than this is a typing error rather than a text. */
const SHORTEST_TEXT = 40;

export const summarize = defineCommand({
  name: 'summarize',
  description: 'The main sentences of a link or a text',
  visibility: 'private',
  example: 'summarize https://example.org/story sentences:3',
  costly: true,
  options: {
    input: requiredText({ description: 'A link (https://…) or the text itself' }),
    sentences: optionalCount({ description: 'How many sentences, 1 to 10', min: 1, max: 10 }),
  },
  async handle({ input, sentences }, context) {
    const text = await readInput(input.trim(), context);
    return [await summaryAnswer(text, sentences ?? USUAL_SENTENCES, context)];
  },
});

async function readInput(input: string, context: Context): Promise<Partial<ReadText> & { text: string }> {
  if (/^https?:\/\/\S+$/i.test(input)) return context.desk.readLink(input);
  if (input.length >= SHORTEST_TEXT && /\s/.test(input)) return { text: input };
  const { locale } = context;
  const shown = input.length > 60 ? `${input.slice(0, 60)}…` : input;
  throw new Refusal(
    `${say(locale, 'answer.no-link', { input: shown })}\n${say(locale, 'answer.link-example')}`,
  );
}

async function summaryAnswer(
  read: Partial<ReadText> & { text: string },
  count: number,
  context: Context,
): Promise<Message> {
  const { locale } = context;
  const language = read.language ?? (await context.desk.languageOf(read.text));
  const splits = language === undefined || canSplit(language);
  const of = splitSentences(read.text, language);
  const known = {
    ...(language === undefined ? {} : { language }),
    ...(read.title === undefined ? {} : { title: read.title }),
  };
  const chosen = splits ? summarizeText(read.text, { sentences: count, ...known }) : beginning(read.text);
  if (chosen.length === 0)
    throw new Refusal(`${say(locale, 'answer.summary-nothing')}\n${say(locale, 'answer.link-example')}`);
  const title = read.title ?? headline(read.text, language)?.text ?? say(locale, 'answer.summary-own-text');
  const outlet = read.outlet ?? say(locale, 'answer.summary-own-text');
  const quotations = chosen.map((sentence) => ({ article: '' as ArticleId, outlet, ...sentence }));
  const head: Inline =
    read.link === undefined
      ? { kind: 'quoted', text: title, bold: true }
      : { kind: 'link', text: title, href: read.link, bold: true };
  const size = say(locale, 'answer.summary-size', { shown: chosen.length, all: of.length });
  const blocks: Block[] = [
    // A text without a title is named by its first sentence, which need not be said twice.
    ...(read.title === undefined && repeats(title, chosen)
      ? []
      : [{ kind: 'line', content: [head] } as const]),
    { kind: 'quotations', quotations },
    {
      kind: 'note',
      content: [
        { kind: 'quoted', text: outlet },
        { kind: 'text', text: ` · ${size}` },
      ],
    },
  ];
  if (!splits) {
    const name = languageName(locale, language) ?? language;
    blocks.push({
      kind: 'note',
      content: [{ kind: 'text', text: say(locale, 'answer.summary-language', { language: name }) }],
    });
  }
  return { title, locale, blocks };
}

/** Whether a sentence says the headline again, but for its final sign. */
function repeats(title: string, sentences: readonly { readonly text: string }[]): boolean {
  return sentences.some(({ text }) => text.startsWith(title) && text.length - title.length <= 2);
}

/** The start of a text whose sentences cannot be told apart: its first paragraph, at most 300 units. */
function beginning(text: string): { text: string; start: number; end: number }[] {
  const start = text.search(/\S/);
  if (start === -1) return [];
  const paragraph = text.slice(start).split(/\n\s*\n/, 1)[0] ?? '';
  const end = start + Math.min(paragraph.trimEnd().length, 300);
  return [{ text: text.slice(start, end), start, end }];
}
