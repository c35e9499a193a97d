import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createGrouper, type GroupArticle } from '../../src/stories/group.ts';
import { novelSentences } from '../../src/stories/novelty.ts';
import { guessLanguage } from '../../src/text/language.ts';

interface Seed extends GroupArticle {
  readonly published: Temporal.Instant;
  /** The event, as the end of the file's name says: `036-estermouth-courier-bridge-closed.txt`. */
  readonly event: string;
  readonly day: string;
}

const FOLDER = new URL('../../seeds/', import.meta.url);
const OUTLETS = /^\d+-(?:radio-skell|sound-wire|estermouth-courier|quay-ledger|sundbote)-/;

function readSeed(file: string): Seed {
  const whole = readFileSync(new URL(file, FOLDER), 'utf8');
  const [, head = '', body = ''] = /^(?:---\n([\s\S]*?)\n---\n)?([\s\S]*)$/.exec(whole) ?? [];
  const fields = new Map(
    head.split('\n').map((line) => [line.split(':')[0], line.slice(line.indexOf(':') + 2)]),
  );
  const [start = '', day = ''] = /^\s*date (\d{4}-\d\d-\d\d) /.exec(body) ?? [];
  const text = body.slice(start.length);
  return {
    id: file,
    event: file.replace(OUTLETS, '').replace('.txt', ''),
    day,
    title: fields.get('title') ?? text.split('. ')[0] ?? '',
    text,
    outlet: fields.get('source') ?? 'Radio Skell',
    language: fields.get('language') ?? guessLanguage(text) ?? 'en',
    published: Temporal.Instant.from(fields.get('published') ?? `${day}T06:00Z`),
  };
}

const seeds = readdirSync(FOLDER)
  .filter((file) => OUTLETS.test(file))
  .sort()
  .map(readSeed);

describe('the seeds', () => {
  const inTime = seeds.toSorted((a, b) => Temporal.Instant.compare(a.published, b.published));

  test.each([1, 2, 7, 20, 71])('in batches of %i are grouped by event, from an empty window on', (size) => {
    const grouper = createGrouper();
    for (let at = 0; at < inTime.length; at += size) grouper.addAll(inTime.slice(at, at + size));
    const groups = Map.groupBy(seeds, ({ id }) => grouper.storyOf(id));
    const mixed = [...groups.values()].filter((group) => new Set(group.map(({ event }) => event)).size > 1);
    // A paper's article on the storm's ferries, and its article on new ferries.
    expect(mixed.map((group) => group.map(({ id }) => id)).length).toBeLessThanOrEqual(1);
    const english = Map.groupBy(
      seeds.filter(({ language }) => language === 'en'),
      ({ event }) => event,
    );
    const torn = [...english].filter(
      ([, group]) => new Set(group.map(({ id }) => grouper.storyOf(id))).size > 1,
    );
    expect(torn.length).toBeLessThanOrEqual(2);
  });

  test('of two articles alone in the window, hardly any are joined that tell two events', () => {
    const wrong = inTime.flatMap((later, at) =>
      inTime.slice(Math.max(0, at - 3), at).filter((earlier) => {
        if (earlier.event === later.event) return false;
        const grouper = createGrouper();
        grouper.addAll([earlier, later]);
        return grouper.storyOf(earlier.id) === grouper.storyOf(later.id);
      }),
    );
    expect(wrong.length).toBeLessThanOrEqual(2);
  });

  /** What the event's articles of that day say that those of the days before did not. */
  function newsOf(event: string, day: string): readonly string[] {
    const told = seeds.filter((seed) => seed.event === event && seed.day < day);
    const newer = seeds.filter((seed) => seed.event === event && seed.day === day && seed.language === 'en');
    expect(told.length).toBeGreaterThan(0);
    expect(newer.length).toBeGreaterThan(0);
    return novelSentences(told, newer, 5).map(
      ({ id, start, end }) => newer.find((one) => one.id === id)?.text.slice(start, end) ?? '',
    );
  }

  test.each([
    ['bridge-closed', '2026-11-03', /steel bearing/],
    ['cannery-closure', '2026-11-04', /Aspinall resigned/],
    ['church-bell', '2026-11-04', /scrapyard/],
    ['mill-fire', '2026-11-05', /kiln/],
    ['dock-strike', '2026-11-05', /16 November/],
  ])('%s: the second telling brings its new fact first', (event, day, fact) => {
    const news = newsOf(event, day);
    expect(news[0]).toMatch(fact);
    expect(news.length).toBeLessThanOrEqual(2);
  });

  test('a retelling without news brings nothing', () => {
    expect(newsOf('hospital-outage', '2026-11-04')).toEqual([]);
  });
});
