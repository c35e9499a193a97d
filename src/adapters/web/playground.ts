import type { CommandSpec } from '../../domain/command-spec.ts';
import type { ArticleId } from '../../domain/ids.ts';
import type { Part } from '../../domain/message.ts';
import type { Place, PlatformName } from '../../domain/place.ts';
import type { Choice, Visibility } from '../../domain/request.ts';

/** One line of a place's transcript, as the page shows it. The same id again replaces what was there. */
export type TranscriptEntry = {
  readonly id: string;
  readonly at: Temporal.Instant;
  readonly visibility: Visibility;
} & (
  | { readonly from: 'bot'; readonly part: Part; readonly asked?: string; readonly edited?: boolean }
  | { readonly from: 'person'; readonly text: string }
);

/** What the person at the page does; controls are named by their `action_id` or `custom_id`. */
export type PageAct =
  | { readonly kind: 'typed'; readonly text: string }
  | { readonly kind: 'pressed'; readonly entry: string; readonly control: string; readonly chosen?: string };

/** One pane of the page. Calls for a place or an entry that is not there throw with one sentence. */
export interface Pane {
  readonly name: PlatformName;
  places(): readonly Place[];
  transcript(placeId: string): readonly TranscriptEntry[];
  /** Hears of every new or changed entry; returns how to end it. */
  onChange(listener: (placeId: string, entry: TranscriptEntry) => void): () => void;
  act(placeId: string, act: PageAct): Promise<void>;
  complete(placeId: string, command: string, option: string, typed: string): Promise<readonly Choice[]>;
}

/** The clock of the page, which only moves forward. */
export interface PlaygroundClock {
  now(): Temporal.Instant;
  /** IANA name of the zone in which the page says the time. */
  readonly zone: string;
  /** The next instant at which any subscription is due. */
  nextSlot(): Promise<Temporal.Instant | undefined>;
  /** Moves the clock and lets everything that is due happen; resolves when it has happened. */
  moveTo(instant: Temporal.Instant): Promise<void>;
}

/** A stored article, as the Reader shows it; offsets of quotations count in `text`. */
export interface ReaderArticle {
  readonly title: string;
  readonly outlet: string;
  readonly link?: string;
  readonly text: string;
  readonly published?: Temporal.Instant;
  readonly language?: string;
}

/** Everything that the page needs of the program. */
export interface Playground {
  readonly platforms: readonly Pane[];
  readonly clock: PlaygroundClock;
  readonly specs: readonly CommandSpec[];
  article(id: ArticleId): Promise<ReaderArticle | undefined>;
}
