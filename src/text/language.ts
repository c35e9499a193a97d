import { stopWords } from './stop-words.ts';
import { words } from './words.ts';

/** How much of a text is looked at: more does not change the answer. */
const SAMPLE = 1000;

/**
 * The language of a text (BCP 47 primary subtag); undefined when the text is too short or too mixed to be sure.
 * Loads the n-gram model (about 140 MB of memory, 300 ms) on the first call.
 */
export async function detectLanguage(text: string): Promise<string | undefined> {
  const { eld } = await import('eld/extrasmall');
  const found = eld.detect(text.slice(0, SAMPLE));
  return found.language !== '' && found.isReliable() ? found.language : undefined;
}

const BY_STOP_WORDS = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'tr', 'sv', 'da', 'nb', 'ru', 'uk'];

/** The language of a text as far as its script and its stop words tell, without a model; undefined when unsure. */
export function guessLanguage(text: string): string | undefined {
  const sample = text.slice(0, SAMPLE);
  if (/[\u3040-\u30ff]/.test(sample)) return 'ja';
  if (/[\u4e00-\u9fff]/.test(sample)) return 'zh';
  const found = words(sample).map((word) => word.lower);
  let best: string | undefined;
  let most = 2;
  for (const language of BY_STOP_WORDS) {
    const list = stopWords(language);
    const count = found.filter((word) => list.has(word)).length;
    if (count > most) {
      most = count;
      best = language;
    }
  }
  return best;
}

const SPLIT = new Set('en de fr es it pt nl ru pl tr ar hi zh ja'.split(' '));

/** Whether `sentences` has rules for the language. */
export function canSplit(language: string): boolean {
  return SPLIT.has(language.slice(0, 2));
}
