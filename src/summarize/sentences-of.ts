import type { Part } from './document.ts';

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/** The sentences of a part as offsets in its text, without the white space around them. */
export function sentencesOf(part: Part): { start: number; end: number }[] {
  const spans: { start: number; end: number }[] = [];
  const text = part.text.slice(part.start, part.end);
  for (const { segment, index } of segmenter.segment(text)) {
    const start = part.start + index + (segment.length - segment.trimStart().length);
    const end = part.start + index + segment.trimEnd().length;
    if (end > start) spans.push({ start, end });
  }
  return spans;
}
