/**
 * Words as small numbers: maps 32-bit hashes to 0, 1, 2, … in order of first sight, by open addressing.
 * Two words that share a hash become one word; at the size of an article that happens to no one.
 */
export class Vocabulary {
  #hashes: Int32Array;
  #numbers: Int32Array;
  #size = 0;

  constructor(room = 1024) {
    this.#hashes = new Int32Array(room);
    this.#numbers = new Int32Array(room).fill(-1);
  }

  get size(): number {
    return this.#size;
  }

  /** The number of the word with this hash, given now if it is new. */
  number(hash: number): number {
    const slot = this.#slot(hash);
    const known = this.#numbers[slot] as number;
    if (known >= 0) return known;
    this.#hashes[slot] = hash;
    this.#numbers[slot] = this.#size;
    this.#size += 1;
    if (this.#size * 2 > this.#numbers.length) this.#grow();
    return this.#size - 1;
  }

  #slot(hash: number): number {
    const mask = this.#numbers.length - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    while ((this.#numbers[slot] as number) >= 0 && this.#hashes[slot] !== hash) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const hashes = this.#hashes;
    const numbers = this.#numbers;
    this.#hashes = new Int32Array(hashes.length * 2);
    this.#numbers = new Int32Array(numbers.length * 2).fill(-1);
    for (let old = 0; old < numbers.length; old += 1) {
      if ((numbers[old] as number) < 0) continue;
      const slot = this.#slot(hashes[old] as number);
      this.#hashes[slot] = hashes[old] as number;
      this.#numbers[slot] = numbers[old] as number;
    }
  }
}
