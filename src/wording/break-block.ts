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

/** The second piece repeats the headline and has what closes the story. */
function breakStory(story: StoryBlock): readonly [Block, Block] | undefined {
  const { difference, ...rest } = story;
  const halves = breakQuotations(story.sentences);
  if (
    difference !== undefined &&
    story.sentences.length > 0 &&
    (halves === undefined || story.sentences.length < 2)
  )
    return [
      { ...rest, byline: [] },
      { ...story, sentences: [] },
    ];
  if (halves !== undefined)
    return [
      { ...rest, sentences: halves[0], byline: [] },
      { ...story, sentences: halves[1] },
    ];
  const own = difference === undefined ? undefined : breakQuotations([difference.quotation]);
  const [first, second] = [own?.[0][0], own?.[1][0]];
  if (difference !== undefined && first !== undefined && second !== undefined)
    return [
      { ...story, difference: { ...difference, quotation: first }, byline: [] },
      { ...story, difference: { ...difference, quotation: second } },
    ];
  const bylines = breakInlines(story.byline);
  return (
    bylines && [
      { ...story, byline: bylines[0] },
      { kind: 'note', content: bylines[1] },
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
  const at = wordBorder(words, Math.ceil(words.length / 2));
  return at < words.length ? start + at : undefined;
}
