import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** The seeds as a reader of the format sees them; independent of src/, so that a fault there cannot hide one here. */
interface Seed {
  readonly file: string;
  readonly outlet: string;
  readonly front: Readonly<Record<string, string>> | undefined;
  readonly date: string;
  readonly body: string;
}

interface SeedEvent {
  readonly event: string;
  readonly day: string;
  readonly files: readonly string[];
  readonly newFact?: { readonly file: string; readonly words: string };
  readonly retoldWithoutNews?: string;
  readonly differentFrom?: string;
}

const FOLDER = new URL('../../seeds/', import.meta.url);
const FORM =
  /^(?:---\n(?<front>(?:[a-z]+: .+\n)+)---\n)?date (?<date>\d{4}-\d{2}-\d{2}) (?<body>\S[\s\S]*\S)\n$/;
const NAME = /^\d{3}-(?<outlet>sound-wire|estermouth-courier|radio-skell|quay-ledger|sundbote)-[a-z-]+\.txt$/;
const FRONT_KEYS = ['title', 'source', 'link', 'published', 'language', 'wire'];
const LONGEST_SHARED_RUN = 7;

const files = readdirSync(FOLDER).sort();
const seeds = files.map(readSeed);
const byFile = new Map(seeds.map((seed) => [seed.file, seed]));
const events: readonly SeedEvent[] = JSON.parse(
  readFileSync(new URL('../fixtures/seed-events.json', import.meta.url), 'utf8'),
);

function readSeed(file: string): Seed {
  const form = FORM.exec(readFileSync(new URL(file, FOLDER), 'utf8'))?.groups;
  const outlet = NAME.exec(file)?.groups?.['outlet'];
  if (form === undefined || outlet === undefined) throw new Error(`${file} is not in the seed format.`);
  const front = form['front']?.trim().split('\n').map(toField);
  return {
    file,
    outlet,
    front: front === undefined ? undefined : Object.fromEntries(front),
    date: form['date'] ?? '',
    body: form['body'] ?? '',
  };
}

function toField(line: string): readonly [string, string] {
  const colon = line.indexOf(': ');
  return [line.slice(0, colon), line.slice(colon + 2)];
}

function seedOf(file: string): Seed {
  const seed = byFile.get(file);
  if (seed === undefined) throw new Error(`seed-events.json names ${file}, which is not in seeds/.`);
  return seed;
}

/** Every run of eight words outside quotations. */
function runsOf(body: string): ReadonlySet<string> {
  const runs = new Set<string>();
  for (const stretch of body.split(/"[^"]*"|„[^“]*“|«[^»]*»/u)) {
    const words = stretch.toLowerCase().match(/[\p{L}\p{N}]+(?:['’][\p{L}]+)*/gu) ?? [];
    for (let at = 0; at + LONGEST_SHARED_RUN < words.length; at += 1) {
      runs.add(words.slice(at, at + LONGEST_SHARED_RUN + 1).join(' '));
    }
  }
  return runs;
}

function originalOf(copy: Seed): Seed | undefined {
  return seeds.find(({ front, body }) => front?.['source'] === copy.front?.['wire'] && body === copy.body);
}

function outletsOf({ files: told }: SeedEvent): ReadonlySet<string> {
  return new Set(told.map((file) => seedOf(file).outlet));
}

const copies = seeds.filter(({ front }) => front?.['wire'] !== undefined);

describe('the seeds', () => {
  it('are at least sixty articles of five outlets on four consecutive days', () => {
    expect(seeds.length).toBeGreaterThanOrEqual(60);
    expect(new Set(seeds.map(({ outlet }) => outlet)).size).toBe(5);
    expect([...new Set(seeds.map(({ date }) => date))].sort()).toEqual([
      '2026-11-02',
      '2026-11-03',
      '2026-11-04',
      '2026-11-05',
    ]);
  });

  it.each(seeds)('$file is news prose of 150 to 500 words in 4 to 12 paragraphs', ({ body }) => {
    const words = body.split(/\s+/u).length;
    expect(words).toBeGreaterThanOrEqual(150);
    expect(words).toBeLessThanOrEqual(500);
    const paragraphs = body.split('\n\n');
    expect(paragraphs.length).toBeGreaterThanOrEqual(4);
    expect(paragraphs.length).toBeLessThanOrEqual(12);
    expect(paragraphs.every((paragraph) => paragraph.trim() !== '' && !paragraph.includes('\n'))).toBe(true);
    expect((body.match(/"/g) ?? []).length % 2).toBe(0);
  });

  it('carry whole front matter, except those of one outlet that have none', () => {
    const bare = new Set(seeds.filter(({ front }) => front === undefined).map(({ outlet }) => outlet));
    expect([...bare]).toEqual(['sundbote']);
    const links = new Set<string>();
    for (const { file, front, date, outlet } of seeds) {
      if (front === undefined) continue;
      expect(outlet, file).not.toBe('sundbote');
      expect(
        Object.keys(front).every((key) => FRONT_KEYS.includes(key)),
        file,
      ).toBe(true);
      expect(front['title'], file).toMatch(/^[^\s"'#[{&*!|>%@`](?:(?!: | #).)*$/u);
      expect(front['source'], file).toMatch(/\S/);
      expect(front['link'], file).toMatch(/^https:\/\/[a-z-]+\.example\/\S+$/);
      expect(front['published'], file).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:00\+01:00$/);
      expect(front['published']?.slice(0, 10), file).toBe(date);
      links.add(front['link'] ?? '');
    }
    expect(links.size).toBe(seeds.filter(({ front }) => front !== undefined).length);
  });

  it('are published between 05:00 and 22:00', () => {
    const times = seeds.flatMap(({ front }) => front?.['published']?.slice(11, 16) ?? []).sort();
    expect(times.at(0)?.localeCompare('05:00')).toBeGreaterThanOrEqual(0);
    expect(times.at(-1)?.localeCompare('22:00')).toBeLessThanOrEqual(0);
  });

  it('share no eight words in a row, except in quotations and marked wire copies', () => {
    const firstWith = new Map<string, string>();
    const shared: string[] = [];
    for (const { file, body } of seeds.filter((seed) => !copies.includes(seed))) {
      for (const run of runsOf(body)) {
        const other = firstWith.get(run);
        if (other !== undefined) shared.push(`${other} and ${file}: ${run}`);
        firstWith.set(run, file);
      }
    }
    expect(firstWith.size).toBeGreaterThan(5000);
    expect(shared).toEqual([]);
  });

  it('hold at least two wire copies, each marked, with the agency in its dateline and the agency’s own text', () => {
    expect(copies.length).toBeGreaterThanOrEqual(2);
    for (const copy of copies) {
      expect(copy.body, copy.file).toMatch(/^[A-Z ]+ \(Sound Wire\) - /);
      expect(originalOf(copy)?.outlet, copy.file).toBe('sound-wire');
      expect(copy.outlet).not.toBe('sound-wire');
    }
  });

  it('are not all English, and one event is told in English and in another language', () => {
    const foreign = seeds.filter(({ front }) => front?.['language'] !== 'en');
    expect(new Set(foreign.map(({ front }) => front?.['language'] ?? 'de'))).toEqual(new Set(['de', 'fr']));
    const both = events.filter(
      ({ files: told }) =>
        told.some((file) => foreign.includes(seedOf(file))) &&
        !told.every((file) => foreign.includes(seedOf(file))),
    );
    expect(both.length).toBeGreaterThanOrEqual(1);
  });
});

describe('the events of the seeds', () => {
  it('cover every file once', () => {
    expect(events.flatMap(({ files: told }) => told).sort()).toEqual(files);
  });

  it('are told by two to five outlets in at least twelve cases', () => {
    const sizes = events.map((event) => outletsOf(event).size);
    expect(sizes.filter((size) => size >= 2).length).toBeGreaterThanOrEqual(12);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(5);
    expect(sizes.filter((size) => size === 1).length).toBeGreaterThanOrEqual(3);
  });

  it('begin on the day they say', () => {
    for (const { event, day, files: told } of events) {
      expect(told.map((file) => seedOf(file).date).sort()[0], event).toBe(day);
    }
  });

  it('are retold a later day with a new fact in at least five cases, which no earlier article has', () => {
    const retold = events.flatMap((event) =>
      event.newFact === undefined ? [] : [{ ...event, fact: event.newFact }],
    );
    expect(retold.length).toBeGreaterThanOrEqual(5);
    for (const { day, files: told, fact } of retold) {
      expect(told).toContain(fact.file);
      expect(seedOf(fact.file).date > day, fact.file).toBe(true);
      expect(seedOf(fact.file).body).toContain(fact.words);
      const others = told.filter((file) => file !== fact.file);
      expect(
        others.some((file) => seedOf(file).body.includes(fact.words)),
        fact.file,
      ).toBe(false);
    }
  });

  it('are retold a later day without a new number in at least one case', () => {
    const stale = events.filter(({ retoldWithoutNews }) => retoldWithoutNews !== undefined);
    expect(stale.length).toBeGreaterThanOrEqual(1);
    for (const { day, files: told, retoldWithoutNews = '' } of stale) {
      expect(seedOf(retoldWithoutNews).date > day).toBe(true);
      const known = told.filter((file) => file !== retoldWithoutNews).map((file) => seedOf(file).body);
      const numbers = seedOf(retoldWithoutNews).body.match(/\d+/g) ?? [];
      expect(numbers.filter((number) => !known.some((body) => body.includes(number)))).toEqual([]);
    }
  });

  it('name their look-alikes both ways', () => {
    const alike = events.filter(({ differentFrom }) => differentFrom !== undefined);
    expect(alike.length).toBeGreaterThanOrEqual(6);
    for (const { event, differentFrom } of alike) {
      expect(events.find((other) => other.event === differentFrom)?.differentFrom).toBe(event);
    }
  });

  it('give the digest of 07:00 on day two at least six events of several outlets', () => {
    const told = events.filter(({ files: all }) => {
      const inTime = all.map(seedOf).filter(({ date, front }) => {
        const published = front?.['published'] ?? `${date}T01:00:00+01:00`;
        return published >= '2026-11-02T07:00:00+01:00' && published < '2026-11-03T07:00:00+01:00';
      });
      return new Set(inTime.map(({ outlet }) => outlet)).size >= 2;
    });
    expect(told.length).toBeGreaterThanOrEqual(6);
  });
});
