import { detectLanguage, guessLanguage } from '../text/language.ts';

const SAMPLE = 2000;

/** The language of a text. The model behind `detectLanguage` takes 140 MB, so it is asked only where a guess does not do. */
export async function languageOf(text: string): Promise<string | undefined> {
  const sample = text.slice(0, SAMPLE);
  return guessLanguage(sample) ?? (await detectLanguage(sample));
}
