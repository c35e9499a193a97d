/** What goes over the wire between server and page: plain JSON, instants as ISO 8601. */

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

export type PlatformName = 'slack' | 'discord';

export interface WireQuotation {
  readonly article: string;
  readonly outlet: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** One line of a transcript. The same id again replaces what was there. */
export interface WireEntry {
  readonly id: string;
  readonly at: string;
  readonly visibility: 'private' | 'public';
  readonly from: 'bot' | 'person';
  /** Of a person. */
  readonly said?: string;
  /** Of the bot: what the person had typed or pressed. */
  readonly asked?: string;
  readonly edited?: boolean;
  /** Of the bot: the message as sent. */
  readonly part?: {
    readonly payload: JsonObject;
    readonly text: string;
    readonly usage: string;
    readonly quotations: readonly WireQuotation[];
  };
}

export interface WirePlace {
  readonly id: string;
  readonly kind: 'channel' | 'person';
  readonly name: string;
  readonly entries: readonly WireEntry[];
}

export interface WirePlatform {
  readonly name: PlatformName;
  readonly places: readonly WirePlace[];
}

export interface WireClock {
  readonly now: string;
  readonly zone: string;
  readonly nextSlot?: string;
}

export interface WireOption {
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
  readonly completes: boolean;
}

export interface WireCommand {
  readonly name: string;
  readonly description: string;
  readonly example: string;
  readonly options: readonly WireOption[];
}

/** `GET /api/state`, and the event `state` with which the stream begins: everything the page draws. */
export interface WireState {
  readonly clock: WireClock;
  readonly commands: readonly WireCommand[];
  readonly platforms: readonly WirePlatform[];
}

/** The event `entry` of `GET /api/events`; the others are `state` and `clock`. */
export interface WireChange {
  readonly platform: PlatformName;
  readonly place: string;
  readonly entry: WireEntry;
}

/** `GET /api/articles/ID`. */
export interface WireArticle {
  readonly title: string;
  readonly outlet: string;
  readonly link?: string;
  readonly text: string;
  readonly published?: string;
  readonly language?: string;
}

export interface WireChoice {
  readonly label: string;
  readonly value: string;
}

/** `POST /api/act`. */
export type WireAct = {
  readonly platform: PlatformName;
  readonly place: string;
} & (
  | { readonly typed: string }
  | { readonly entry: string; readonly control: string; readonly chosen?: string }
);

/** `POST /api/complete`, answered by a list of WireChoice. */
export interface WireCompletion {
  readonly platform: PlatformName;
  readonly place: string;
  readonly command: string;
  readonly option: string;
  readonly typed: string;
}

/** `POST /api/clock`, answered by the new WireClock. */
export interface WireMove {
  readonly to: 'next-slot' | 'next-hour';
}
