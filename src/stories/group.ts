import { idOf } from '../domain/ids.ts';
import { primaryLanguage } from '../text/language-tag.ts';
import { ArticleTable } from './article-table.ts';
import { CandidateIndex } from './candidates.ts';
import { BAR, joinScore, MERGE_MARGIN, type Reason, reasonsToJoin, WINDOW_HOURS } from './join-score.ts';
import { hoursApart, type Likeness, likenessBetween, likenessTo, sharedTerms } from './likeness.ts';
import { Query } from './query.ts';
import { createRarity, type Rarity } from './rarity.ts';
import { decodeState, encodeState } from './saved-state.ts';
import { StoryBook, type StoryState } from './story-book.ts';
import { hashOfTerm, hashText, type ReadTerms, readTerms } from './terms.ts';
import { toVector } from './vector.ts';

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

/** An article that belongs elsewhere, now that more is known. */
export interface Move {
  readonly article: string;
  readonly story: string;
}

export interface Grouped {
  readonly story: string;
  /** Stories that turned out to be one; `from` stays as another name of `into`. */
  readonly merges: readonly Merge[];
  /** Articles of the calls before that are moved by a second look. */
  readonly moves: readonly Move[];
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
  readonly likeness: Likeness;
  /** The terms (by hash) that it shares with the story, with what each adds to the mean cosine. */
  readonly shared: readonly { readonly hash: number; readonly weight: number }[];
}

/** Articles that the index gives to the closer look. */
const CANDIDATES = 16;
/** Pages of one title by one outlet that far apart are a column, a live blog, a weather report: not one event. */
const SERIAL_HOURS = 12;
const SERIAL_COSINE = 0.9;

/** Stories that are looked at for a late merge, and how far below the bar the article may stand to them. */
const MERGED_AT_MOST = 6;
const MERGE_REACH = 3;

/** Points from the bar within which an article is looked at again; a better story is better by so many. */
const UNCERTAIN = 4;
const MOVE_MARGIN = 0.3;
/** An article whose score has sunk so far below the bar leaves its story. */
const LEAVE_MARGIN = 0.5;

const FEW_POINTS = 2;
const FEW_ARTICLES = 50;

interface Near {
  readonly story: StoryState;
  readonly likeness: Likeness;
  readonly score: number;
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
  #book = new StoryBook(this.#table);
  #languages: string[] = [''];
  #free: number[] = [];
  #dead = 0;
  /** Articles of the last call that joined or stayed alone by little. */
  #uncertain: string[] = [];
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
    return this.addAll([article])[0] ?? { story: '', merges: [], moves: [] };
  }

  addAll(articles: readonly GroupArticle[]): readonly Grouped[] {
    const fresh = new Map<string, ReadTerms>();
    for (const article of articles)
      if (!this.#indexOf.has(article.id) && !fresh.has(article.id))
        fresh.set(article.id, this.#count(article));
    const before = this.#uncertain;
    this.#uncertain = [];
    const merges: Merge[] = [];
    for (const article of articles) {
      const read = fresh.get(article.id);
      if (read !== undefined && !this.#indexOf.has(article.id)) merges.push(...this.#place(article, read));
    }
    const moves = this.#lookAgain(before, merges);
    if (articles.length > 1) this.#lookAgain(this.#uncertain, merges);
    return articles.map(({ id }, at) => ({
      story: this.storyOf(id) ?? '',
      merges: at === 0 ? merges : [],
      moves: at === 0 ? moves : [],
    }));
  }

  #place(article: GroupArticle, read: ReadTerms): readonly Merge[] {
    const index = this.#learn(article, read);
    const near = this.#nearStories(index);
    const best = near[0];
    const bar = this.#barNow();
    const joins = best !== undefined && best.score > bar;
    if (best !== undefined && Math.abs(best.score - bar) < UNCERTAIN) this.#uncertain.push(article.id);
    const story = joins ? best.story : this.#open(article.id);
    this.#book.put(index, story, joins ? best.likeness.mean : 0);
    this.#index.add(index);
    return joins ? this.#mergeLate(story, near) : [];
  }

  /** A story named for its first article; the name may be taken by one that the article has left. */
  #open(article: string): StoryState {
    let id: string = idOf('story', article);
    for (let turn = 1; this.#book.isTaken(id); turn++) id = idOf('story', article, 'split', String(turn));
    return this.#book.open(id);
  }

  /**
   * Those that joined or stayed alone by little are looked at once more, now that others have come: each goes where
   * it belongs more, or out of a story that it does not fit.
   */
  #lookAgain(articles: readonly string[], merges: Merge[]): readonly Move[] {
    const moves: Move[] = [];
    const bar = this.#barNow();
    for (const article of articles) {
      const index = this.#indexOf.get(article);
      const own = index === undefined ? undefined : this.#book.of(index);
      if (index === undefined || own === undefined || this.#book.isFixed(own)) continue;
      const near = this.#nearStories(index).filter(({ story }) => story !== own);
      const best = near.find(({ story }) => !this.#book.isFixed(story));
      const stays = own.members.length === 1 ? bar : this.#scoreInside(index, own);
      let target: StoryState | undefined;
      if (best !== undefined && best.score > Math.max(bar, stays + MOVE_MARGIN)) target = best.story;
      else if (own.members.length > 1 && stays < bar - LEAVE_MARGIN) target = this.#open(article);
      if (target === undefined) continue;
      if (own.members.length === 1) {
        // The whole story goes, and its name with it.
        const [from, into] = own.age > target.age ? [own, target] : [target, own];
        this.#unite(from, into);
        merges.push({ from: from.id, into: into.id });
      } else {
        this.#move(index, target);
        moves.push({ article, story: target.id });
      }
    }
    return moves;
  }

  /** While few articles are known, nobody can tell the names of a town from those of an event: more is asked for. */
  #barNow(): number {
    return this.bar + FEW_POINTS * Math.exp(-this.#rarity.sizes(undefined).seen / FEW_ARTICLES);
  }

  #scoreInside(index: number, own: StoryState): number {
    this.#query.open(index);
    return joinScore(likenessTo(this.#table, this.#query, index, own, true), this.#window);
  }

  restore(article: GroupArticle, story: string): void {
    const target = this.#book.find(story) ?? this.#book.open(this.resolve(story));
    const known = this.#indexOf.get(article.id);
    if (known !== undefined) {
      if (this.#book.of(known) !== target) this.#move(known, target);
      return;
    }
    const index = this.#learn(article, this.#count(article));
    this.#query.open(index);
    this.#book.put(index, target, this.#likeness(index, target).mean);
    this.#index.add(index);
  }

  resolve(story: string): string {
    return this.#book.resolve(story);
  }

  storyOf(article: string): string | undefined {
    const index = this.#indexOf.get(article);
    return index === undefined ? undefined : this.#book.of(index)?.id;
  }

  articlesOf(story: string): readonly string[] {
    return this.#book.idsOf(this.#book.find(story));
  }

  forget(before: Temporal.Instant): void {
    const limit = before.epochMilliseconds;
    for (const story of this.#book.all())
      if (story.members.every((index) => this.#table.heard.get(index) < limit)) this.#drop(story);
    if (this.#dead > 1000 + this.size / 8) this.#rebuildIndex();
  }

  merge(from: string, into: string): void {
    const [a, b] = [this.#book.find(from), this.#book.find(into)];
    if (a === undefined || b === undefined || a === b) return;
    this.#unite(a, b);
    this.#book.fix(b);
  }

  split(story: string, articles: readonly string[]): string {
    const old = this.#book.find(story);
    const moved = articles
      .flatMap((id) => this.#indexOf.get(id) ?? [])
      .filter((index) => this.#book.of(index) === old);
    const first = articles[0];
    if (old === undefined || first === undefined || moved.length === 0) return this.resolve(story);
    const fresh = this.#open(first);
    for (const index of moved) this.#move(index, fresh);
    this.#book.keepApart(old, fresh);
    this.#book.fix(old);
    this.#book.fix(fresh);
    return fresh.id;
  }

  standings(article: string): readonly Standing[] {
    const index = this.#indexOf.get(article);
    const own = index === undefined ? undefined : this.#book.of(index);
    if (index === undefined || own === undefined) return [];
    const near = this.#nearStories(index).filter(({ story }) => story !== own);
    const all =
      own.members.length > 1
        ? [{ story: own, likeness: likenessTo(this.#table, this.#query, index, own, true) }, ...near]
        : near;
    return all.map(({ story, likeness }) => ({
      story: story.id,
      score: joinScore(likeness, this.#window),
      reasons: reasonsToJoin(likeness, this.#window),
      likeness,
      shared: sharedTerms(this.#table, this.#query, index, story),
    }));
  }

  save(): Uint8Array {
    return encodeState({
      table: this.#table,
      rarity: this.#rarity,
      stories: this.#book.all(),
      aliases: this.#book.aliases,
      apart: this.#book.apart,
      languages: this.#languages,
      fixed: this.#book.fixed,
      uncertain: this.#uncertain,
    });
  }

  load(bytes: Uint8Array): void {
    const state = decodeState(bytes);
    this.#table = state.table;
    this.#rarity = state.rarity;
    this.#index = new CandidateIndex(this.#table);
    this.#query = new Query(this.#table);
    this.#indexOf = new Map(state.table.ids.map((id, index) => [id ?? '', index]));
    this.#book = new StoryBook(this.#table, state);
    this.#languages = [...state.languages];
    this.#uncertain = [...state.uncertain];
    this.#free = [];
    this.#dead = 0;
    for (const { id, members, square } of state.stories) {
      const story = this.#book.open(id);
      for (const index of members) this.#book.put(index, story, 0);
      story.square = square;
    }
    for (let index = 0; index < this.#table.size; index++) this.#index.add(index);
  }

  /** Reads the article, and counts its words into the window. */
  #count({ title, text, language }: GroupArticle): ReadTerms {
    const read = readTerms({ title, text, ...(language === undefined ? {} : { language }) });
    for (const term of read.terms) this.#rarity.add(hashOfTerm(term));
    this.#rarity.addArticles(primaryLanguage(language), 1);
    return read;
  }

  /** Takes the article into the table. */
  #learn({ id, title, published, outlet, language }: GroupArticle, read: ReadTerms): number {
    const table = this.#table;
    const primary = primaryLanguage(language);
    const { terms, weights } = toVector(read, this.#rarity, primary);
    const index = this.#free.pop() ?? table.size;
    table.ids[index] = id;
    table.putVector(index, terms, weights);
    table.times.set(index, published?.epochMilliseconds ?? Number.NaN);
    if (published !== undefined) this.#heard = published.epochMilliseconds;
    table.heard.set(index, this.#heard);
    table.outlets.set(index, outlet === undefined ? 0 : hashText(outlet));
    table.titles.set(index, hashText(title.toLowerCase()));
    table.languages.set(index, this.#languageNumber(primary));
    table.weekdays.set(index, read.weekdays);
    table.years.set(index, published === undefined ? read.year : yearOf(published));
    this.#indexOf.set(id, index);
    return index;
  }

  #languageNumber(language: string | undefined): number {
    if (language === undefined) return 0;
    const found = this.#languages.indexOf(language);
    return found >= 0 ? found : this.#languages.push(language) - 1;
  }

  #move(index: number, target: StoryState): void {
    const old = this.#book.of(index);
    this.#query.open(index);
    if (old !== undefined)
      this.#book.take(index, likenessTo(this.#table, this.#query, index, old, true).mean);
    this.#book.put(index, target, this.#likeness(index, target).mean);
  }

  /** How the article that the query has open stands to the story. */
  #likeness(index: number, story: StoryState): Likeness {
    return likenessTo(this.#table, this.#query, index, story);
  }

  /** The stories that the article might belong to, best first. */
  #nearStories(index: number): Near[] {
    const found = new Set<StoryState>();
    for (const other of this.#index.find(index, CANDIDATES)) {
      const story = this.#book.of(other);
      if (story !== undefined) found.add(story);
    }
    this.#query.open(index);
    const near: Near[] = [];
    for (const story of found) {
      if (this.#isSerial(index, story)) continue;
      const likeness = this.#likeness(index, story);
      near.push({ story, likeness, score: joinScore(likeness, this.#window) });
    }
    return near.sort((a, b) => b.score - a.score || a.story.age - b.story.age);
  }

  /** Whether the article is the next page of a series of which the story holds another. */
  #isSerial(index: number, story: StoryState): boolean {
    const { titles, outlets } = this.#table;
    if (outlets.get(index) === 0) return false;
    return story.members.some((member) => {
      if (titles.get(member) !== titles.get(index) || outlets.get(member) !== outlets.get(index))
        return false;
      if ((hoursApart(this.#table, index, member) ?? 0) <= SERIAL_HOURS) return false;
      const match = { cosine: 0, peak: 0, numbers: 0, otherNames: false };
      this.#query.compare(member, match);
      return match.cosine < SERIAL_COSINE;
    });
  }

  /** The story has grown: is one of those near by the same? */
  #mergeLate(story: StoryState, near: readonly Near[]): readonly Merge[] {
    const merges: Merge[] = [];
    let grown = story;
    for (const { story: other, score } of near.slice(0, MERGED_AT_MOST)) {
      if (other === grown || score < this.bar - MERGE_REACH || this.#book.areApart(grown, other)) continue;
      const likeness = likenessBetween(this.#table, this.#query, grown, other);
      if (joinScore(likeness, this.#window) < this.#barNow() + this.#margin) continue;
      const [from, into] = grown.age > other.age ? [grown, other] : [other, grown];
      this.#book.unite(from, into, likeness.mean);
      merges.push({ from: from.id, into: into.id });
      grown = into;
    }
    return merges;
  }

  #unite(from: StoryState, into: StoryState): void {
    this.#book.unite(from, into, likenessBetween(this.#table, this.#query, from, into).mean);
  }

  #drop(story: StoryState): void {
    this.#book.close(story);
    for (const index of story.members) {
      const id = this.#table.ids[index];
      if (id !== undefined) this.#indexOf.delete(id);
      for (let at = 0; at < this.#table.counts.get(index); at++)
        this.#rarity.remove(hashOfTerm(this.#table.term(index, at)));
      this.#rarity.addArticles(this.#languages[this.#table.languages.get(index)] || undefined, -1);
      this.#table.ids[index] = undefined;
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

function yearOf(time: Temporal.Instant): number {
  return Math.max(0, time.toZonedDateTimeISO('UTC').year);
}
