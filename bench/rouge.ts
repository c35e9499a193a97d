/** F1 from 0 to 1 of ROUGE-1, ROUGE-2 and ROUGE-L. */
export interface Rouge {
  readonly r1: number;
  readonly r2: number;
  readonly rl: number;
}

/** Lower-case runs of letters, marks and digits; no stemming, no stop words. */
export function tokens(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

/**
 * ROUGE of a summary against one reference, both as sentences (Lin, 2004: ROUGE, a package for automatic
 * evaluation of summaries). ROUGE-L is that of whole summaries: the union of the longest common subsequences of
 * each reference sentence with the sentences of the summary.
 */
export function rouge(summary: readonly string[], reference: readonly string[]): Rouge {
  const ours = summary.map(tokens);
  const theirs = reference.map(tokens);
  return {
    r1: gramF1(ours.flat(), theirs.flat(), 1),
    r2: gramF1(ours.flat(), theirs.flat(), 2),
    rl: f1(unionOfCommon(ours, theirs), ours.flat().length, theirs.flat().length),
  };
}

/** The best of several references, for each measure. */
export function rougeBest(summary: readonly string[], references: readonly (readonly string[])[]): Rouge {
  const all = references.map((reference) => rouge(summary, reference));
  const best = (pick: (of: Rouge) => number): number => Math.max(0, ...all.map(pick));
  return { r1: best((of) => of.r1), r2: best((of) => of.r2), rl: best((of) => of.rl) };
}

function gramF1(ours: readonly string[], theirs: readonly string[], size: number): number {
  const left = countOf(windows(theirs, size));
  let common = 0;
  for (const gram of windows(ours, size)) if (takeOne(left, gram)) common += 1;
  return f1(common, Math.max(0, ours.length - size + 1), Math.max(0, theirs.length - size + 1));
}

function windows(words: readonly string[], size: number): string[] {
  return words
    .slice(0, Math.max(0, words.length - size + 1))
    .map((_, at) => words.slice(at, at + size).join(' '));
}

function countOf(items: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

function takeOne(left: Map<string, number>, item: string): boolean {
  const count = left.get(item) ?? 0;
  if (count > 0) left.set(item, count - 1);
  return count > 0;
}

function f1(common: number, ours: number, theirs: number): number {
  return ours + theirs === 0 ? 0 : (2 * common) / (ours + theirs);
}

function unionOfCommon(ours: readonly string[][], theirs: readonly string[][]): number {
  const left = countOf(ours.flat());
  let common = 0;
  for (const sentence of theirs) {
    const hit = new Set<number>();
    for (const one of ours) for (const at of commonPlaces(sentence, one)) hit.add(at);
    // A word of the summary counts once, however many sentences of the reference hold it.
    for (const at of hit) if (takeOne(left, sentence[at] ?? '')) common += 1;
  }
  return common;
}

/** The places in `one` of a longest common subsequence with `other`. */
function commonPlaces(one: readonly string[], other: readonly string[]): number[] {
  const width = other.length + 1;
  const table = new Uint16Array((one.length + 1) * width);
  const cell = (row: number, column: number): number => table[row * width + column] ?? 0;
  for (let row = 1; row <= one.length; row += 1)
    for (let column = 1; column <= other.length; column += 1)
      table[row * width + column] =
        one[row - 1] === other[column - 1]
          ? cell(row - 1, column - 1) + 1
          : Math.max(cell(row - 1, column), cell(row, column - 1));
  const places: number[] = [];
  let row = one.length;
  let column = other.length;
  while (row > 0 && column > 0) {
    if (one[row - 1] === other[column - 1]) {
      places.push(row - 1);
      row -= 1;
      column -= 1;
    } else if (cell(row - 1, column) >= cell(row, column - 1)) row -= 1;
    else column -= 1;
  }
  return places;
}
