const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

export interface Span {
  readonly start: number;
  readonly end: number;
}

export function sentenceSpans(text: string, _language?: string): readonly Span[] {
  const spans: Span[] = [];
  for (const { segment, index } of segmenter.segment(text)) {
    const start = index + segment.length - segment.trimStart().length;
    const end = index + segment.trimEnd().length;
    if (end > start) spans.push({ start, end });
  }
  return spans;
}
