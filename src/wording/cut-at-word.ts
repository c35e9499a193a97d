const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** A line of at most `limit` UTF-16 units: a longer one is cut at a word, with `…`; white space becomes one space. */
export function cutAtWord(text: string, limit: number): string {
  const line = text.toWellFormed().replace(/\s+/gu, ' ').trim();
  if (line.length <= limit) return line;
  const kept = line.slice(0, wordBorder(line, limit - 1)).replace(/[\s,;:–—-]+$/u, '');
  return `${kept}…`;
}

/**
 * Where to cut a text so that at most `limit` units come before: at the last white space, or between characters
 * where there is none near (an endless word, a script without spaces). Never 0 while the text is not empty.
 */
export function wordBorder(text: string, limit: number): number {
  if (text.length <= limit) return text.length;
  const space = text.lastIndexOf(' ', limit);
  if (space > limit / 2) return space;
  const room = text.slice(0, limit + 1);
  const last = [...graphemes.segment(room)].at(-1)?.index ?? 0;
  if (last > 0) return last;
  // One character of many units (stacked marks): cut between code points.
  return limit > 1 && isLowSurrogate(text.charCodeAt(limit)) ? limit - 1 : Math.max(1, limit);
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
