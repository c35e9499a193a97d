/**
 * Near-duplicates by MinHash over word shingles (Broder 1997, "On the resemblance and containment of documents"),
 * with one permutation and bins (Li, Owen, Zhang 2012, "One permutation hashing").
 */

/** Words in a shingle: long enough that two reports of one event share almost none. */
const SHINGLE_WORDS = 4;
const BINS = 64;
/** A wire copy with a new first line and a few edits still shares over half of the shorter text's shingles. */
const SAME_SHARE = 0.5;
/** Below this 64 bins cannot tell a share from chance. */
const LEAST_RESEMBLANCE = 0.15;
/** A text shorter than this has too few shingles to say that it was copied. */
const LEAST_SHINGLES = 8;

/** Of a text: the least hash per bin; `size` is the number of its shingles. */
export interface Fingerprint {
  readonly size: number;
  readonly bins: Uint32Array;
}

const EMPTY = 0xffffffff;

/** Takes the letters and digits only, so that other quotation marks or line breaks change nothing. */
export function fingerprint(text: string): Fingerprint {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const hashes = words.map(hashWord);
  const bins = new Uint32Array(BINS).fill(EMPTY);
  const size = Math.max(0, hashes.length - SHINGLE_WORDS + 1);
  for (let at = 0; at < size; at++) {
    let hash = 0;
    for (let word = 0; word < SHINGLE_WORDS; word++)
      hash = Math.imul(hash ^ (hashes[at + word] ?? 0), 0x9e3779b1);
    hash = mix(hash);
    const bin = hash % BINS;
    bins[bin] = Math.min(bins[bin] ?? EMPTY, hash);
  }
  return { size, bins };
}

/** Whether two texts are copies of one text, up to a headline, cuts and small edits. */
export function sameText(a: Fingerprint, b: Fingerprint): boolean {
  const shorter = Math.min(a.size, b.size);
  if (shorter < LEAST_SHINGLES) return false;
  // What two sets share follows from their resemblance: a paper that cut half the text still copied the other half.
  const alike = resemblance(a, b);
  const shared = (alike / (1 + alike)) * (a.size + b.size);
  return alike >= LEAST_RESEMBLANCE && shared / shorter >= SAME_SHARE;
}

/** Estimated Jaccard resemblance of the shingles, 0 to 1. */
export function resemblance(a: Fingerprint, b: Fingerprint): number {
  let equal = 0;
  let filled = 0;
  for (let bin = 0; bin < BINS; bin++) {
    const [inA, inB] = [a.bins[bin], b.bins[bin]];
    if (inA === EMPTY && inB === EMPTY) continue;
    filled++;
    if (inA === inB) equal++;
  }
  return filled === 0 ? 0 : equal / filled;
}

function hashWord(word: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  return hash;
}

/** The finalizer of MurmurHash3 (Appleby, public domain): every bit of the input changes every bit of the output. */
function mix(value: number): number {
  let hash = value ^ (value >>> 16);
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
