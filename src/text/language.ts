import { primaryLanguage } from './language-tag.ts';
import { languageOfScript } from './script.ts';
import { stopWords } from './stop-words.ts';
import { words } from './words.ts';

/** How much of a text is looked at, in UTF-16 units: more does not change the answer. */
const SAMPLE = 1500;
/** Fewer letters than this can be any language. */
const FEWEST_LETTERS = 12;

/**
 * The language of a text as a BCP 47 primary subtag; undefined when the text is too short or too mixed to be
 * sure. Loads an n-gram model (eld, about 140 MB of memory and 300 ms) on the first call, and only then.
 */
export async function detectLanguage(text: string): Promise<string | undefined> {
  const sample = sampleOf(text);
  if ((sample.match(/\p{L}/gu)?.length ?? 0) < FEWEST_LETTERS) return undefined;
  const { eld } = await import('eld/extrasmall');
  const found = eld.detect(sample);
  if (found.language === '' || !found.isReliable()) return undefined;
  return found.language === 'no' ? 'nb' : found.language;
}

/** Not cut within a surrogate pair; addresses say nothing of the language. */
function sampleOf(text: string): string {
  return text
    .slice(0, SAMPLE)
    .toWellFormed()
    .replace(/\S+:\/\/\S+/g, ' ');
}

/** Languages of the Latin script that `guessLanguage` tells apart. */
const LATIN = 'en de fr es it pt nl pl tr sv da nb fi cs hu ro ca hr id vi eu'.split(' ');
/** The evidence that is enough: so many stop words of one language alone. */
const ENOUGH = 2;
/** The best has to be ahead of the next by this factor. */
const AHEAD = 1.1;

/** Per stop word the languages that have it. */
let votes: ReadonlyMap<string, readonly string[]> | undefined;

/**
 * The language of a text as far as its script and its stop words tell, without a model: cheap and synchronous.
 * Each stop word counts for all the languages that have it, for less the more they are; undefined when none is clearly ahead.
 */
export function guessLanguage(text: string): string | undefined {
  const sample = sampleOf(text);
  const byScript = languageOfScript(sample);
  if (byScript !== undefined) return byScript;
  const [best, second] = [...scores(sample)].sort((one, other) => other[1] - one[1]);
  if (best === undefined || best[1] < ENOUGH) return undefined;
  return second !== undefined && best[1] < second[1] * AHEAD ? undefined : best[0];
}

function scores(sample: string): ReadonlyMap<string, number> {
  votes ??= votesOf(LATIN);
  const sums = new Map<string, number>();
  for (const { lower } of words(sample)) {
    const languages = votes.get(lower) ?? [];
    for (const language of languages)
      sums.set(language, (sums.get(language) ?? 0) + 1 / Math.sqrt(languages.length));
  }
  return sums;
}

function votesOf(languages: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const language of languages) {
    for (const word of stopWords(language)) found.set(word, [...(found.get(word) ?? []), language]);
  }
  return found;
}

/** Languages whose sentences are written with stops that `sentences` knows. */
const SPLIT: ReadonlySet<string> = new Set(
  (
    'en de fr es it pt nl ru pl tr ar hi zh ja ' +
    'da nb nn no sv fi is cs sk sl hr sr bs hu ro ca gl eu el bg uk be mk kk hy am fa ur bn mr ne pa gu ta te kn ml ' +
    'ko he ka lt lv et id ms vi sw af sq az ga cy eo la my km tl'
  ).split(' '),
);

/** Whether `sentences` knows how the language (a BCP 47 tag) ends its sentences: not Thai or Lao, for example. */
export function canSplit(language: string): boolean {
  return SPLIT.has(primaryLanguage(language) ?? '');
}
