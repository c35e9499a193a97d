import type { Part } from '../../domain/message.ts';
import type { Place, PlatformName } from '../../domain/place.ts';
import type { Act, Choice, Person } from '../../domain/request.ts';
import type { ChatPlatform, Inbox, Render, Reply } from '../../ports/chat-platform.ts';
import { renderDiscord } from '../discord/render.ts';
import { renderSlack } from '../slack/render.ts';
import { pressOf } from './controls.ts';
import { createTranscript, type Entry, type Listener } from './transcript.ts';

export interface PlaygroundPlatformOptions {
  now(): Temporal.Instant;
  /** IANA zone of the person at the page; unset: the platform tells none. */
  readonly zone?: string;
  /** Address of an entry on the page, so that a digest can link to an earlier one; unset: receipts have no link. */
  readonly linkTo?: (place: Place, entryId: string) => string | undefined;
}

/** What the person at the page does. */
export type PlaygroundAct =
  /** Text of the command box: a command when it starts with `/`, otherwise a message. */
  | { readonly kind: 'typed'; readonly text: string }
  /** A button or menu of an entry, by its `action_id` (Slack) or `custom_id` (Discord). */
  | { readonly kind: 'pressed'; readonly entry: string; readonly control: string; readonly chosen?: string };

/** A platform in memory: the port, and what the page needs of it. */
export interface PlaygroundPlatform extends ChatPlatform {
  /** The channel `news` and the direct message. */
  places(): readonly Place[];
  transcript(placeId: string): readonly Entry[];
  /** Hears of every new or changed entry; returns how to end it. */
  onChange(listener: Listener): () => void;
  /** Resolves when it has been answered. Throws for a place or control that is not there. */
  act(placeId: string, act: PlaygroundAct): Promise<void>;
  complete(placeId: string, command: string, option: string, typed: string): Promise<readonly Choice[]>;
}

const renderers: Readonly<Record<PlatformName, Render>> = { slack: renderSlack, discord: renderDiscord };

/** Stands in for Slack or Discord: holds what was posted, shows what they would show, and forgets it at the end. */
export function createPlaygroundPlatform(
  name: PlatformName,
  options: PlaygroundPlatformOptions,
): PlaygroundPlatform {
  const { now } = options;
  const places = placesOf(name);
  const transcript = createTranscript(places.map((place) => place.id));
  const entryOfKey = new Map<string, string>();
  let inbox: Inbox | undefined;
  let requests = 0;

  const receiptOf = (place: Place, entry: string) => {
    const link = options.linkTo?.(place, entry);
    return { channel: place.id, message: entry, ...(link === undefined ? {} : { link }) };
  };

  const placeOf = (id: string): Place => {
    const place = places.find((each) => each.id === id);
    if (place === undefined) throw new Error(`The playground has no place "${id}" on ${name}.`);
    return place;
  };

  const person: Person = {
    id: 'you',
    name: 'you',
    mayManage: true,
    ...(options.zone === undefined ? {} : { zone: options.zone }),
  };

  const ask = async (place: Place, act: Act, asked: string | undefined) => {
    if (inbox === undefined) throw new Error('The playground is not running.');
    requests += 1;
    const id = `playground-${name}-${now().epochMilliseconds}-${requests}`;
    const reply = replyTo(place, act, asked);
    await inbox.handle({ id, platform: name, place, person, act }, reply);
  };

  /** A second answer takes the place of the first: part for part, and what is left over is added. */
  const replyTo = (place: Place, act: Act, asked: string | undefined): Reply => {
    let shown: readonly string[] = [];
    return {
      whyNotPost: async () => undefined,
      async send(message, wanted) {
        // A message is answered by a message: there is nobody else to hide it from.
        const visibility = act.kind === 'message' ? 'public' : wanted;
        const parts = renderers[name](message);
        shown = parts.map((part, index) => {
          const entry = { at: now(), visibility, from: 'bot' as const, part };
          const earlier = shown[index];
          if (earlier === undefined) {
            const ask = index === 0 && asked !== undefined ? { asked } : {};
            return transcript.append(place.id, { ...entry, ...ask }).id;
          }
          const before = transcript.entry(place.id, earlier);
          if (before?.from === 'bot') transcript.replace(place.id, { ...before, visibility, part });
          return earlier;
        });
      },
    };
  };

  const typed = (place: Place, text: string): Promise<void> => {
    if (text.startsWith('/')) {
      const words = text
        .slice(1)
        .replace(/^digest\b/, '')
        .trim();
      return ask(place, { kind: 'words', words }, text);
    }
    transcript.append(place.id, { at: now(), visibility: 'public', from: 'person', text });
    // In a channel the bot hears nothing that is not addressed to it.
    return place.kind === 'person' ? ask(place, { kind: 'message', text }, undefined) : Promise.resolve();
  };

  const pressed = (place: Place, entryId: string, control: string, chosen: string | undefined) => {
    const entry = transcript.entry(place.id, entryId);
    const press = entry?.from === 'bot' ? pressOf(name, entry.part.payload, control, chosen) : undefined;
    if (press === undefined) throw new Error('This button is no longer there.');
    return ask(place, press.act, press.label);
  };

  const changed = (part: Part, entry: Extract<Entry, { from: 'bot' }>): Entry => ({
    ...entry,
    part,
    edited: true,
  });

  return {
    name,
    async start(newInbox) {
      inbox = newInbox;
    },
    async stop() {
      inbox = undefined;
    },
    async post(place, part, key) {
      if (!places.some((each) => each.id === place.id)) {
        return { kind: 'gone', reason: `The playground has no place "${place.name ?? place.id}".` };
      }
      const entry = transcript.append(place.id, { at: now(), visibility: 'public', from: 'bot', part });
      entryOfKey.set(`${place.id}/${key}`, entry.id);
      return { kind: 'posted', receipt: receiptOf(place, entry.id) };
    },
    async find(place, key, since) {
      const entry = transcript.entry(place.id, entryOfKey.get(`${place.id}/${key}`) ?? '');
      const found = entry !== undefined && Temporal.Instant.compare(entry.at, since) >= 0;
      return found ? { kind: 'found', receipt: receiptOf(place, entry.id) } : { kind: 'absent' };
    },
    async update(receipt, part) {
      const place = places.find((each) => each.id === receipt.channel);
      const entry = place === undefined ? undefined : transcript.entry(place.id, receipt.message);
      if (place === undefined || entry?.from !== 'bot') {
        return { kind: 'gone', reason: 'The message is not there any more.' };
      }
      transcript.replace(place.id, changed(part, entry));
      return { kind: 'posted', receipt: receiptOf(place, entry.id) };
    },
    places: () => places,
    transcript: (placeId) => transcript.entries(placeId),
    onChange: (listener) => transcript.onChange(listener),
    async act(placeId, act) {
      const place = placeOf(placeId);
      if (act.kind === 'typed') await typed(place, act.text.trim());
      else await pressed(place, act.entry, act.control, act.chosen);
    },
    async complete(placeId, command, option, typedSoFar) {
      const place = placeOf(placeId);
      if (inbox === undefined) return [];
      return inbox.complete({ platform: name, place, person, command, option, typed: typedSoFar });
    },
  };
}

/** Each pane is a workspace of its own, as two real platforms are: neither lists the other's digests. */
function placesOf(platform: PlatformName): readonly Place[] {
  const workspace = `playground-${platform}`;
  return [
    { platform, workspace, kind: 'channel', id: 'news', name: 'news' },
    { platform, workspace, kind: 'person', id: 'you', name: 'you' },
  ];
}
