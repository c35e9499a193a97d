import type { CommandSpec } from '../domain/command-spec.ts';
import type { FindOutcome, PostOutcome, Receipt } from '../domain/delivery.ts';
import type { Message, Part } from '../domain/message.ts';
import type { Place, PlatformName } from '../domain/place.ts';
import type { Choice, CompletionRequest, Request, Visibility } from '../domain/request.ts';

/** How a request is answered. The adapter has acknowledged it before the inbox sees it. */
export interface Reply {
  /** The answer; a second call replaces what the first one said. Throws when the platform did not take it. */
  send(message: Message, visibility: Visibility): Promise<void>;
  /**
   * Why the bot could not post in the place of the request, in a sentence or two that say what to grant; undefined
   * when it can. Throws when the platform cannot be asked.
   */
  whyNotPost(): Promise<string | undefined>;
}

/** Where requests arrive. Neither call throws: a fault of ours is answered in one sentence and logged. */
export interface Inbox {
  handle(request: Request, reply: Reply): Promise<void>;
  /** At most 25 choices, best first, within 3 seconds. */
  complete(request: CompletionRequest): Promise<readonly Choice[]>;
  /** Somebody has installed the bot, or opened it for the first time: they are greeted once, privately. */
  installed(by: Place): Promise<void>;
  /** Whether the answer to this will be private; the platform may have to know it before the answer. */
  visibility(command: string): Visibility;
}

/** One chat platform: the smallest thing that a digest needs to reach people and be answered by them. */
export interface ChatPlatform {
  readonly name: PlatformName;
  /** Connects, publishes the commands when they changed, and hands what people do to the inbox. */
  start(inbox: Inbox, specs: readonly CommandSpec[]): Promise<void>;
  /** Takes nothing more and lets what is under way end. */
  stop(): Promise<void>;
  /** Posts one part; `key` is found again by `find`. */
  post(place: Place, part: Part, key: string): Promise<PostOutcome>;
  /** Looks for a post that carries `key`, sent at or after `since`. */
  find(place: Place, key: string, since: Temporal.Instant): Promise<FindOutcome>;
  /** Replaces what stands under a receipt. */
  update(receipt: Receipt, part: Part): Promise<PostOutcome>;
}

/** Lays a message out for one platform: one part, or several cut between stories. Pure. */
export type Render = (message: Message) => readonly Part[];
