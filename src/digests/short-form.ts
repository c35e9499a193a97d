import type { Quotation } from '../domain/digest.ts';

/** A first sentence longer than this stands alone. */
const FIRST_ALONE = 220;
/** Two sentences together, with the space between them; a longer one is taken only if all are longer. */
const TOGETHER = 320;
/** A sentence longer than this is not chosen while there is another. */
const SENTENCE_LENGTH = 500;

/** Leaves out the sentences that are too long to be read in a digest; if all are, the shortest stays. */
export function readableSentences(sentences: readonly Quotation[]): readonly Quotation[] {
  const readable = sentences.filter(({ text }) => text.length <= SENTENCE_LENGTH);
  if (readable.length > 0) return readable;
  const shortest = sentences.toSorted((a, b) => a.text.length - b.text.length)[0];
  return shortest === undefined ? [] : [shortest];
}

/** The short summary out of sentences, best first: two, or one; never cut. */
export function shortForm(sentences: readonly Quotation[]): readonly Quotation[] {
  const readable = readableSentences(sentences);
  const [first, ...others] = readable.filter(({ text }) => text.length <= TOGETHER);
  if (first === undefined) return readable.slice(0, 1);
  if (first.text.length > FIRST_ALONE) return [first];
  const second = others.find(({ text }) => first.text.length + 1 + text.length <= TOGETHER);
  return second === undefined ? [first] : [first, second];
}
