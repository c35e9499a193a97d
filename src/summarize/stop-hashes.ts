import { stopWords } from '../text/stop-words.ts';
import { eachWord } from '../text/words.ts';

/** A fixed set of 32-bit hashes by open addressing: asked for every word, so faster than a Set. */
export class HashSet {
  /** 0 is a free slot. */
  readonly #slots: Int32Array;

  constructor(hashes: Iterable<number>) {
    const all = [...new Set(hashes)];
    this.#slots = new Int32Array(1 << (34 - Math.clz32(all.length)));
    for (const hash of all) this.#slots[this.#slot(hash)] = hash;
  }

  has(hash: number): boolean {
    return this.#slots[this.#slot(hash)] === hash && hash !== 0;
  }

  #slot(hash: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    while (slots[slot] !== 0 && slots[slot] !== hash) slot = (slot + 1) & mask;
    return slot;
  }
}

const known = new Map<string, HashSet>();

/** The stop words of a language as the hashes that `eachWord` gives, as signed
 * 32-bit numbers; empty for a language without a list. */
export function stopHashes(language = ''): HashSet {
  let hashes = known.get(language);
  if (hashes === undefined) {
    const found: number[] = [];
    for (const word of stopWords(language))
      eachWord(word, 0, word.length, (start, end, hash) => {
        if (end - start === word.length) found.push(hash | 0);
      });
    hashes = new HashSet(found);
    known.set(language, hashes);
  }
  return hashes;
}
