import type { Quotation } from './digest.ts';
import type { StoryId } from './ids.ts';

/** A run of the bot's own words, or of a source's where it says so. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string; readonly bold?: boolean }
  /** Words of a source (an outlet's name, a headline): shown as they are, never read as markup. */
  | { readonly kind: 'quoted'; readonly text: string; readonly bold?: boolean }
  /** Only http(s) addresses; `text` names the target and is unique in the message. */
  | { readonly kind: 'link'; readonly text: string; readonly href: string; readonly bold?: boolean }
  /** A moment, shown by the platform as a live age ("3 hours ago"). `fallback` is the same in plain words. */
  | { readonly kind: 'age'; readonly at: Temporal.Instant; readonly fallback: string }
  | { readonly kind: 'code'; readonly text: string };

/** What a button or a menu says back: `action` of ux.md (`digest.more`, `story.open`, …), `value` the id. */
export interface Button {
  readonly kind: 'button';
  readonly action: string;
  readonly value: string;
  readonly label: string;
}

export interface Menu {
  readonly kind: 'menu';
  readonly action: string;
  /** Goes back with the chosen option (the digest's id). */
  readonly value: string;
  readonly placeholder: string;
  readonly options: readonly { readonly label: string; readonly value: string }[];
}

/** One story: headline, sentences, difference, who and when; each line has its fixed place. */
export interface StoryBlock {
  readonly kind: 'story';
  readonly story: StoryId;
  /** Absent when the message has only one story. */
  readonly number?: number;
  /** A word before the headline that ends in a colon (`Update:`); absent for a new story. */
  readonly label?: string;
  readonly headline: string;
  readonly link?: string;
  readonly sentences: readonly Quotation[];
  /** Shown as an outlet in brackets after each sentence (the long form). */
  readonly outletPerSentence?: boolean;
  readonly difference?: { readonly label: string; readonly quotation: Quotation };
  readonly byline: readonly Inline[];
}

export type Block =
  | { readonly kind: 'title'; readonly text: string }
  /** The bot speaking small: a grey line. */
  | { readonly kind: 'note'; readonly content: readonly Inline[] }
  /** The bot speaking in an answer: a paragraph; a line break is a `\n` in a text. */
  | { readonly kind: 'line'; readonly content: readonly Inline[] }
  /** Sentences of a source by themselves (the answer to `summarize`). */
  | { readonly kind: 'quotations'; readonly quotations: readonly Quotation[] }
  | StoryBlock
  | { readonly kind: 'divider' }
  | { readonly kind: 'controls'; readonly buttons: readonly Button[]; readonly menu?: Menu };

/** A digest or a reply, platform-neutral. A renderer lays it out and may split it between stories. */
export interface Message {
  /** The title that a further part repeats in its grey line ("News digest, part 2 of 2"). */
  readonly title: string;
  readonly locale: string;
  readonly blocks: readonly Block[];
}

/** A value that survives JSON unchanged. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** One post: what the platform gets, as sent, and the same in plain words. */
export interface Part {
  readonly payload: { readonly [key: string]: Json };
  /** What a notification and a screen reader get; no addresses. */
  readonly text: string;
  /** The stories that this part carries: they count as told once it was posted. */
  readonly stories: readonly StoryId[];
  /** The sentences that this part quotes, in their order: the playground's Reader shows where each one stands. */
  readonly quotations: readonly Quotation[];
  /** How much of the platform's limits it uses, in words (`17 of 50 blocks`). */
  readonly usage: string;
}
