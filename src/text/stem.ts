import { newStemmer, type Stemmer } from 'snowball-stemmers';
import { primaryLanguage } from './language-tag.ts';

/** The most stems that are remembered per language; then the memory starts afresh. */
const CACHE_LIMIT = 50_000;

const ALGORITHMS: Readonly<Record<string, string>> = {
  ar: 'arabic',
  ca: 'catalan',
  cs: 'czech',
  da: 'danish',
  de: 'german',
  en: 'english',
  es: 'spanish',
  eu: 'basque',
  fi: 'finnish',
  fr: 'french',
  ga: 'irish',
  hu: 'hungarian',
  hy: 'armenian',
  it: 'italian',
  nb: 'norwegian',
  nl: 'dutch',
  nn: 'norwegian',
  no: 'norwegian',
  pt: 'portuguese',
  ro: 'romanian',
  ru: 'russian',
  sl: 'slovene',
  sv: 'swedish',
  ta: 'tamil',
  tr: 'turkish',
};

interface CachedStemmer {
  readonly stemmer: Stemmer;
  readonly known: Map<string, string>;
}

const stemmers = new Map<string, CachedStemmer>();

/**
 * The stem of a lower-case word by the Snowball algorithm of the language (Porter 2001); the word itself where
 * there is none for it. Remembered, within a bound.
 */
export function stem(word: string, language: string | undefined): string {
  const cached = stemmerOf(language);
  if (cached === undefined) return word;
  const { stemmer, known } = cached;
  const before = known.get(word);
  if (before !== undefined) return before;
  const found = stemmer.stem(word) || word;
  if (known.size >= CACHE_LIMIT) known.clear();
  known.set(word, found);
  return found;
}

function stemmerOf(language: string | undefined): CachedStemmer | undefined {
  const algorithm = ALGORITHMS[primaryLanguage(language) ?? ''];
  if (algorithm === undefined) return undefined;
  let cached = stemmers.get(algorithm);
  if (cached === undefined) {
    cached = { stemmer: newStemmer(algorithm), known: new Map() };
    stemmers.set(algorithm, cached);
  }
  return cached;
}
