import type { Block, Inline, Json, Message, Part, StoryBlock } from '../../domain/message.ts';
import { cutAtWord } from '../../wording/cut-at-word.ts';
import { groupHeadlines, type HeadlineList } from '../../wording/headline-lists.ts';
import { partContents } from '../../wording/part-contents.ts';
import { plainText } from '../../wording/plain-text.ts';
import { quoted } from '../../wording/quoted.ts';
import { splitMessage } from '../../wording/split-message.ts';
import { actionsBlock } from './controls.ts';
import { type JsonObject, linkElements, markdownOf, richElements, textElements } from './elements.ts';
import { LIMITS } from './limits.ts';
import { notificationOf } from './notification.ts';

/**
 * A message as bodies of `chat.postMessage` without the channel (docs.slack.dev/reference/methods/chat.postMessage):
 * one, or several cut between stories. What is quoted stands in rich_text, where it is only text; mrkdwn is left for
 * the grey lines.
 */
export function renderSlack(message: Message): readonly Part[] {
  const parts = partContents(splitMessage(message, fits));
  return parts.map(({ blocks, stories, quotations }) => {
    const laidOut = layOut(blocks);
    const payload = {
      text: notificationOf(blocks),
      blocks: laidOut,
      unfurl_links: false,
      unfurl_media: false,
      mrkdwn: false,
      parse: 'none',
    };
    return { payload, text: plainText(blocks), stories, quotations, usage: usageOf(laidOut) };
  });
}

function fits(blocks: readonly Block[]): boolean {
  const laidOut = layOut(blocks);
  if (laidOut.length > LIMITS.blocks || weightOf(laidOut) > LIMITS.weight) return false;
  return longestText(laidOut) <= LIMITS.textObject;
}

function weightOf(blocks: readonly JsonObject[]): number {
  return JSON.stringify(blocks).length;
}

function longestText(value: Json): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce<number>((longest, inner) => Math.max(longest, longestText(inner)), 0);
}

const counts = new Intl.NumberFormat('en');

function usageOf(blocks: readonly JsonObject[]): string {
  const weight = `${counts.format(weightOf(blocks))} of ${counts.format(LIMITS.weight)}`;
  return `${blocks.length} of ${LIMITS.blocks} blocks, ${weight}`;
}

type UniqueId = (id: string) => string;

function layOut(blocks: readonly Block[]): readonly JsonObject[] {
  const uniqueId = idGiver();
  return groupHeadlines(blocks).flatMap((row) => layOutRow(row, uniqueId));
}

/** Gives each id once: the second `controls` is `controls:2`. */
function idGiver(): UniqueId {
  const given = new Map<string, number>();
  return (id) => {
    const count = (given.get(id) ?? 0) + 1;
    given.set(id, count);
    return count === 1 ? id : `${id}:${count}`;
  };
}

function layOutRow(row: Block | HeadlineList, uniqueId: UniqueId): readonly JsonObject[] {
  switch (row.kind) {
    case 'title':
      return header(row.text);
    case 'note':
      return context(row.content);
    case 'line':
      return richText([section(row.content.flatMap(richElements))]);
    case 'quotations':
      return richText(row.quotations.map(({ text }) => section(textElements(quoted(text)))));
    case 'headlines':
      return richText([section(row.stories.flatMap(headlineElements))]);
    case 'story':
      return layOutStory(row, uniqueId);
    case 'divider':
      return [{ type: 'divider' }];
    case 'controls':
      return actionsBlock(row, uniqueId);
  }
}

function header(title: string): readonly JsonObject[] {
  const text = cutAtWord(quoted(title), LIMITS.headerText);
  return text === '' ? [] : [{ type: 'header', text: { type: 'plain_text', text, emoji: false } }];
}

function context(content: readonly Inline[]): readonly JsonObject[] {
  const text = content.map(markdownOf).join('');
  // `verbatim`: an outlet called `example.com` does not become a link.
  const element = { type: 'mrkdwn', text, verbatim: true };
  return text.trim() === '' ? [] : [{ type: 'context', elements: [element] }];
}

/** One line of a list: number, headline, outlets. */
function headlineElements(story: StoryBlock, index: number): readonly JsonObject[] {
  return [
    ...(index === 0 ? [] : textElements('\n')),
    ...headlineOf(story),
    ...textElements(' '),
    ...story.byline.flatMap(richElements),
  ];
}

function headlineOf({ number, label, headline, link }: StoryBlock): readonly JsonObject[] {
  const before = [number === undefined ? '' : `${number}. `, label === undefined ? '' : `${label} `].join('');
  return [...textElements(before, { bold: true }), ...linkElements(headline, link, true)];
}

function layOutStory(story: StoryBlock, uniqueId: UniqueId): readonly JsonObject[] {
  const { difference } = story;
  const sentences = sentenceText(story);
  const body = section([...headlineOf(story), ...textElements(sentences === '' ? '' : `\n${sentences}`)]);
  const quote =
    difference === undefined
      ? []
      : [
          {
            type: 'rich_text_quote',
            elements: textElements(`${quoted(difference.label)} ${quoted(difference.quotation.text)}`),
          },
        ];
  return [
    ...richText([body, ...quote], uniqueId(`story-${story.story}`.slice(0, LIMITS.blockId - 5))),
    ...context(story.byline),
  ];
}

/** In one paragraph, or each sentence in its own line with its outlet in brackets. */
function sentenceText({ sentences, outletPerSentence }: StoryBlock): string {
  if (outletPerSentence !== true) return sentences.map(({ text }) => quoted(text)).join(' ');
  return sentences.map(({ text, outlet }) => `${quoted(text)} (${quoted(outlet)})`).join('\n');
}

function section(elements: readonly JsonObject[]): JsonObject {
  return { type: 'rich_text_section', elements };
}

/** Without its empty sections, which Slack refuses. */
function richText(sections: readonly JsonObject[], blockId?: string): readonly JsonObject[] {
  const elements = sections.filter((one) => Array.isArray(one['elements']) && one['elements'].length > 0);
  if (elements.length === 0) return [];
  return [{ type: 'rich_text', ...(blockId === undefined ? {} : { block_id: blockId }), elements }];
}
