import type { Part } from '../../domain/message.ts';
import type { Visibility } from '../../domain/request.ts';

/** One line of a place's transcript: what the bot posted or answered, or what the person said. */
export type Entry = {
  /** Unique in its platform; the `message` of a receipt. */
  readonly id: string;
  readonly at: Temporal.Instant;
  readonly visibility: Visibility;
} & (
  | {
      readonly from: 'bot';
      readonly part: Part;
      /** What the person had typed or pressed, when this is the answer to it. */
      readonly asked?: string;
      readonly edited?: boolean;
    }
  | { readonly from: 'person'; readonly text: string }
);

/** An entry that has no id yet. */
export type Draft = Entry extends infer Each ? (Each extends Entry ? Omit<Each, 'id'> : never) : never;

export type Listener = (placeId: string, entry: Entry) => void;

/** What stands in the places of one platform, in the order in which it came. */
export interface Transcript {
  entries(placeId: string): readonly Entry[];
  entry(placeId: string, id: string): Entry | undefined;
  append(placeId: string, draft: Draft): Entry;
  replace(placeId: string, entry: Entry): void;
  onChange(listener: Listener): () => void;
}

export function createTranscript(placeIds: readonly string[]): Transcript {
  const places = new Map<string, Entry[]>(placeIds.map((id) => [id, []]));
  const listeners = new Set<Listener>();
  let count = 0;

  const tell = (placeId: string, entry: Entry) => {
    for (const listener of listeners) listener(placeId, entry);
  };
  const entry = (placeId: string, id: string) => places.get(placeId)?.find((each) => each.id === id);

  return {
    entries: (placeId) => places.get(placeId) ?? [],
    entry,
    append(placeId, draft) {
      count += 1;
      const added: Entry = { ...draft, id: `m${count}` };
      places.get(placeId)?.push(added);
      tell(placeId, added);
      return added;
    },
    replace(placeId, changed) {
      const list = places.get(placeId) ?? [];
      const at = list.findIndex((each) => each.id === changed.id);
      if (at < 0) return;
      list[at] = changed;
      tell(placeId, changed);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
