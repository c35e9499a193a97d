import type { Quotation } from '../domain/digest.ts';
import type { ArticleId } from '../domain/ids.ts';
import { primaryLanguage } from '../text/language-tag.ts';
import { leans } from '../text/leaning.ts';
import { sentences } from '../text/sentences.ts';
import { factsOf } from './facts.ts';
import { knowledgeOf, noveltyOf } from './novelty.ts';

export interface OtherText {
  readonly id: ArticleId;
  readonly outlet: string;
  readonly text: string;
  readonly language?: string;
}

/** A line of difference is one line: longer sentences only when there is no shorter one. */
const PREFERRED_LENGTH = 160;
const LONGEST = 320;

/**
 * The line of difference: the sentence with the most facts that only another outlet has. `shown` are the texts of
 * the sentences that the reader sees already, `others` the articles of the other outlets. A
 * sentence that leans on the one before it ("His name is…") is not taken, nor one that with the name of its outlet
 * is longer than `longest` UTF-16 units. Undefined when nobody has anything of their own.
 */
export function difference(
  shown: readonly string[],
  others: readonly OtherText[],
  longest = Number.POSITIVE_INFINITY,
): Quotation | undefined {
  const known = knowledgeOf(shown.map((text) => ({ text })));
  let best: { readonly quotation: Quotation; readonly score: number } | undefined;
  for (const { id, outlet, text, language } of others)
    for (const { start, end } of sentences(text, language)) {
      if (end - start > LONGEST || outlet.length + end - start > longest) continue;
      if (leans(text, start, end, language)) continue;
      const sentence = text.slice(start, end);
      const score =
        noveltyOf(factsOf(sentence, primaryLanguage(language)), known) *
        (end - start <= PREFERRED_LENGTH ? 1 : 0.25);
      if (score > (best?.score ?? 0))
        best = { quotation: { article: id, outlet, text: sentence, start, end }, score };
    }
  return best?.quotation;
}
