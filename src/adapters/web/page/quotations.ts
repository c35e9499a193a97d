import type { WireQuotation } from './wire.ts';

/** What a renderer draws together to one space, and what it may put beside or into a quotation. */
const WHITE = /[\p{Cc}\s]/u;
const UNSEEN = /[\u2060\u2066-\u2069]/u;

/** The text of an element with its white space drawn together, and where each character stands. */
interface DrawnText {
  readonly text: string;
  readonly at: readonly { readonly node: Text; readonly offset: number }[];
}

/** Where a message's quotations stand in its drawing; undefined for one that is not there word for word. */
export function findQuotations(
  drawn: Element,
  quotations: readonly WireQuotation[],
): readonly (Range | undefined)[] {
  const { text, at } = readDrawn(drawn);
  let from = 0;
  return quotations.map((quotation) => {
    const wanted = together(quotation.text);
    const later = text.indexOf(wanted, from);
    const start = later < 0 ? text.indexOf(wanted) : later;
    const [first, last] = [at[start], at[start + wanted.length - 1]];
    if (wanted === '' || start < 0 || first === undefined || last === undefined) return undefined;
    from = start + wanted.length;
    const range = document.createRange();
    range.setStart(first.node, first.offset);
    range.setEnd(last.node, last.offset + 1);
    return range;
  });
}

function readDrawn(drawn: Element): DrawnText {
  const walker = document.createTreeWalker(drawn, NodeFilter.SHOW_TEXT);
  const at: { node: Text; offset: number }[] = [];
  let text = '';
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const { data } = node as Text;
    for (let offset = 0; offset < data.length; offset++) {
      const character = data[offset] ?? '';
      const white = WHITE.test(character);
      if (UNSEEN.test(character) || (white && text.endsWith(' '))) continue;
      text += white ? ' ' : character;
      at.push({ node: node as Text, offset });
    }
  }
  return { text, at };
}

function together(text: string): string {
  return text
    .replace(new RegExp(UNSEEN, 'gu'), '')
    .replace(new RegExp(`${WHITE.source}+`, 'gu'), ' ')
    .trim();
}

const highlighted = new Map<string, Map<string, readonly Range[]>>();

/**
 * Marks ranges with the CSS Custom Highlight API, so that what was drawn is not touched. `owner` replaces what it
 * marked under this name before; a browser without the interface shows no marks.
 */
export function mark(name: string, owner: string, ranges: readonly Range[]): void {
  if (!('highlights' in CSS)) return;
  const owners = highlighted.get(name) ?? new Map<string, readonly Range[]>();
  highlighted.set(name, owners);
  if (ranges.length === 0) owners.delete(owner);
  else owners.set(owner, ranges);
  CSS.highlights.set(name, new Highlight(...[...owners.values()].flat()));
}

/** The place in the list of the range under a point of the window; -1 when there is none. */
export function rangeAt(ranges: readonly (Range | undefined)[], x: number, y: number): number {
  const caret = caretAt(x, y);
  if (caret === undefined) return -1;
  return ranges.findIndex((range) => range?.isPointInRange(caret.node, caret.offset));
}

function caretAt(x: number, y: number): { readonly node: Node; readonly offset: number } | undefined {
  if ('caretPositionFromPoint' in document) {
    const caret = document.caretPositionFromPoint(x, y);
    return caret === null ? undefined : { node: caret.offsetNode, offset: caret.offset };
  }
  return undefined;
}
