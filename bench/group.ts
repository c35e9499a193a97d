import { createGrouper, type GroupArticle } from '../src/stories/group.ts';

/*
 * Grouping into windows that already hold articles: articles/s from text, memory an article, save and load.
 *
 *   npm run bench -- group [WINDOW ...]          (default 1000 10000 100000; 1000000 takes some minutes and 1 GB)
 *
 * The articles are made up: words by Zipf's law, every fifth an event's own words, one to eight articles an event.
 */

const MEASURED = 2000;
const VOCABULARY = 200_000;
const START = Temporal.Instant.from('2026-11-02T00:00:00Z');

const windows = process.argv.slice(2).map(Number);
const sizes = windows.length > 0 ? windows : [1000, 10_000, 100_000];
const figures = sizes.map(measure);
console.log(JSON.stringify(figures));

function measure(size: number) {
  const make = articleMaker(size);
  const before = memory();
  const grouper = createGrouper();
  for (let at = 0; at < size; at++) grouper.add(make(at));
  const bytes = (memory() - before) / size;
  const fresh = Array.from({ length: MEASURED }, (_, at) => make(size + at));
  const started = performance.now();
  for (const article of fresh) grouper.add(article);
  const perSecond = (MEASURED / (performance.now() - started)) * 1000;
  const saving = performance.now();
  const state = grouper.save();
  const saved = performance.now();
  createGrouper().load(state);
  const loaded = performance.now();
  const figure = {
    window: size,
    articlesPerSecond: Math.round(perSecond),
    bytesAnArticle: Math.round(bytes),
    stateMegabytes: Math.round(state.length / 1e5) / 10,
    saveMilliseconds: Math.round(saved - saving),
    loadMilliseconds: Math.round(loaded - saved),
  };
  console.log(
    Object.entries(figure)
      .map(([name, value]) => `${name} ${value}`)
      .join('  '),
  );
  return figure;
}

function memory(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

function articleMaker(size: number): (at: number) => GroupArticle {
  let state = 1;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const common = () => `w${Math.floor(VOCABULARY ** next())}`;
  const events = Math.ceil(size / 4);
  const sentence = (event: number, length: number) =>
    Array.from({ length }, () =>
      next() < 0.2 ? `N${(event * 7919 + Math.floor(next() * 12) * 104_729) % VOCABULARY}` : common(),
    ).join(' ');
  return (at) => {
    const event = Math.floor(next() * events);
    return {
      id: `article-${at}`,
      title: sentence(event, 9),
      text: Array.from({ length: 12 }, () => `${sentence(event, 18)}.`).join(' '),
      published: START.add({ seconds: Math.floor((at / size) * 200_000) }),
      outlet: `outlet-${at % 40}`,
      language: 'en',
    };
  };
}
