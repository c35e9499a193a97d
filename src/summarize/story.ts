import { primaryLanguage } from '../text/language-tag.ts';
import { isHalfQuotation, leans } from '../text/leaning.ts';
import type { Document, Passage } from './document.ts';
import type { TermCounts } from './term-counts.ts';
import { isCaption } from './trim.ts';
import { OTHER_LEAD, STATES_EVENT, UNFIT_LEAD } from './weights.ts';

/** A sentence of a story longer than this is a list, or a text without stops. */
const LONGEST = 80;
/** How much of an article's beginning says what happened. */
const BEGINNING = 3;
/** Shorter sentences do not state more for being short. */
const USUAL_LEAD = 20;
const FIRST_BREATH = 10;
const MOST_NUMBERS = 2;

/** What a story of several articles asks of its sentences, beyond what one article does. */
export interface StoryRules {
  /** The sentence to begin with; -1 when none fits. */
  readonly opening: number;
  /** What each sentence counts for after that one. */
  readonly scores: Float64Array;
  readonly allows: (index: number, chosen: readonly number[]) => boolean;
}

/**
 * Rules of a story: it opens with the first sentence of the article that states the event most plainly, that is in
 * the words that the titles and beginnings of all articles share; it keeps to one language; the beginnings of
 * the others, which tell the event again, give way to what they add; and no sentence comes without what it leans on.
 */
export function storyRules(
  document: Document,
  counts: TermCounts,
  scores: Float64Array,
  fits: (index: number) => boolean,
): StoryRules {
  const { passages } = document;
  const opening = openingOf(document, counts, scores, fits);
  const language = languageOf(document, opening);
  const others = scores.map((score, index) =>
    passages[index]?.position === 0 && index !== opening ? score - OTHER_LEAD : score,
  );
  const allows = (index: number, chosen: readonly number[]): boolean =>
    fits(index) && languageOf(document, index) === language && isAnchored(document, index, chosen);
  return { opening, scores: others, allows };
}

function openingOf(
  document: Document,
  counts: TermCounts,
  scores: Float64Array,
  fits: (index: number) => boolean,
): number {
  const candidates = document.passages.flatMap(({ position }, index) =>
    position === 0 && fits(index) ? index : [],
  );
  const main = mainLanguage(document);
  const stated = candidates.map((index) => statedBy(document, counts, index));
  const most = Math.max(1e-9, ...stated);
  const values = candidates.map((index, at) => {
    const unfit = isUnfitLead(document, index) || languageOf(document, index) !== main;
    return (scores[index] ?? 0) + (STATES_EVENT * (stated[at] ?? 0)) / most - (unfit ? UNFIT_LEAD : 0);
  });
  return candidates[values.indexOf(Math.max(...values))] ?? -1;
}

/**
 * How many of the words that the articles' titles and beginnings share a sentence holds, the sooner the better: a
 * plain report has them in its first breath, a feature paints its scene first. Numbers are facts.
 */
function statedBy(document: Document, { distinct, firstDistinct }: TermCounts, index: number): number {
  const shared = sharedTerms(document);
  let sum = Math.min(MOST_NUMBERS, document.numbers[index] as number);
  const from = firstDistinct[index] as number;
  for (let at = from; at < (firstDistinct[index + 1] as number); at += 1)
    sum += (shared[distinct[at] as number] as number) / (1 + (at - from) / FIRST_BREATH);
  return sum / Math.sqrt(Math.max(USUAL_LEAD, document.words[index] as number));
}

const known = new WeakMap<Document, Float64Array>();

/** For each term, in how many other articles' beginnings and titles it stands. */
function sharedTerms(document: Document): Float64Array {
  const done = known.get(document);
  if (done !== undefined) return done;
  const { passages, terms, first, size, title } = document;
  const held = new Float64Array(size);
  const lastPart = new Int32Array(size).fill(-1);
  passages.forEach(({ part, position }, index) => {
    if (position >= BEGINNING) return;
    for (let at = first[index] as number; at < (first[index + 1] as number); at += 1) {
      const term = terms[at] as number;
      if (lastPart[term] !== part) (held[term] as number)++;
      lastPart[term] = part;
    }
  });
  for (const term of title) if (term < size) (held[term] as number)++;
  const shared = held.map((count) => Math.log2(Math.max(1, count)));
  known.set(document, shared);
  return shared;
}

/** A sentence that nobody would begin with: it leans, asks, quotes, or speaks of its writer. */
function isUnfitLead(document: Document, index: number): boolean {
  const passage = document.passages[index];
  if (passage === undefined) return true;
  const quotation = textOf(document, passage);
  return (
    leansHere(document, passage) ||
    isCaption(quotation) ||
    /^["“«„‘「]|[?？؟]["”»’]?$|…$/u.test(quotation) ||
    /(?:^|\s)(?:I|my|we|our|you|your)\s/iu.test(quotation.replace(/["“][^"”]*["”]?/gu, ''))
  );
}

function isAnchored(document: Document, index: number, chosen: readonly number[]): boolean {
  const passage = document.passages[index];
  if (passage === undefined || (document.words[index] ?? 0) > LONGEST) return false;
  if (!leansHere(document, passage)) return true;
  // What another article adds is shown by itself; only in the article that opens the story two sentences stay together.
  const isInOpening = document.passages[chosen[0] ?? -1]?.part === passage.part;
  return isInOpening && passage.position > 0 && chosen.includes(index - 1);
}

function leansHere({ parts }: Document, { part, start, end }: Passage): boolean {
  const { text = '', language } = parts[part] ?? {};
  return leans(text, start, end, language) || isHalfQuotation(text, start, end);
}

function textOf({ parts }: Document, { part, start, end }: Passage): string {
  return parts[part]?.text.slice(start, end) ?? '';
}

function languageOf({ passages, parts }: Document, index: number): string | undefined {
  return primaryLanguage(parts[passages[index]?.part ?? 0]?.language);
}

/** The language of most articles; of two equal ones that of the first. */
function mainLanguage({ parts }: Document): string | undefined {
  const languages = parts.map(({ language }) => primaryLanguage(language));
  const count = (of: string | undefined): number => languages.filter((one) => one === of).length;
  return languages.toSorted((a, b) => count(b) - count(a))[0];
}
