import { dayTimeOf } from './times.ts';
import type {
  PlatformName,
  WireChange,
  WireClock,
  WireCommand,
  WireEntry,
  WirePlace,
  WirePlatform,
  WireState,
} from './wire.ts';

export type ReaderTab = 'source' | 'payload' | 'text';

/** One message, and the sentence of it that the Reader shows. */
export interface Target {
  readonly platform: PlatformName;
  readonly place: string;
  readonly entry: string;
  /** Counted from 0 in the message's quotations. */
  readonly sentence: number;
}

export interface PageState {
  readonly clock: WireClock;
  readonly commands: readonly WireCommand[];
  readonly platforms: readonly WirePlatform[];
  /** The place that each pane shows. */
  readonly shown: Readonly<Record<PlatformName, string>>;
  /** The pane that was used last: `/` leads to its box. */
  readonly lastUsed: PlatformName;
  /** What a phone shows: the last used pane, or the Reader. */
  readonly reading: boolean;
  readonly reader: { readonly open: boolean; readonly tab: ReaderTab; readonly target?: Target };
  /** Posts that were not announced yet. */
  readonly news: readonly {
    readonly platform: PlatformName;
    readonly place: string;
    readonly asked: boolean;
  }[];
}

export type Action =
  | { readonly do: 'load'; readonly state: WireState }
  | { readonly do: 'change'; readonly change: WireChange }
  | { readonly do: 'tick'; readonly clock: WireClock }
  | { readonly do: 'show'; readonly platform: PlatformName; readonly place: string }
  | { readonly do: 'use'; readonly platform: PlatformName }
  | { readonly do: 'read'; readonly target: Target; readonly tab?: ReaderTab }
  | { readonly do: 'reader'; readonly open: boolean }
  | { readonly do: 'reader tab'; readonly tab: ReaderTab }
  | { readonly do: 'announced' };

export function firstState(wire: WireState): PageState {
  return {
    ...wire,
    shown: { slack: firstPlace(wire, 'slack'), discord: firstPlace(wire, 'discord') },
    lastUsed: 'slack',
    reading: false,
    reader: { open: false, tab: 'source' },
    news: [],
  };
}

function firstPlace(wire: WireState, name: PlatformName): string {
  return wire.platforms.find((platform) => platform.name === name)?.places[0]?.id ?? '';
}

export function reduce(state: PageState, action: Action): PageState {
  switch (action.do) {
    case 'load':
      return { ...state, ...action.state };
    case 'change':
      return changed(state, action.change);
    case 'tick':
      return { ...state, clock: action.clock };
    case 'show':
      return { ...use(state, action.platform), shown: { ...state.shown, [action.platform]: action.place } };
    case 'use':
      return use(state, action.platform);
    case 'read':
      return {
        ...state,
        reading: true,
        reader: { open: true, tab: action.tab ?? state.reader.tab, target: action.target },
      };
    case 'reader':
      return { ...state, reading: action.open, reader: openReader(state, action.open) };
    case 'reader tab':
      return { ...state, reader: { ...state.reader, tab: action.tab } };
    case 'announced':
      return { ...state, news: [] };
  }
}

function use(state: PageState, platform: PlatformName): PageState {
  return { ...state, lastUsed: platform, reading: false };
}

/** The Reader opens on the newest message with a quotation of the pane that was used last. */
function openReader(state: PageState, open: boolean): PageState['reader'] {
  const { reader, lastUsed, shown } = state;
  if (!open || reader.target !== undefined) return { ...reader, open };
  const place = shown[lastUsed];
  const entries = placeOf(state, lastUsed, place)?.entries ?? [];
  const entry =
    entries.findLast(({ part }) => part !== undefined && part.quotations.length > 0) ??
    entries.findLast(({ part }) => part !== undefined);
  if (entry === undefined) return { ...reader, open };
  return { ...reader, open, target: { platform: lastUsed, place, entry: entry.id, sentence: 0 } };
}

function changed(state: PageState, { platform, place, entry }: WireChange): PageState {
  let added = false;
  let answered = false;
  const upsert = (entries: readonly WireEntry[]) => {
    const at = entries.findIndex((each) => each.id === entry.id);
    added = at < 0;
    answered = entries.at(-1)?.from === 'person';
    return added ? [...entries, entry] : entries.with(at, entry);
  };
  const platforms = state.platforms.map((each) =>
    each.name !== platform
      ? each
      : {
          ...each,
          places: each.places.map((known) =>
            known.id === place ? { ...known, entries: upsert(known.entries) } : known,
          ),
        },
  );
  const told = added && entry.from === 'bot';
  const asked = answered || entry.asked !== undefined || entry.visibility === 'private';
  return { ...state, platforms, news: told ? [...state.news, { platform, place, asked }] : state.news };
}

export function placeOf(state: PageState, platform: PlatformName, id: string): WirePlace | undefined {
  return state.platforms.find(({ name }) => name === platform)?.places.find((place) => place.id === id);
}

export function entryOf(state: PageState, target: Target | undefined): WireEntry | undefined {
  if (target === undefined) return undefined;
  const place = placeOf(state, target.platform, target.place);
  return place?.entries.find((entry) => entry.id === target.entry);
}

export const platformLabel: Readonly<Record<PlatformName, string>> = { slack: 'Slack', discord: 'Discord' };

export function placeLabel(place: Pick<WirePlace, 'kind' | 'name'>): string {
  return place.kind === 'channel' ? `# ${place.name}` : 'Direct message';
}

/** Every message of both panes and what to call it, newest first. */
export function messagesOf(state: PageState): readonly { readonly target: Target; readonly label: string }[] {
  const all = state.platforms.flatMap(({ name, places }) =>
    places.flatMap((place) =>
      place.entries.flatMap(({ id, at, part }) => {
        if (part === undefined) return [];
        const when = `${platformLabel[name]}, ${placeLabel(place)}, ${dayTimeOf(at, state.clock.zone)}`;
        const target = { platform: name, place: place.id, entry: id, sentence: 0 };
        return [{ at, target, label: `${when}: ${part.text.split('\n')[0] ?? ''}` }];
      }),
    ),
  );
  return all.toSorted((left, right) => right.at.localeCompare(left.at));
}
