import type { Block, Message, Part, StoryBlock } from '../../domain/message.ts';
import { groupHeadlines, type HeadlineList } from '../../wording/headline-lists.ts';
import { partContents } from '../../wording/part-contents.ts';
import { plainText } from '../../wording/plain-text.ts';
import { quoted } from '../../wording/quoted.ts';
import { splitMessage } from '../../wording/split-message.ts';
import { countCharacters, countComponents, type JsonObject } from './component.ts';
import { controlRows } from './controls.ts';
import { escapeMarkdown } from './escape.ts';
import { COMPONENTS_V2, LIMITS } from './limits.ts';
import { linkMarkdown, markdownOf } from './markdown.ts';

/** The container's edge: it means nothing, it only holds a digest together in a busy channel. */
const ACCENT = 0x2f6f7e;

/**
 * A message as bodies of *Create Message* (docs.discord.com/developers/resources/message): one, or several cut
 * between stories, each a container of text displays and rows.
 */
export function renderDiscord(message: Message): readonly Part[] {
  const parts = partContents(splitMessage(message, fits));
  return parts.map(({ blocks, stories, quotations }) => {
    const components = layOut(blocks);
    const payload = { flags: COMPONENTS_V2, components, allowed_mentions: { parse: [] } };
    return { payload, text: plainText(blocks), stories, quotations, usage: usageOf(components) };
  });
}

function fits(blocks: readonly Block[]): boolean {
  const components = layOut(blocks);
  return countComponents(components) <= LIMITS.components && countCharacters(components) <= LIMITS.text;
}

const counts = new Intl.NumberFormat('en');

function usageOf(components: readonly JsonObject[]): string {
  const characters = `${counts.format(countCharacters(components))} of ${counts.format(LIMITS.text)} characters`;
  return `${countComponents(components)} of ${LIMITS.components} components, ${characters}`;
}

type Row =
  | { readonly text: string; readonly joins: boolean }
  | { readonly components: readonly JsonObject[] };

function layOut(blocks: readonly Block[]): readonly JsonObject[] {
  const components: JsonObject[] = [];
  let open: string | undefined;
  const close = () => {
    if (open !== undefined) components.push({ type: 10, content: open });
    open = undefined;
  };
  for (const row of groupHeadlines(blocks).map(layOutRow)) {
    if ('components' in row) {
      close();
      components.push(...row.components);
    } else if (row.text.trim() !== '') {
      // A grey line stands in the text display of what it belongs to.
      if (open !== undefined && row.joins) open += `\n${row.text}`;
      else {
        close();
        open = row.text;
      }
    }
  }
  close();
  return [{ type: 17, accent_color: ACCENT, components }];
}

function layOutRow(row: Block | HeadlineList): Row {
  switch (row.kind) {
    case 'title':
      return alone(heading('##', escapeMarkdown(quoted(row.text))));
    case 'note':
      return { text: grey(markdownOf(row.content, true)), joins: true };
    case 'line':
      return alone(markdownOf(row.content, false));
    case 'quotations':
      return alone(row.quotations.map(({ text }) => escapeMarkdown(quoted(text))).join('\n'));
    case 'headlines':
      return alone(row.stories.map(headlineLine).join('\n'));
    case 'story':
      return alone(storyText(row));
    case 'divider':
      return { components: [{ type: 14 }] };
    case 'controls':
      return { components: controlRows(row) };
  }
}

function alone(text: string): Row {
  return { text, joins: false };
}

function heading(marks: string, text: string): string {
  return text === '' ? '' : `${marks} ${text}`;
}

function grey(text: string): string {
  return text.trim() === '' ? '' : `-# ${text}`;
}

function storyText(story: StoryBlock): string {
  const { difference } = story;
  const lines = [
    heading('###', headlineOf(story)),
    sentenceText(story),
    difference === undefined
      ? ''
      : `> ${escapeMarkdown(quoted(difference.label))} ${escapeMarkdown(quoted(difference.quotation.text), false)}`,
    grey(markdownOf(story.byline, true)),
  ];
  return lines.filter((line) => line !== '').join('\n');
}

function headlineLine(story: StoryBlock): string {
  return `**${headlineOf(story)}** ${markdownOf(story.byline, true)}`;
}

function headlineOf({ number, label, headline, link }: StoryBlock): string {
  return [number === undefined ? '' : `${number}.`, label ?? '', linkMarkdown(headline, link)]
    .filter((words) => words !== '')
    .join(' ');
}

/** In one paragraph, or each sentence in its own line with its outlet in brackets. */
function sentenceText({ sentences, outletPerSentence }: StoryBlock): string {
  if (outletPerSentence !== true)
    return sentences.map(({ text }, index) => escapeMarkdown(quoted(text), index === 0)).join(' ');
  return sentences
    .map(({ text, outlet }) => `${escapeMarkdown(quoted(text))} (${escapeMarkdown(quoted(outlet), false)})`)
    .join('\n');
}
