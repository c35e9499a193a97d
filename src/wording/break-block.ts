import type { Quotation } from '../domain/digest.ts';
import type { Block, Inline, StoryBlock } from '../domain/message.ts';
import { wordBorder } from './cut-at-word.ts';

/** A block in two, neither of them empty; undefined when it cannot be taken apart. Nothing is lost between them. */
export function breakBlock(block: Block): readonly [Block, Block] | undefined {
  switch (block.kind) {
    case 'story':
      return breakStory(block);
    case 'quotations': {
      const halves = breakQuotations(block.quotations);
      return (
        halves && [
          { kind: 'quotations', quotations: halves[0] },
          { kind: 'quotations', quotations: halves[1] },
        ]
      );
    }
    case 'note':
    case 'line': {
      const halves = breakInlines(block.content);
      return (
        halves && [
          { kind: block.kind, content: halves[0] },
          { kind: block.kind, content: halves[1] },
        ]
      );
    }
    case 'title':
    case 'divider':
    case 'controls':
      return undefined;
  }
}

/** A longer line of who and when goes on in a grey line of its own. */
const BYLINE = 1_000;

/** The second piece repeats the headline and has what closes the story. */
function breakStory(story: StoryBlock): readonly [Block, Block] | undefined {
  const { difference, ...rest } = story;
  if (lengthOf(story.byline) > BYLINE) return breakByline(story);
  if (difference !== undefined && story.sentences.length === 1)
    return [
      { ...rest, byline: [] },
      { ...story, sentences: [] },
    ];
  const sentences = breakQuotations(story.sentences);
  if (sentences !== undefined)
    return [
      { ...rest, sentences: sentences[0], byline: [] },
      { ...story, sentences: sentences[1] },
    ];
  return (difference && breakDifference(story, difference)) ?? breakByline(story);
}

function lengthOf(content: readonly Inline[]): number {
  return content.reduce((sum, inline) => sum + JSON.stringify(inline).length, 0);
}

function breakDifference(
  story: StoryBlock,
  difference: NonNullable<StoryBlock['difference']>,
): readonly [Block, Block] | undefined {
  const [[first] = [], [second] = []] = breakQuotations([difference.quotation]) ?? [];
  if (first === undefined || second === undefined) return undefined;
  return [
    { ...story, difference: { ...difference, quotation: first }, byline: [] },
    { ...story, difference: { ...difference, quotation: second } },
  ];
}

function breakByline(story: StoryBlock): readonly [Block, Block] | undefined {
  const halves = breakInlines(story.byline);
  return (
    halves && [
      { ...story, byline: halves[0] },
      { kind: 'note', content: halves[1] },
    ]
  );
}

function breakQuotations(
  quotations: readonly Quotation[],
): readonly [readonly Quotation[], readonly Quotation[]] | undefined {
  const half = Math.ceil(quotations.length / 2);
  if (quotations.length > 1) return [quotations.slice(0, half), quotations.slice(half)];
  const [quotation] = quotations;
  if (quotation === undefined) return undefined;
  const { text, start } = quotation;
  const at = middle(text);
  if (at === undefined) return undefined;
  return [
    [{ ...quotation, text: text.slice(0, at), end: start + at }],
    [{ ...quotation, text: text.slice(at), start: start + at }],
  ];
}

/** In the middle, if possible where a line ends. */
function breakInlines(
  content: readonly Inline[],
): readonly [readonly Inline[], readonly Inline[]] | undefined {
  const half = Math.ceil(content.length / 2);
  if (content.length > 1) {
    const line = content.findIndex((inline, index) => index >= half && startsLine(inline));
    const at = line < 0 ? half : line;
    return [content.slice(0, at), content.slice(at)];
  }
  const [inline] = content;
  if (inline === undefined || (inline.kind !== 'text' && inline.kind !== 'quoted')) return undefined;
  const at = middle(inline.text);
  if (at === undefined) return undefined;
  return [[{ ...inline, text: inline.text.slice(0, at) }], [{ ...inline, text: inline.text.slice(at) }]];
}

function startsLine(inline: Inline): boolean {
  return inline.kind === 'text' && inline.text.startsWith('\n');
}

/** Near the middle, between words if possible, with something to read on both sides. */
function middle(text: string): number | undefined {
  if (text.trim().length < 2) return undefined;
  const start = text.length - text.trimStart().length;
  const words = text.trim();
  // At least two units, for one character may be as long.
  const at = wordBorder(words, Math.max(2, Math.ceil(words.length / 2)));
  return at < words.length ? start + at : undefined;
}
