/** A column of numbers that grows: a million of them are one array and not a million objects. */
export class Column {
  #values = new Float64Array(0);

  get(index: number): number {
    return this.#values[index] ?? 0;
  }

  set(index: number, value: number): void {
    if (index >= this.#values.length) this.#grow(index + 1);
    this.#values[index] = value;
  }

  #grow(least: number): void {
    const wider = new Float64Array(Math.max(1024, least, Math.ceil(this.#values.length * 1.25)));
    wider.set(this.#values);
    this.#values = wider;
  }
}
