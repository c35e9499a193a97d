/** Slots that are kept from one text to the next: those of an article of usual length. */
const MOST_KEPT = 4096;

/**
 * Words as small numbers: maps 32-bit hashes to 0, 1, 2, … in order of first sight, by open addressing.
 * Two words that share a hash become one word; at the size of an article that happens to no one.
 */
export class Vocabulary {
  /** Slots of two: the hash, and its number counted from 1; 0 for a free one. */
  #slots: Int32Array;
  #size = 0;

  /** `room` is a power of two; it grows by itself. */
  constructor(room = 1024) {
    this.#slots = new Int32Array(2 * room);
  }

  /** Forgets all words; what a long text made large is given back. */
  clear(): void {
    if (this.#slots.length > MOST_KEPT) this.#slots = new Int32Array(MOST_KEPT);
    else this.#slots.fill(0);
    this.#size = 0;
  }

  get size(): number {
    return this.#size;
  }

  /** The number of the word with this hash, given now if it is new. */
  number(hash: number): number {
    const slot = this.#slot(hash);
    const known = this.#slots[slot + 1] as number;
    if (known > 0) return known - 1;
    this.#slots[slot] = hash;
    this.#size += 1;
    this.#slots[slot + 1] = this.#size;
    if (this.#size * 4 > this.#slots.length) this.#grow();
    return this.#size - 1;
  }

  #slot(hash: number): number {
    const mask = this.#slots.length - 2;
    let slot = ((hash ^ (hash >>> 15)) << 1) & mask;
    while ((this.#slots[slot + 1] as number) > 0 && this.#slots[slot] !== hash) slot = (slot + 2) & mask;
    return slot;
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Int32Array(2 * old.length);
    for (let at = 0; at < old.length; at += 2) {
      if (old[at + 1] === 0) continue;
      const slot = this.#slot(old[at] as number);
      this.#slots[slot] = old[at] as number;
      this.#slots[slot + 1] = old[at + 1] as number;
    }
  }
}
