import type { Part } from './document.ts';

/** The smallest article in a text of several joined, and the least on average, in UTF-16 units. */
const SMALLEST = 500;
const AVERAGE = 1000;
const MOST_ARTICLES = 30;
/** An article of paragraphs has short ones between blank lines; several joined have at least this many sentences each. */
const FEWEST_STOPS = 4;

/**
 * The articles of a text in which several were joined: stretches between blank lines that are each as long as
 * an article, where the paragraphs of one article would be short. One part when the text is one article.
 */
export function partsOf(whole: Part): Part[] {
  const stretches = stretchesOf(whole);
  const sizes = stretches.map(({ start, end }) => end - start);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const isJoined =
    stretches.length > 1 &&
    stretches.length <= MOST_ARTICLES &&
    Math.min(...sizes) >= SMALLEST &&
    total / stretches.length >= AVERAGE &&
    stretches.every(({ text, start, end }) => stopsIn(text, start, end) >= FEWEST_STOPS);
  return isJoined ? stretches : [whole];
}

function stretchesOf(whole: Part): Part[] {
  const stretches: Part[] = [];
  const { text, end } = whole;
  let start = whole.start;
  while (start < end && stretches.length <= MOST_ARTICLES) {
    const border = nextBlankLine(text, start, end);
    if (text.slice(start, Math.min(border, start + SMALLEST)).trim() !== '')
      stretches.push({ ...whole, start, end: border });
    start = border + 2;
  }
  return stretches;
}

function nextBlankLine(text: string, start: number, end: number): number {
  let at = text.indexOf('\n', start);
  while (at >= 0 && at < end) {
    let next = at + 1;
    while (next < end && (text[next] === ' ' || text[next] === '\r' || text[next] === '\t')) next += 1;
    if (text[next] === '\n') return at;
    at = text.indexOf('\n', next);
  }
  return end;
}

function stopsIn(text: string, start: number, end: number): number {
  return text.slice(start, end).match(/[.!?。！？।؟]["”»’']?\s/gu)?.length ?? 0;
}
