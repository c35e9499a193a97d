import { idOf } from '../../domain/ids.ts';
import type { Json } from '../../domain/message.ts';
import { type Place, placeKey } from '../../domain/place.ts';
import { LIMITS } from './limits.ts';

/** Between what a control says and the key that its post carries; in none of both. */
const MARK = '~';
/** Components are numbered by whole numbers of 31 bits; small ones are left for Discord's own counting. */
const HIGHEST_ID = 2 ** 31 - 1;
const LOWEST_ID = 2 ** 16;

/** For `nonce`: at most 25 characters, the same for each attempt at one part in one place. */
export function nonceOf(place: Place, key: string): string {
  return idOf('nonce', placeKey(place), key);
}

/**
 * A message's components with the key in them: in the `custom_id` of each control, and, for parts without controls,
 * as the `id` of the outermost component (docs/decisions/0020). Discord keeps and returns both.
 */
export function withKey(components: Json | undefined, key: string): Json {
  if (!isList(components)) return [];
  return components.map((component, index) => {
    const marked = markControls(component, key);
    return index === 0 && isObject(marked) ? { ...marked, id: idOfKey(key) } : marked;
  });
}

/** Whether these are the components of the post that carries the key. */
export function carriesKey(components: Json | undefined, key: string): boolean {
  if (!isList(components)) return false;
  const [first] = components;
  if (isObject(first) && first['id'] === idOfKey(key)) return true;
  return controlIds(components).some((id) => id.endsWith(MARK + key));
}

/** What a control says, without the key of its post. */
export function withoutKey(customId: string): string {
  const mark = customId.lastIndexOf(MARK);
  return mark < 0 ? customId : customId.slice(0, mark);
}

function markControls(json: Json, key: string): Json {
  if (isList(json)) return json.map((each) => markControls(each, key));
  if (!isObject(json)) return json;
  const marked = Object.entries(json).map(([name, value]) => [
    name,
    name === 'custom_id' && typeof value === 'string' ? markId(value, key) : markControls(value, key),
  ]);
  return Object.fromEntries(marked) as Json;
}

function markId(customId: string, key: string): string {
  const marked = customId + MARK + key;
  return marked.length > LIMITS.customId ? customId : marked;
}

function controlIds(json: Json): readonly string[] {
  if (isList(json)) return json.flatMap(controlIds);
  if (!isObject(json)) return [];
  const { custom_id } = json;
  return [...(typeof custom_id === 'string' ? [custom_id] : []), ...Object.values(json).flatMap(controlIds)];
}

function idOfKey(key: string): number {
  const hash = Number.parseInt(idOf('component', key).slice(0, 9), 36);
  return LOWEST_ID + (hash % (HIGHEST_ID - LOWEST_ID));
}

function isList(json: Json | undefined): json is readonly Json[] {
  return Array.isArray(json);
}

function isObject(json: Json | undefined): json is { readonly [key: string]: Json } {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
