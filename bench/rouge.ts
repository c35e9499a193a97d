/** Precision, recall and their harmonic mean, from 0 to 1. */
export interface Score {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

export interface Rouge {
  readonly r1: Score;
  readonly r2: Score;
  readonly rl: Score;
}

/** Lower-case runs of letters, marks and digits; no stemming, no stop words. */
export function tokens(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

/**
 * ROUGE-1, ROUGE-2 and ROUGE-L of a summary against one reference (Lin, 2004: ROUGE, a package for automatic
 * evaluation of summaries). ROUGE-L takes summary and reference as one sequence each.
 */
export function rouge(summary: string, reference: string): Rouge {
  const ours = tokens(summary);
  const theirs = tokens(reference);
  return {
    r1: grams(ours, theirs, 1),
    r2: grams(ours, theirs, 2),
    rl: score(longestCommon(ours, theirs), ours.length, theirs.length),
  };
}

/** The mean over several references. */
export function rougeMean(summary: string, references: readonly string[]): Rouge {
  const all = references.map((reference) => rouge(summary, reference));
  const mean = (pick: (of: Rouge) => Score): Score => ({
    precision: average(all.map((of) => pick(of).precision)),
    recall: average(all.map((of) => pick(of).recall)),
    f1: average(all.map((of) => pick(of).f1)),
  });
  return { r1: mean((of) => of.r1), r2: mean((of) => of.r2), rl: mean((of) => of.rl) };
}

function grams(ours: readonly string[], theirs: readonly string[], size: number): Score {
  const left = new Map<string, number>();
  for (const gram of windows(theirs, size)) left.set(gram, (left.get(gram) ?? 0) + 1);
  let common = 0;
  for (const gram of windows(ours, size)) {
    const count = left.get(gram) ?? 0;
    if (count === 0) continue;
    left.set(gram, count - 1);
    common += 1;
  }
  return score(common, Math.max(0, ours.length - size + 1), Math.max(0, theirs.length - size + 1));
}

function windows(words: readonly string[], size: number): string[] {
  return words
    .slice(0, Math.max(0, words.length - size + 1))
    .map((_, at) => words.slice(at, at + size).join(' '));
}

function score(common: number, ours: number, theirs: number): Score {
  const precision = ours === 0 ? 0 : common / ours;
  const recall = theirs === 0 ? 0 : common / theirs;
  return {
    precision,
    recall,
    f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
  };
}

function longestCommon(one: readonly string[], other: readonly string[]): number {
  let above = new Int32Array(other.length + 1);
  let row = new Int32Array(other.length + 1);
  for (const word of one) {
    for (let at = 1; at <= other.length; at += 1)
      row[at] =
        word === other[at - 1] ? (above[at - 1] ?? 0) + 1 : Math.max(above[at] ?? 0, row[at - 1] ?? 0);
    [above, row] = [row, above];
  }
  return above[other.length] ?? 0;
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
