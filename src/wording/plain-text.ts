import type { Block, Inline, StoryBlock } from '../domain/message.ts';
import { isHeadlineOnly } from './headline-lists.ts';
import { quoted } from './quoted.ts';

/**
 * A message in plain words: the same sentences, outlets and labels in the same order, without addresses. It is
 * what a notification and a screen reader get. One line per line of the message, an empty line before each story.
 */
export function plainText(blocks: readonly Block[]): string {
  return blocks
    .map(blockWords)
    .filter((words) => words !== '')
    .join('\n')
    .trim();
}

function blockWords(block: Block): string {
  switch (block.kind) {
    case 'title':
      return quoted(block.text);
    case 'note':
    case 'line':
      return inlineWords(block.content);
    case 'quotations':
      return block.quotations.map((quotation) => quoted(quotation.text)).join(' ');
    case 'story':
      return isHeadlineOnly(block) ? headlineLine(block) : `\n${storyWords(block)}`;
    case 'divider':
      return '';
    case 'controls':
      return '';
  }
}

function headlineLine(story: StoryBlock): string {
  return [headlineWords(story), inlineWords(story.byline)].filter((words) => words !== '').join(' · ');
}

function storyWords(story: StoryBlock): string {
  const { difference } = story;
  return [
    headlineWords(story),
    sentenceWords(story),
    difference === undefined ? '' : `${quoted(difference.label)} ${quoted(difference.quotation.text)}`,
    inlineWords(story.byline),
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function headlineWords({ number, label, headline }: StoryBlock): string {
  return [number === undefined ? '' : `${number}.`, label ?? '', quoted(headline)]
    .filter((word) => word !== '')
    .join(' ');
}

/** The sentences in one paragraph, or each in its own line with the outlet in brackets. */
function sentenceWords({ sentences, outletPerSentence }: StoryBlock): string {
  if (outletPerSentence !== true) return sentences.map(({ text }) => quoted(text)).join(' ');
  return sentences.map(({ text, outlet }) => `${quoted(text)} (${quoted(outlet)})`).join('\n');
}

function inlineWords(content: readonly Inline[]): string {
  return content
    .map((inline) => {
      if (inline.kind === 'age') return inline.fallback;
      return inline.kind === 'quoted' || inline.kind === 'link' ? quoted(inline.text) : inline.text;
    })
    .join('');
}
