import type { Json, JsonObject } from './wire.ts';

/** Ways to look into a payload, which may hold anything. */
export function text(json: Json | undefined): string {
  return typeof json === 'string' ? json : '';
}

export function object(json: Json | undefined): JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as JsonObject) : {};
}

export function objects(json: Json | undefined): readonly JsonObject[] {
  return Array.isArray(json) ? json.map(object) : [];
}
