import { stopWords } from '../text/stop-words.ts';
import { eachWord } from '../text/words.ts';

const known = new Map<string, ReadonlySet<number>>();

/** The stop words of a language as the hashes that `eachWord` gives, as signed
 * 32-bit numbers; empty for a language without a list. */
export function stopHashes(language = ''): ReadonlySet<number> {
  let hashes = known.get(language);
  if (hashes === undefined) {
    const found = new Set<number>();
    for (const word of stopWords(language))
      eachWord(word, 0, word.length, (start, end, hash) => {
        if (end - start === word.length) found.add(hash | 0);
      });
    hashes = found;
    known.set(language, hashes);
  }
  return hashes;
}
