import { ArticleTable } from './article-table.ts';
import type { Column } from './column.ts';
import { createRarity, type Rarity } from './rarity.ts';

/** What a grouper knows. Articles are named by their index in the table. */
export interface GrouperState {
  readonly table: ArticleTable;
  readonly rarity: Rarity;
  readonly stories: readonly {
    readonly id: string;
    readonly members: readonly number[];
    readonly square: number;
  }[];
  readonly aliases: readonly (readonly [string, string])[];
  readonly apart: readonly string[];
  readonly languages: readonly string[];
  /** Stories that a person has corrected, and articles that wait for a second look. */
  readonly fixed: readonly string[];
  readonly uncertain: readonly string[];
}

interface Head {
  readonly version: 2;
  readonly articles: number;
  readonly vectorTerms: number;
  readonly windowArticles: readonly (readonly [string, number])[];
  readonly ids: readonly string[];
  readonly stories: readonly (readonly [string, number, readonly number[]])[];
  readonly aliases: readonly (readonly [string, string])[];
  readonly apart: readonly string[];
  readonly languages: readonly string[];
  /** Stories that a person has corrected, and articles that wait for a second look. */
  readonly fixed: readonly string[];
  readonly uncertain: readonly string[];
}

/** Little-endian: length of the head (4 bytes), the head as JSON, then the columns, each padded to 8 bytes. */
export function encodeState(state: GrouperState): Uint8Array {
  const { table } = state;
  const live = table.ids.flatMap((id, index) => (id === undefined ? [] : [index]));
  const placeOf = new Map(live.map((index, place) => [index, place]));
  const vectorTerms = live.reduce((sum, index) => sum + table.counts.get(index), 0);
  const head: Head = {
    version: 2,
    articles: live.length,
    vectorTerms,
    windowArticles: [...state.rarity.articles],
    ids: live.map((index) => table.ids[index] ?? ''),
    stories: state.stories.map(({ id, members, square }) => [
      id,
      square,
      members.map((index) => placeOf.get(index) ?? 0),
    ]),
    aliases: state.aliases,
    apart: state.apart,
    languages: state.languages,
    fixed: state.fixed,
    uncertain: state.uncertain,
  };
  const terms = new Uint32Array(vectorTerms);
  const weights = new Float32Array(vectorTerms);
  let at = 0;
  for (const index of live)
    for (let term = 0; term < table.counts.get(index); term++, at++) {
      terms[at] = table.term(index, term);
      weights[at] = table.weight(index, term);
    }
  const column = (values: Column) => live.map((index) => values.get(index));
  return join(new TextEncoder().encode(JSON.stringify(head)), [
    Float64Array.from(column(table.times)),
    Float64Array.from(column(table.heard)),
    Uint32Array.from(column(table.outlets)),
    Uint32Array.from(column(table.titles)),
    Uint8Array.from(column(table.languages)),
    Uint8Array.from(column(table.weekdays)),
    Uint16Array.from(column(table.years)),
    Uint8Array.from(column(table.counts)),
    terms,
    weights,
    state.rarity.counters,
  ]);
}

/** Throws with one sentence when the bytes are not those of `encodeState`. */
export function decodeState(bytes: Uint8Array): GrouperState {
  const reader = createReader(bytes);
  const { head } = reader;
  const times = reader.next(Float64Array, head.articles);
  const heard = reader.next(Float64Array, head.articles);
  const outlets = reader.next(Uint32Array, head.articles);
  const titles = reader.next(Uint32Array, head.articles);
  const languages = reader.next(Uint8Array, head.articles);
  const weekdays = reader.next(Uint8Array, head.articles);
  const years = reader.next(Uint16Array, head.articles);
  const counts = reader.next(Uint8Array, head.articles);
  const terms = reader.next(Uint32Array, head.vectorTerms);
  const weights = reader.next(Float32Array, head.vectorTerms);
  const counters = reader.next(Uint32Array, 1 << 20);
  const table = new ArticleTable();
  let from = 0;
  head.ids.forEach((id, index) => {
    const to = from + (counts[index] ?? 0);
    table.ids[index] = id;
    table.times.set(index, times[index] ?? Number.NaN);
    table.heard.set(index, heard[index] ?? 0);
    table.outlets.set(index, outlets[index] ?? 0);
    table.titles.set(index, titles[index] ?? 0);
    table.languages.set(index, languages[index] ?? 0);
    table.weekdays.set(index, weekdays[index] ?? 0);
    table.years.set(index, years[index] ?? 0);
    table.putVector(index, terms.subarray(from, to), weights.subarray(from, to));
    from = to;
  });
  return {
    table,
    rarity: createRarity(counters, new Map(head.windowArticles)),
    stories: head.stories.map(([id, square, members]) => ({ id, square, members })),
    aliases: head.aliases,
    apart: head.apart,
    languages: head.languages,
    fixed: head.fixed,
    uncertain: head.uncertain,
  };
}

type Numbers = Float64Array | Float32Array | Uint32Array | Uint16Array | Uint8Array;

function join(head: Uint8Array, columns: readonly Numbers[]): Uint8Array {
  const size = columns.reduce((sum, column) => sum + pad(column.byteLength), pad(4 + head.length));
  const bytes = new Uint8Array(size);
  new DataView(bytes.buffer).setUint32(0, head.length, true);
  bytes.set(head, 4);
  let at = pad(4 + head.length);
  for (const column of columns) {
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), at);
    at += pad(column.byteLength);
  }
  return bytes;
}

function createReader(bytes: Uint8Array) {
  // The columns have to start at multiples of their size, so the bytes are copied into a buffer of their own.
  const { buffer } = bytes.slice();
  const length = bytes.length < 4 ? 0 : new DataView(buffer).getUint32(0, true);
  const head = readHead(new Uint8Array(buffer, 4, Math.min(length, Math.max(0, bytes.length - 4))));
  let at = pad(4 + length);
  return {
    head,
    next<Array extends Numbers>(
      make: { new (buffer: ArrayBuffer, at: number, length: number): Array; BYTES_PER_ELEMENT: number },
      count: number,
    ): Array {
      const size = count * make.BYTES_PER_ELEMENT;
      if (at + size > bytes.length) throw new Error(DAMAGED);
      const column = new make(buffer, at, count);
      at += pad(size);
      return column;
    },
  };
}

const DAMAGED = 'The saved state of the stories is damaged; start without it, it is rebuilt from the store.';

function readHead(bytes: Uint8Array): Head {
  try {
    const head = JSON.parse(new TextDecoder().decode(bytes)) as Head;
    if (head.version === 2) return head;
  } catch {
    // Said below, for both cases.
  }
  throw new Error(DAMAGED);
}

function pad(length: number): number {
  return (length + 7) & ~7;
}
