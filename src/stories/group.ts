import { idOf } from '../domain/ids.ts';
import { primaryLanguage } from '../text/language-tag.ts';
import { ArticleTable } from './article-table.ts';
import { CandidateIndex } from './candidates.ts';
import {
  BAR,
  joinScore,
  type Likeness,
  MERGE_MARGIN,
  type Reason,
  reasonsToJoin,
  WINDOW_HOURS,
} from './join-score.ts';
import { createRarity, type Rarity } from './rarity.ts';
import { decodeState, encodeState } from './saved-state.ts';
import { hashOfTerm, hashText, readTerms, type TermCounts } from './terms.ts';
import { type Match, Query, toVector } from './vector.ts';

/** An article as grouping sees it. */
export interface GroupArticle {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** Without it the time is unknown, and only the text decides. */
  readonly published?: Temporal.Instant;
  readonly outlet?: string;
  readonly language?: string;
}

export interface Merge {
  readonly from: string;
  readonly into: string;
}

export interface Grouped {
  readonly story: string;
  /** Stories that turned out to be one; `from` stays as another name of `into`. */
  readonly merges: readonly Merge[];
}

export interface GrouperOptions {
  /** A story that was quiet for longer than this takes an article only on much stronger evidence. */
  readonly windowHours?: number;
  /** Points above which an article joins a story. Higher: fewer wrong merges, more stories told twice. */
  readonly bar?: number;
  /** Points above the bar that two stories need to be merged late. */
  readonly mergeMargin?: number;
}

/** How an article stands to a story. */
export interface Standing {
  readonly story: string;
  readonly score: number;
  readonly reasons: readonly Reason[];
  /** The terms (by hash) that it shares with the story, with what each adds to the mean cosine. */
  readonly shared: readonly { readonly hash: number; readonly weight: number }[];
}

/** Articles that the index gives to the closer look. */
const CANDIDATES = 24;
/** Of a large story the newest articles stand for all. */
const LOOKED_AT = 16;
/** Pages of one title by one outlet that far apart are a column, a live blog, a weather report: not one event. */
const SERIAL_HOURS = 12;
const SERIAL_COSINE = 0.9;
const HOUR = 3_600_000;

interface StoryState {
  readonly id: string;
  members: number[];
  /** Square of the length of the sum of the members' vectors. */
  square: number;
  /** Rises with each new story; the older of two keeps its id. */
  readonly age: number;
}

/**
 * Groups articles into stories in one pass, as they arrive. Each is a vector of its weightiest words
 * (term frequency by inverse document frequency in the window); an inverted index finds the stories that
 * it might belong to, and the best one takes it if the evidence is above the bar (single-pass clustering with
 * average link; Allan, Papka & Lavrenko 1998, "On-line new event detection and tracking").
 */
export interface Grouper {
  /** Puts a new article into a story. One whose id is known stays where it is, whatever has become of its text. */
  add(article: GroupArticle): Grouped;
  /**
   * Puts new articles into stories, in their order, after counting the words of all of them: how rare a word is
   * is known better, above all when the window is still empty.
   */
  addAll(articles: readonly GroupArticle[]): readonly Grouped[];
  /** Puts an article where it is known to be (from the store), and moves it there if it was elsewhere. */
  restore(article: GroupArticle, story: string): void;
  /** The present id of a story, by this or a former id. */
  resolve(story: string): string;
  /** The story of an article; undefined when the article is not (or no longer) known. */
  storyOf(article: string): string | undefined;
  /** The articles of a story that are known, oldest first. */
  articlesOf(story: string): readonly string[];
  /** Forgets the stories that have had no article since; those without a time go by the order of arrival. */
  forget(before: Temporal.Instant): void;
  /** Makes two stories one; `from` becomes another name of `into`. */
  merge(from: string, into: string): void;
  /** Moves articles into a story of their own, which the machine never merges with the old one again. */
  split(story: string, articles: readonly string[]): string;
  /** How an article stands to its own story and to the nearest others, best first; empty when it is not known. */
  standings(article: string): readonly Standing[];
  /** Everything it knows, in bytes; `load` takes them back (and forgets what it knew). */
  save(): Uint8Array;
  load(state: Uint8Array): void;
  readonly bar: number;
  readonly size: number;
}

export function createGrouper(options: GrouperOptions = {}): Grouper {
  return new TableGrouper(options);
}

class TableGrouper implements Grouper {
  readonly bar: number;
  readonly #margin: number;
  readonly #window: number;
  #table = new ArticleTable();
  #rarity: Rarity = createRarity();
  #index = new CandidateIndex(this.#table);
  #query = new Query(this.#table);
  #indexOf = new Map<string, number>();
  #storyOf: (StoryState | undefined)[] = [];
  #stories = new Map<string, StoryState>();
  #aliases = new Map<string, string>();
  #apart = new Set<string>();
  #languages: string[] = [''];
  #free: number[] = [];
  #dead = 0;
  #nextAge = 0;
  /** The time of the last dated article: an undated one is taken to be as old. */
  #heard = 0;

  constructor({ windowHours = WINDOW_HOURS, bar = BAR, mergeMargin = MERGE_MARGIN }: GrouperOptions) {
    this.#window = windowHours;
    this.bar = bar;
    this.#margin = mergeMargin;
  }

  get size(): number {
    return this.#indexOf.size;
  }

  add(article: GroupArticle): Grouped {
    const known = this.storyOf(article.id);
    return known === undefined ? this.#place(article, this.#count(article)) : { story: known, merges: [] };
  }

  addAll(articles: readonly GroupArticle[]): readonly Grouped[] {
    const fresh = new Map<string, TermCounts>();
    for (const article of articles)
      if (!this.#indexOf.has(article.id) && !fresh.has(article.id))
        fresh.set(article.id, this.#count(article));
    return articles.map((article) => {
      const known = this.storyOf(article.id);
      if (known !== undefined) return { story: known, merges: [] };
      return this.#place(article, fresh.get(article.id) ?? this.#count(article));
    });
  }

  #place(article: GroupArticle, counts: TermCounts): Grouped {
    const index = this.#learn(article, counts);
    const near = this.#nearStories(index);
    const best = near.find(({ score }) => score > this.bar);
    const story = best?.story ?? this.#open(idOf('story', article.id));
    this.#put(index, story, best?.likeness);
    this.#index.add(index);
    const merges =
      best === undefined
        ? []
        : this.#mergeLate(
            story,
            near.map((one) => one.story),
          );
    return { story: this.resolve(story.id), merges };
  }

  restore(article: GroupArticle, story: string): void {
    const target = this.#stories.get(this.resolve(story)) ?? this.#open(this.resolve(story));
    const known = this.#indexOf.get(article.id);
    if (known !== undefined) {
      if (this.#storyOf[known] !== target) this.#move(known, target);
      return;
    }
    const index = this.#learn(article, this.#count(article));
    this.#query.open(index);
    this.#put(index, target, target.members.length === 0 ? undefined : this.#likeness(index, target));
    this.#index.add(index);
  }

  resolve(story: string): string {
    let at = story;
    for (let next = this.#aliases.get(at); next !== undefined; next = this.#aliases.get(at)) at = next;
    return at;
  }

  storyOf(article: string): string | undefined {
    const index = this.#indexOf.get(article);
    return index === undefined ? undefined : this.#storyOf[index]?.id;
  }

  articlesOf(story: string): readonly string[] {
    const members = this.#stories.get(this.resolve(story))?.members ?? [];
    return members.flatMap((index) => this.#table.ids[index] ?? []);
  }

  forget(before: Temporal.Instant): void {
    const limit = before.epochMilliseconds;
    for (const story of [...this.#stories.values()])
      if (story.members.every((index) => (this.#table.heard[index] ?? 0) < limit)) this.#drop(story);
    if (this.#dead > 1000 + this.size / 8) this.#rebuildIndex();
  }

  merge(from: string, into: string): void {
    const [a, b] = [this.#stories.get(this.resolve(from)), this.#stories.get(this.resolve(into))];
    if (a === undefined || b === undefined || a === b) return;
    this.#apart.delete(pairKey(a.id, b.id));
    this.#unite(a, b);
  }

  split(story: string, articles: readonly string[]): string {
    const old = this.#stories.get(this.resolve(story));
    const moved = articles
      .flatMap((id) => this.#indexOf.get(id) ?? [])
      .filter((index) => this.#storyOf[index] === old);
    const first = articles[0];
    if (old === undefined || first === undefined || moved.length === 0) return this.resolve(story);
    const plain: string = idOf('story', first);
    const taken = this.#stories.has(plain) || this.#aliases.has(plain);
    const fresh = this.#open(taken ? idOf('story', first, 'split') : plain);
    for (const index of moved) this.#move(index, fresh);
    this.#apart.add(pairKey(old.id, fresh.id));
    return fresh.id;
  }

  standings(article: string): readonly Standing[] {
    const index = this.#indexOf.get(article);
    const own = index === undefined ? undefined : this.#storyOf[index];
    if (index === undefined || own === undefined) return [];
    const near = this.#nearStories(index).filter(({ story }) => story !== own);
    const all =
      own.members.length > 1 ? [{ story: own, likeness: this.#likeness(index, own) }, ...near] : near;
    return all.map(({ story, likeness }) => ({
      story: story.id,
      score: joinScore(likeness, this.#window),
      reasons: reasonsToJoin(likeness, this.#window),
      shared: this.#sharedTerms(index, story),
    }));
  }

  save(): Uint8Array {
    return encodeState({
      table: this.#table,
      rarity: this.#rarity,
      stories: [...this.#stories.values()],
      aliases: [...this.#aliases],
      apart: [...this.#apart],
      languages: this.#languages,
    });
  }

  load(bytes: Uint8Array): void {
    const state = decodeState(bytes);
    this.#table = state.table;
    this.#rarity = state.rarity;
    this.#index = new CandidateIndex(this.#table);
    this.#query = new Query(this.#table);
    this.#indexOf = new Map(state.table.ids.map((id, index) => [id ?? '', index]));
    this.#aliases = new Map(state.aliases);
    this.#apart = new Set(state.apart);
    this.#languages = [...state.languages];
    this.#stories = new Map();
    this.#storyOf = [];
    this.#free = [];
    this.#dead = 0;
    this.#nextAge = 0;
    for (const { id, members, square } of state.stories) {
      const story = this.#open(id);
      story.members = [...members];
      story.square = square;
      for (const index of members) this.#storyOf[index] = story;
    }
    for (let index = 0; index < this.#table.size; index++) this.#index.add(index);
  }

  /** Reads the article, and counts its words into the window. */
  #count({ title, text, language }: GroupArticle): TermCounts {
    const counts = readTerms({ title, text, ...(language === undefined ? {} : { language }) });
    for (const hash of counts.keys()) this.#rarity.add(hash);
    this.#rarity.addArticles(primaryLanguage(language), 1);
    return counts;
  }

  /** Takes the article into the table. */
  #learn({ id, title, published, outlet, language }: GroupArticle, counts: TermCounts): number {
    const table = this.#table;
    const primary = primaryLanguage(language);
    const { terms, weights } = toVector(counts, this.#rarity, primary);
    const index = this.#free.pop() ?? table.size;
    table.ids[index] = id;
    table.putVector(index, terms, weights);
    table.times[index] = published?.epochMilliseconds ?? Number.NaN;
    if (published !== undefined) this.#heard = published.epochMilliseconds;
    table.heard[index] = this.#heard;
    table.outlets[index] = outlet === undefined ? 0 : hashText(outlet);
    table.titles[index] = hashText(title.toLowerCase());
    table.languages[index] = this.#languageNumber(primary);
    this.#indexOf.set(id, index);
    return index;
  }

  #languageNumber(language: string | undefined): number {
    if (language === undefined) return 0;
    const found = this.#languages.indexOf(language);
    return found >= 0 ? found : this.#languages.push(language) - 1;
  }

  #open(id: string): StoryState {
    const story: StoryState = { id, members: [], square: 0, age: this.#nextAge++ };
    this.#stories.set(id, story);
    return story;
  }

  #put(index: number, story: StoryState, likeness: Likeness | undefined): void {
    story.square += 1 + 2 * (likeness?.mean ?? 0) * story.members.length;
    story.members.push(index);
    this.#storyOf[index] = story;
  }

  #move(index: number, target: StoryState): void {
    const old = this.#storyOf[index];
    if (old !== undefined)
      this.#setMembers(
        old,
        old.members.filter((member) => member !== index),
      );
    this.#query.open(index);
    this.#put(index, target, target.members.length === 0 ? undefined : this.#likeness(index, target));
    if (old?.members.length === 0) this.#stories.delete(old.id);
  }

  /** Counts the square anew, article by article. */
  #setMembers(story: StoryState, members: readonly number[]): void {
    story.members = [];
    story.square = 0;
    for (const index of members) {
      this.#query.open(index);
      this.#put(index, story, story.members.length === 0 ? undefined : this.#likeness(index, story));
    }
  }

  /** The stories that the article might belong to, best first. */
  #nearStories(index: number): { story: StoryState; likeness: Likeness; score: number }[] {
    const found = new Set<StoryState>();
    for (const other of this.#index.find(index, CANDIDATES)) {
      const story = this.#storyOf[other];
      if (story !== undefined) found.add(story);
    }
    this.#query.open(index);
    return [...found]
      .filter((story) => !this.#isSerial(index, story))
      .map((story) => {
        const likeness = this.#likeness(index, story);
        return { story, likeness, score: joinScore(likeness, this.#window) };
      })
      .sort((a, b) => b.score - a.score || a.story.age - b.story.age);
  }

  /** How the article that the query has open stands to the story. */
  #likeness(index: number, story: StoryState): Likeness {
    const members = story.members.slice(-LOOKED_AT);
    const match: Match = { cosine: 0, numbers: 0 };
    const time = this.#table.times[index] ?? Number.NaN;
    let sum = 0;
    let sharedNumbers = 0;
    let hours: number | undefined;
    this.#query.forgetNumbers();
    let compared = 0;
    for (const member of members) {
      if (member === index) continue;
      compared++;
      this.#query.compare(member, match);
      sum += match.cosine;
      sharedNumbers += match.numbers;
      const apart = Math.abs(time - (this.#table.times[member] ?? Number.NaN)) / HOUR;
      if (!Number.isNaN(apart)) hours = Math.min(hours ?? apart, apart);
    }
    const mean = sum / Math.max(1, compared);
    const size = story.members.length;
    return { mean, centre: (mean * size) / Math.sqrt(Math.max(1, story.square)), size, sharedNumbers, hours };
  }

  /** Whether the article is the next page of a series of which the story holds another. */
  #isSerial(index: number, story: StoryState): boolean {
    const { titles, outlets, times } = this.#table;
    if ((outlets[index] ?? 0) === 0) return false;
    return story.members.some((member) => {
      if (titles[member] !== titles[index] || outlets[member] !== outlets[index]) return false;
      const apart = Math.abs((times[index] ?? Number.NaN) - (times[member] ?? Number.NaN)) / HOUR;
      if (!(apart > SERIAL_HOURS)) return false;
      const match: Match = { cosine: 0, numbers: 0 };
      this.#query.open(index);
      this.#query.compare(member, match);
      return match.cosine < SERIAL_COSINE;
    });
  }

  /** The story has grown: is one of those near by the same? */
  #mergeLate(story: StoryState, near: readonly StoryState[]): readonly Merge[] {
    const merges: Merge[] = [];
    let grown = story;
    for (const other of near.slice(0, 6)) {
      if (other === grown || this.#apart.has(pairKey(grown.id, other.id))) continue;
      if (joinScore(this.#storyLikeness(grown, other), this.#window) < this.bar + this.#margin) continue;
      const [from, into] = grown.age > other.age ? [grown, other] : [other, grown];
      this.#unite(from, into);
      merges.push({ from: from.id, into: into.id });
      grown = into;
    }
    return merges;
  }

  #storyLikeness(a: StoryState, b: StoryState): Likeness {
    const [small, large] = a.members.length <= b.members.length ? [a, b] : [b, a];
    const members = small.members.slice(-LOOKED_AT);
    const all = members.map((index) => {
      this.#query.open(index);
      return this.#likeness(index, large);
    });
    const mean = all.reduce((sum, one) => sum + one.mean, 0) / Math.max(1, all.length);
    const hours = all.flatMap((one) => one.hours ?? []);
    const lengths = Math.sqrt(Math.max(1, small.square) * Math.max(1, large.square));
    return {
      mean,
      centre: (mean * small.members.length * large.members.length) / lengths,
      size: large.members.length,
      sharedNumbers: all.reduce((sum, one) => sum + one.sharedNumbers, 0) / Math.max(1, all.length),
      hours: hours.length === 0 ? undefined : Math.min(...hours),
    };
  }

  #unite(from: StoryState, into: StoryState): void {
    const cross = this.#storyLikeness(from, into).mean * from.members.length * into.members.length;
    into.square += from.square + 2 * cross;
    into.members = [...into.members, ...from.members];
    for (const index of from.members) this.#storyOf[index] = into;
    this.#stories.delete(from.id);
    this.#aliases.set(from.id, into.id);
    for (const key of [...this.#apart]) {
      const [one = '', two = ''] = key.split(' ');
      if (one === from.id || two === from.id) {
        this.#apart.delete(key);
        this.#apart.add(pairKey(into.id, one === from.id ? two : one));
      }
    }
  }

  #sharedTerms(index: number, story: StoryState): readonly { hash: number; weight: number }[] {
    this.#query.open(index);
    const shares = new Map<number, number>();
    const members = story.members.filter((member) => member !== index).slice(-LOOKED_AT);
    for (const member of members)
      for (let at = 0; at < (this.#table.counts[member] ?? 0); at++) {
        const hash = hashOfTerm(this.#table.term(member, at));
        const share = (this.#query.weightOf(hash) * this.#table.weight(member, at)) / members.length;
        if (share > 0) shares.set(hash, (shares.get(hash) ?? 0) + share);
      }
    return [...shares].map(([hash, weight]) => ({ hash, weight })).sort((a, b) => b.weight - a.weight);
  }

  #drop(story: StoryState): void {
    this.#stories.delete(story.id);
    for (const index of story.members) {
      const id = this.#table.ids[index];
      if (id !== undefined) this.#indexOf.delete(id);
      for (let at = 0; at < (this.#table.counts[index] ?? 0); at++)
        this.#rarity.remove(hashOfTerm(this.#table.term(index, at)));
      this.#rarity.addArticles(this.#languages[this.#table.languages[index] ?? 0] || undefined, -1);
      this.#table.ids[index] = undefined;
      this.#storyOf[index] = undefined;
      this.#dead++;
    }
  }

  /** Only when nothing points at a place any more may it be used again. */
  #rebuildIndex(): void {
    this.#index.clear();
    this.#free = [];
    this.#dead = 0;
    for (let index = 0; index < this.#table.size; index++)
      if (this.#table.ids[index] === undefined) this.#free.push(index);
      else this.#index.add(index);
  }
}

function pairKey(a: string, b: string): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}
