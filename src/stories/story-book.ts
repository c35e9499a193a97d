import type { ArticleTable } from './article-table.ts';

/** A story as grouping knows it: its articles by index, oldest first. */
export interface StoryState {
  readonly id: string;
  members: number[];
  /** Square of the length of the sum of the members' vectors. */
  square: number;
  /** Rises with each new story; the older of two keeps its id. */
  readonly age: number;
}

/** Former names, pairs that must stay apart, and stories that a person has corrected. */
interface Corrections {
  readonly aliases: Iterable<readonly [string, string]>;
  readonly apart: Iterable<string>;
  readonly fixed: Iterable<string>;
}

const NONE: Corrections = { aliases: [], apart: [], fixed: [] };

/** Which article is in which story, under which names a story was known, and which stories must stay apart. */
export class StoryBook {
  readonly #table: ArticleTable;
  readonly #stories = new Map<string, StoryState>();
  readonly #storyOf: (StoryState | undefined)[] = [];
  readonly #aliases: Map<string, string>;
  readonly #apart: Set<string>;
  readonly #fixed: Set<string>;
  #nextAge = 0;

  constructor(table: ArticleTable, { aliases, apart, fixed }: Corrections = NONE) {
    this.#table = table;
    this.#aliases = new Map(aliases);
    this.#apart = new Set(apart);
    this.#fixed = new Set(fixed);
  }

  open(id: string): StoryState {
    const story: StoryState = { id, members: [], square: 0, age: this.#nextAge++ };
    this.#stories.set(id, story);
    return story;
  }

  close(story: StoryState): void {
    this.#stories.delete(story.id);
    for (const index of story.members) this.#storyOf[index] = undefined;
  }

  /** The present id of a story, by this or a former id. */
  resolve(id: string): string {
    let at = id;
    for (let next = this.#aliases.get(at); next !== undefined; next = this.#aliases.get(at)) at = next;
    return at;
  }

  find(id: string): StoryState | undefined {
    return this.#stories.get(this.resolve(id));
  }

  isTaken(id: string): boolean {
    return this.#stories.has(id) || this.#aliases.has(id);
  }

  of(index: number): StoryState | undefined {
    return this.#storyOf[index];
  }

  all(): readonly StoryState[] {
    return [...this.#stories.values()];
  }

  idsOf(story: StoryState | undefined): readonly string[] {
    return (story?.members ?? []).flatMap((index) => this.#table.ids[index] ?? []);
  }

  /** `mean`: the mean cosine of the article to those that are in the story. */
  put(index: number, story: StoryState, mean: number): void {
    story.square += 1 + 2 * mean * story.members.length;
    story.members.push(index);
    this.#storyOf[index] = story;
  }

  /** Takes an article out; the story is closed when it was the last. `mean`: to the others of the story. */
  take(index: number, mean: number): void {
    const story = this.#storyOf[index];
    if (story === undefined) return;
    story.members = story.members.filter((member) => member !== index);
    story.square = Math.max(story.members.length, story.square - 1 - 2 * mean * story.members.length);
    this.#storyOf[index] = undefined;
    if (story.members.length === 0) this.#stories.delete(story.id);
  }

  /** `mean`: the mean cosine between the articles of the two. */
  unite(from: StoryState, into: StoryState, mean: number): void {
    into.square += from.square + 2 * mean * from.members.length * into.members.length;
    into.members = [...into.members, ...from.members];
    for (const index of from.members) this.#storyOf[index] = into;
    this.#stories.delete(from.id);
    this.#aliases.set(from.id, into.id);
    if (this.#fixed.delete(from.id)) this.#fixed.add(into.id);
    this.#apart.delete(pairKey(from.id, into.id));
    for (const key of [...this.#apart]) {
      const [one = '', two = ''] = key.split(' ');
      if (one !== from.id && two !== from.id) continue;
      this.#apart.delete(key);
      this.#apart.add(pairKey(into.id, one === from.id ? two : one));
    }
  }

  /** A person said that these are two. */
  keepApart(a: StoryState, b: StoryState): void {
    this.#apart.add(pairKey(a.id, b.id));
  }

  areApart(a: StoryState, b: StoryState): boolean {
    return this.#apart.size > 0 && this.#apart.has(pairKey(a.id, b.id));
  }

  /** A person has touched it: the machine moves nothing in or out by a second look. */
  fix(story: StoryState): void {
    this.#fixed.add(story.id);
  }

  isFixed(story: StoryState): boolean {
    return this.#fixed.has(story.id);
  }

  get aliases(): readonly (readonly [string, string])[] {
    return [...this.#aliases];
  }

  get fixed(): readonly string[] {
    return [...this.#fixed];
  }

  get apart(): readonly string[] {
    return [...this.#apart];
  }
}

function pairKey(a: string, b: string): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}
