import type { Quotation } from '../domain/digest.ts';
import type { Block, Inline } from '../domain/message.ts';
import { cutAtWord } from './cut-at-word.ts';

/** Slack's header takes 150; marks of direction may be added. */
const TITLE = 140;
const HEADLINE = 300;
const LINK = 300;
/** An outlet's name, a label before a quotation, a moment in words. */
const LABEL = 200;
const DIRECTION_MARKS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/**
 * Cuts what has one place and cannot go on in a next message: titles, headlines, names, labels. Our own are far
 * shorter; this keeps what a hostile feed sends within every limit. Sentences are never cut.
 */
export function cutLabels(block: Block): Block {
  switch (block.kind) {
    case 'title':
      return { ...block, text: cutAtWord(block.text.replace(DIRECTION_MARKS, ''), TITLE) };
    case 'note':
    case 'line':
      return { ...block, content: block.content.map(cutInline) };
    case 'quotations':
      return { ...block, quotations: block.quotations.map(cutOutlet) };
    case 'story':
      return {
        ...block,
        headline: cutAtWord(block.headline, HEADLINE),
        sentences: block.sentences.map(cutOutlet),
        ...(block.difference === undefined
          ? {}
          : { difference: { ...block.difference, label: cutAtWord(block.difference.label, LABEL) } }),
        byline: block.byline.map(cutInline),
      };
    case 'divider':
    case 'controls':
      return block;
  }
}

function cutOutlet(quotation: Quotation): Quotation {
  return { ...quotation, outlet: cutAtWord(quotation.outlet, LABEL) };
}

function cutInline(inline: Inline): Inline {
  switch (inline.kind) {
    case 'link':
      return { ...inline, text: cutAtWord(inline.text, LINK) };
    case 'code':
      // Neither platform can write a backtick between backticks.
      return { ...inline, text: cutAtWord(inline.text.replaceAll('`', "'"), LINK) };
    case 'age':
      return { ...inline, fallback: cutAtWord(inline.fallback, LABEL) };
    case 'text':
    case 'quoted':
      return inline;
  }
}
