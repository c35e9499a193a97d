import type { Quotation } from '../domain/digest.ts';
import type { Block, Inline, StoryBlock } from '../domain/message.ts';
import { wordBorder } from './cut-at-word.ts';

type Pair<Whole> = readonly [Whole, Whole] | undefined;

/** A block in two, neither of them empty; undefined when it cannot be taken apart. Nothing is lost between them. */
export function breakBlock(block: Block): Pair<Block> {
  switch (block.kind) {
    case 'story':
      return breakStory(block);
    case 'quotations':
      return both(breakQuotations(block.quotations), (quotations): Block => ({ ...block, quotations }));
    case 'note':
    case 'line':
      return both(breakInlines(block.content), (content): Block => ({ ...block, content }));
    case 'title':
    case 'divider':
    case 'controls':
      return undefined;
  }
}

function both<Part, Whole>(pair: Pair<Part>, make: (part: Part) => Whole): Pair<Whole> {
  return pair && [make(pair[0]), make(pair[1])];
}

/** A longer line of who and when goes on in a grey line of its own. */
const BYLINE = 1_000;

/** The second piece repeats the headline and has what closes the story. */
function breakStory(story: StoryBlock): Pair<Block> {
  const { difference, ...rest } = story;
  const opening = { ...rest, byline: [] };
  const byline = JSON.stringify(story.byline).length > BYLINE ? breakByline(story) : undefined;
  if (byline !== undefined) return byline;
  if (difference !== undefined && story.sentences.length === 1) return [opening, { ...story, sentences: [] }];
  const sentences = breakQuotations(story.sentences);
  if (sentences !== undefined)
    return [
      { ...opening, sentences: sentences[0] },
      { ...story, sentences: sentences[1] },
    ];
  const quotation = difference && breakQuotation(difference.quotation);
  if (difference !== undefined && quotation !== undefined)
    return [
      { ...opening, difference: { ...difference, quotation: quotation[0] } },
      { ...story, difference: { ...difference, quotation: quotation[1] } },
    ];
  return breakByline(story);
}

function breakByline(story: StoryBlock): Pair<Block> {
  const [byline, content] = breakInlines(story.byline) ?? [];
  return (
    byline &&
    content && [
      { ...story, byline },
      { kind: 'note', content },
    ]
  );
}

function breakQuotations(quotations: readonly Quotation[]): Pair<readonly Quotation[]> {
  const [first, second] = quotations;
  if (first === undefined) return undefined;
  if (second === undefined) return both(breakQuotation(first), (half) => [half]);
  const half = Math.ceil(quotations.length / 2);
  return [quotations.slice(0, half), quotations.slice(half)];
}

function breakQuotation(quotation: Quotation): Pair<Quotation> {
  const { text, start } = quotation;
  const at = middle(text);
  if (at === undefined) return undefined;
  return [
    { ...quotation, text: text.slice(0, at), end: start + at },
    { ...quotation, text: text.slice(at), start: start + at },
  ];
}

/** In the middle, if possible where a line ends. */
function breakInlines(content: readonly Inline[]): Pair<readonly Inline[]> {
  const [first, second] = content;
  if (first === undefined) return undefined;
  if (second === undefined) return both(breakInline(first), (half) => [half]);
  const half = Math.ceil(content.length / 2);
  const line = content.findIndex((inline, index) => index >= half && startsLine(inline));
  const at = line < 0 ? half : line;
  return [content.slice(0, at), content.slice(at)];
}

function breakInline(inline: Inline): Pair<Inline> {
  if (inline.kind !== 'text' && inline.kind !== 'quoted') return undefined;
  const at = middle(inline.text);
  if (at === undefined) return undefined;
  return [
    { ...inline, text: inline.text.slice(0, at) },
    { ...inline, text: inline.text.slice(at) },
  ];
}

function startsLine(inline: Inline): boolean {
  return inline.kind === 'text' && inline.text.startsWith('\n');
}

/** Near the middle, between words if possible, with something to read on both sides. */
function middle(text: string): number | undefined {
  const words = text.trim();
  // At least two units, for one character may be as long.
  const at = wordBorder(words, Math.max(2, Math.ceil(words.length / 2)));
  return at < words.length ? text.length - text.trimStart().length + at : undefined;
}
