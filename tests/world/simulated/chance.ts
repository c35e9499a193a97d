/** Seeded chance: the same seed gives the same choices. */
export interface Chance {
  /** In [0, 1). */
  next(): number;
  /** A whole number in [from, to]. */
  whole(from: number, to: number): number;
  happens(probability: number): boolean;
  oneOf<Item>(items: readonly [Item, ...Item[]]): Item;
}

/** sfc32 (Chris Doty-Humphrey, PractRand, public domain), seeded from one number. */
export function createChance(seed: number): Chance {
  let [a, b, c, counter] = [0x9e3779b9 ^ seed, 0x243f6a88, 0xb7e15162 ^ (seed * 2654435761), 1];
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 4_294_967_296;
  };
  for (let warm = 0; warm < 12; warm++) next();
  const whole = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    whole,
    happens: (probability) => next() < probability,
    oneOf: (items) => items[whole(0, items.length - 1)] ?? items[0],
  };
}
