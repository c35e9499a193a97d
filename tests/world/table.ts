/** How to undo what the running transaction has written; `undefined` outside of one. */
export interface Journal {
  undo: (() => void)[] | undefined;
}

/** A map that a transaction can take back. */
export class Table<Key, Value> {
  readonly #rows = new Map<Key, Value>();
  readonly #journal: Journal;

  constructor(journal: Journal) {
    this.#journal = journal;
  }

  get size(): number {
    return this.#rows.size;
  }

  all(): Value[] {
    return [...this.#rows.values()];
  }

  entries(): [Key, Value][] {
    return [...this.#rows.entries()];
  }

  has(key: Key): boolean {
    return this.#rows.has(key);
  }

  get(key: Key): Value | undefined {
    return this.#rows.get(key);
  }

  set(key: Key, value: Value): void {
    const before = this.#rows.get(key);
    const was = this.#rows.has(key);
    this.#journal.undo?.push(() => {
      if (was) this.#rows.set(key, before as Value);
      else this.#rows.delete(key);
    });
    this.#rows.set(key, value);
  }

  delete(key: Key): void {
    const before = this.#rows.get(key);
    if (before === undefined) return;
    this.#journal.undo?.push(() => void this.#rows.set(key, before));
    this.#rows.delete(key);
  }
}
