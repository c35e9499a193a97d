import { readFileSync } from 'node:fs';
import { createGrouper, type GroupArticle } from '../src/stories/group.ts';
import { BAR } from '../src/stories/join-score.ts';
import { jaccard } from '../src/text/similarity.ts';
import { words } from '../src/text/words.ts';
import { evaluateGroups, type Figures } from './story-figures.ts';

/*
 * Grouping against labelled stories: BCubed (Bagga & Baldwin 1998) and pairwise precision, recall and F1 over bars, beside
 * baselines, the spread over ten orders of arrival, and the worst merges and misses to read.
 *
 *   npm run bench -- evaluate-stories STORIES.jsonl
 *
 * Each line is {id, story, title, text, published?, source?, lang?}, in order of arrival.
 */

interface Labelled {
  readonly story: string;
  readonly article: GroupArticle;
}

const path = process.argv[2];
if (path === undefined) {
  console.error('Give the path of labelled stories: npm run bench -- evaluate-stories STORIES.jsonl');
  process.exit(2);
}
const data = readLabelled(path);
const gold = data.map(({ story }) => story);
const titleWords = data.map(({ article }) => new Set(words(article.title).map(({ lower }) => lower)));

console.log(`${data.length} articles in ${new Set(gold).size} stories\n`);
print(
  'equal titles',
  evaluateGroups(
    gold,
    data.map(({ article }) => article.title.toLowerCase().trim()),
  ),
);
print('title Jaccard 0.3', evaluateGroups(gold, singlePass(data.length, 0.3, titleLikeness)));
const plain = plainVectors(data);
print(
  'plain TF-IDF 0.16',
  evaluateGroups(
    gold,
    singlePass(data.length, 0.16, (a, b) => dot(plain[a], plain[b])),
  ),
);
console.log();
for (const step of [-1.5, -1, -0.5, 0, 0.5, 1, 1.5]) {
  const figures = evaluateGroups(gold, group(data, BAR + step));
  print(`bar ${(BAR + step).toFixed(1)}${step === 0 ? ' (default)' : ''}`, figures);
}

const predicted = group(data, BAR);
const spread = Array.from({ length: 10 }, (_, seed) => {
  const order = shuffled(data, seed + 1);
  return evaluateGroups(
    order.map(({ story }) => story),
    group(order, BAR),
  );
});
const f1 = spread.map(({ bcubed }) => bcubed.f1).toSorted((a, b) => a - b);
const strays = spread.map((figures) => figures.strays).toSorted((a, b) => a - b);
console.log(
  `\nten shuffles: BCubed F1 ${f1[0]?.toFixed(1)} to ${f1.at(-1)?.toFixed(1)}, strays ${strays[0]?.toFixed(1)} to ${strays.at(-1)?.toFixed(1)} %`,
);

console.log();
const halves = Map.groupBy(data, ({ story }) => isInFirstHalf(story));
for (const [chosen, measured] of [
  [true, false],
  [false, true],
] as const)
  print(...chooseAndMeasure(halves.get(chosen) ?? [], halves.get(measured) ?? []));

console.log('\nworst merges');
for (const line of pairsOf(predicted, gold)) console.log(line);
console.log('\nworst misses');
for (const line of pairsOf(gold, predicted)) console.log(line);
console.log(
  JSON.stringify({
    articles: data.length,
    bar: BAR,
    ...evaluateGroups(gold, predicted),
    shuffles: { f1, strays },
  }),
);

function readLabelled(file: string): readonly Labelled[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const { id, story, title, text, published, source, lang } = JSON.parse(line) as Record<string, string>;
      const article: GroupArticle = {
        id: id ?? '',
        title: title ?? '',
        text: text ?? '',
        ...(published === undefined ? {} : { published: Temporal.Instant.from(published) }),
        ...(source === undefined ? {} : { outlet: source }),
        ...(lang === undefined ? {} : { language: lang }),
      };
      return { story: story ?? '', article };
    });
}

function group(labelled: readonly Labelled[], bar: number): readonly string[] {
  const grouper = createGrouper({ bar });
  const grouped = grouper.addAll(labelled.map(({ article }) => article));
  return grouped.map(({ story }) => grouper.resolve(story));
}

/** Stories of one topic ("name-12-…") are look-alikes, so they stay together. */
function isInFirstHalf(story: string): boolean {
  const topic = story.split('-').slice(0, 2).join('-');
  return [...topic].reduce((hash, sign) => (Math.imul(hash, 31) + sign.charCodeAt(0)) >>> 0, 7) % 2 === 0;
}

/** The bar with the best F1 and at most 5 % strays on one half of the stories, and what it is worth on the other. */
function chooseAndMeasure(one: readonly Labelled[], other: readonly Labelled[]): readonly [string, Figures] {
  const measure = (half: readonly Labelled[], bar: number) =>
    evaluateGroups(
      half.map(({ story }) => story),
      group(half, bar),
    );
  const worth = (bar: number) => {
    const { bcubed, strays } = measure(one, bar);
    return bcubed.f1 - 100 * Math.max(0, strays - 5);
  };
  const bars = Array.from({ length: 13 }, (_, step) => BAR - 1.2 + step * 0.2);
  const best = bars.reduce((a, b) => (worth(b) > worth(a) ? b : a));
  return [`other half, bar ${best.toFixed(1)}`, measure(other, best)];
}

function print(name: string, { bcubed, pairs, strays, mixed }: Figures): void {
  const three = ({ f1, precision, recall }: Figures['bcubed']) =>
    `${f1.toFixed(1)} (P ${precision.toFixed(1)} R ${recall.toFixed(1)})`;
  console.log(
    `${name.padEnd(20)} BCubed F1 ${three(bcubed)}  pairs F1 ${three(pairs)}  strays ${strays.toFixed(1)} %  mixed ${mixed.toFixed(1)} %`,
  );
}

/** A single pass: each joins the story to whose articles it is on average most alike, if above the bar. */
function singlePass(
  size: number,
  bar: number,
  likeness: (a: number, b: number) => number,
): readonly string[] {
  const stories: number[][] = [];
  const found: string[] = [];
  for (let at = 0; at < size; at++) {
    let best = -1;
    let most = bar;
    stories.forEach((members, story) => {
      const mean = members.reduce((sum, member) => sum + likeness(at, member), 0) / members.length;
      if (mean > most) [best, most] = [story, mean];
    });
    if (best < 0) best = stories.push([]) - 1;
    stories[best]?.push(at);
    found.push(String(best));
  }
  return found;
}

function titleLikeness(a: number, b: number): number {
  return jaccard(titleWords[a] ?? new Set<string>(), titleWords[b] ?? new Set<string>());
}

function plainVectors(labelled: readonly Labelled[]): readonly ReadonlyMap<string, number>[] {
  const counts = labelled.map(({ article }) => {
    const count = new Map<string, number>();
    for (const { lower } of words(`${article.title}\n${article.text}`).slice(0, 110))
      count.set(lower, (count.get(lower) ?? 0) + 1);
    return count;
  });
  const frequency = new Map<string, number>();
  for (const count of counts)
    for (const word of count.keys()) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  return counts.map((count) => {
    const vector = new Map(
      [...count].map(
        ([word, times]) => [word, times * Math.log(counts.length / (frequency.get(word) ?? 1))] as const,
      ),
    );
    const length = Math.sqrt([...vector.values()].reduce((sum, weight) => sum + weight * weight, 0)) || 1;
    return new Map([...vector].map(([word, weight]) => [word, weight / length]));
  });
}

function dot(a: ReadonlyMap<string, number> | undefined, b: ReadonlyMap<string, number> | undefined): number {
  let sum = 0;
  for (const [word, weight] of a ?? []) sum += weight * (b?.get(word) ?? 0);
  return sum;
}

function shuffled<Item>(items: readonly Item[], seed: number): readonly Item[] {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return items
    .map((item) => ({ item, key: next() }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

/** The pairs of other stories that stand most often together, as an example of each. */
function pairsOf(together: readonly string[], apart: readonly string[]): readonly string[] {
  const found = new Map<string, { count: number; example: string }>();
  for (let a = 0; a < together.length; a++)
    for (let b = 0; b < a; b++) {
      if (together[a] !== together[b] || apart[a] === apart[b]) continue;
      const key = [apart[a], apart[b]].toSorted().join(' | ');
      const example = `${data[b]?.article.title.slice(0, 70)}  <>  ${data[a]?.article.title.slice(0, 70)}`;
      found.set(key, {
        count: (found.get(key)?.count ?? 0) + 1,
        example: found.get(key)?.example ?? example,
      });
    }
  return [...found.values()]
    .toSorted((a, b) => b.count - a.count)
    .slice(0, 15)
    .map(({ count, example }) => `${String(count).padStart(5)}  ${example}`);
}
