import type { Place, PlatformName } from './place.ts';

/** Who did it. */
export interface Person {
  readonly id: string;
  readonly name: string;
  /** Whether they may decide for the place (always true in their own direct messages). */
  readonly mayManage: boolean;
  /** IANA zone, where the platform tells it. */
  readonly zone?: string;
  readonly locale?: string;
}

/** What they did. */
export type Act =
  /** A command in words, as typed after `/digest` or into a direct message. */
  | { readonly kind: 'words'; readonly words: string }
  /** A command whose options the platform has taken apart. */
  | { readonly kind: 'command'; readonly command: string; readonly options: Readonly<Record<string, string>> }
  | { readonly kind: 'button'; readonly action: string; readonly value: string }
  /** A choice from a menu: `value` is the menu's, `chosen` the option's. */
  | { readonly kind: 'menu'; readonly action: string; readonly value: string; readonly chosen: string }
  /** A message to the bot. */
  | { readonly kind: 'message'; readonly text: string };

/** What a person did, as it reaches the core through the inbox. */
export interface Request {
  /** The platform's own id of it: the same id twice is answered once. */
  readonly id: string;
  readonly platform: PlatformName;
  readonly place: Place;
  readonly person: Person;
  readonly act: Act;
}

/** A person is typing a command; what could come next? */
export interface CompletionRequest {
  readonly platform: PlatformName;
  readonly place: Place;
  readonly person: Person;
  readonly command: string;
  readonly option: string;
  readonly typed: string;
}

export interface Choice {
  readonly label: string;
  readonly value: string;
}

/** Seen only by the person who asked, or by all in the place. */
export type Visibility = 'private' | 'public';
