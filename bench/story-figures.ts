export interface Share {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** All in per cent. */
export interface Figures {
  readonly bcubed: Share;
  readonly pairs: Share;
  /** Articles in a group whose majority is another story. */
  readonly strays: number;
  /** Groups of two or more articles that hold more than one story. */
  readonly mixed: number;
  readonly groups: number;
}

/** How well groups fit labelled stories; the n-th label and the n-th group belong to the n-th article. */
export function evaluateGroups(gold: readonly string[], predicted: readonly string[]): Figures {
  const stories = countOf(gold);
  const groups = countOf(predicted);
  const cells = new Map<string, Map<string, number>>();
  predicted.forEach((group, at) => {
    const row = cells.get(group) ?? new Map<string, number>();
    cells.set(group, row.set(gold[at] ?? '', (row.get(gold[at] ?? '') ?? 0) + 1));
  });
  const inCommon = (at: number) => cells.get(predicted[at] ?? '')?.get(gold[at] ?? '') ?? 0;
  const precision = mean(gold.map((_, at) => inCommon(at) / (groups.get(predicted[at] ?? '') ?? 1)));
  const recall = mean(gold.map((story, at) => inCommon(at) / (stories.get(story) ?? 1)));
  const right = sum([...cells.values()].flatMap((row) => [...row.values()].map(pairsIn)));
  const rows = [...cells.values()].map((row) => [...row.values()]);
  const several = rows.filter((row) => sum(row) > 1);
  return {
    bcubed: share(precision, recall),
    pairs: share(
      ratio(right, sum([...groups.values()].map(pairsIn))),
      ratio(right, sum([...stories.values()].map(pairsIn))),
    ),
    strays: (100 * sum(rows.map((row) => sum(row) - Math.max(...row)))) / Math.max(1, gold.length),
    mixed: (100 * several.filter((row) => row.length > 1).length) / Math.max(1, several.length),
    groups: groups.size,
  };
}

function share(precision: number, recall: number): Share {
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { precision: precision * 100, recall: recall * 100, f1: f1 * 100 };
}

function countOf(labels: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}

const pairsIn = (count: number) => (count * (count - 1)) / 2;
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]) => sum(values) / Math.max(1, values.length);
/** Nothing out of nothing is right. */
const ratio = (part: number, whole: number) => (whole === 0 ? 1 : part / whole);
