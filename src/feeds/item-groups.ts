import type { ItemSpan, Mended } from './mend-xml.ts';

/** As much as the parser gets at once: some ten milliseconds of work. */
const MAX_ITEMS = 50;
const MAX_LENGTH = 100_000;

/** A mended feed without its items. */
export function headOf({ xml, items }: Mended): string {
  const pieces: string[] = [];
  let last = 0;
  for (const { start, end } of items) {
    pieces.push(xml.slice(last, start));
    last = end;
  }
  return pieces.join('') + xml.slice(last);
}

/** The items of a mended feed, some at a time, each group a feed of its own. */
export function* groupsOf({ xml, items }: Mended): Generator<string> {
  let group: ItemSpan[] = [];
  for (const item of items) {
    if (!fits(group, item)) {
      yield feedOf(xml, group);
      group = [];
    }
    group.push(item);
  }
  if (group.length > 0) yield feedOf(xml, group);
}

function fits(group: readonly ItemSpan[], next: ItemSpan): boolean {
  const first = group[0];
  if (first === undefined) return true;
  return group.length < MAX_ITEMS && next.end - first.start <= MAX_LENGTH && first.before === next.before;
}

function feedOf(xml: string, group: readonly ItemSpan[]): string {
  const inner = group.map(({ start, end }) => xml.slice(start, end)).join('');
  return `${group[0]?.before ?? ''}${inner}${group[0]?.after ?? ''}`;
}
