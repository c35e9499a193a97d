import { COMPONENTS_V2, LIMITS } from '../../../src/adapters/discord/limits.ts';
import type { Json, Part } from '../../../src/domain/message.ts';
import { AGE } from '../../wording/messages.ts';

type JsonObject = { readonly [key: string]: Json };

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listOf(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** Every component of a body, nested ones too, in order. */
export function componentsOf(part: Part): readonly JsonObject[] {
  const flat = (component: JsonObject): readonly JsonObject[] => [
    component,
    ...listOf(component['components']).flatMap(flat),
  ];
  return listOf(part.payload['components']).flatMap(flat);
}

export function contentsOf(part: Part): readonly string[] {
  return componentsOf(part).flatMap(({ type, content }) => (type === 10 ? [String(content)] : []));
}

/** Our own marks, and what is escaped, in the order in which Discord reads them. */
const MARKS = /\\([^A-Za-z0-9\s])|`([^`]*)`|(<t:-?\d+:R>)|\]\(https?:[^()\s]*\)|\*\*|\[|^(?:#{2,3}|-#|>) /gm;

/** Markdown as Discord reads it: without our marks, escapes undone. */
function readMarkdown(markdown: string): string {
  return markdown.replace(MARKS, (_, escaped?: string, code?: string, age?: string) =>
    age === undefined ? (escaped ?? code ?? '') : AGE,
  );
}

/** What a reader of Discord sees of a part, controls apart. */
export function drawnWords(part: Part): string {
  return contentsOf(part).map(readMarkdown).join(' ');
}

/** What Discord would refuse in a body, in words; empty when it would take it. */
export function complaints(part: Part): readonly string[] {
  const components = componentsOf(part);
  const characters = contentsOf(part).join('').length;
  const ids = components.flatMap(({ custom_id }) => (custom_id === undefined ? [] : [String(custom_id)]));
  const found: string[] = [];
  const check = (holds: boolean, words: string) => {
    if (!holds) found.push(words);
  };
  check(part.payload['flags'] === COMPONENTS_V2, 'flags');
  check(JSON.stringify(part.payload['allowed_mentions']) === '{"parse":[]}', 'mentions');
  check(part.payload['content'] === undefined, 'content beside components');
  check(components.length <= 40, `${components.length} components`);
  check(characters <= LIMITS.text, `${characters} characters`);
  check(JSON.stringify(part.payload).isWellFormed(), 'half characters');
  check(new Set(ids).size === ids.length, 'custom_id twice');
  for (const component of components)
    check(isTaken(component), `refused: ${JSON.stringify(component).slice(0, 200)}`);
  return found;
}

function isTaken({ type, content, components, label, custom_id, placeholder, options }: JsonObject): boolean {
  const within = (words: Json | undefined, limit: number) =>
    typeof words === 'string' && words !== '' && words.length <= limit;
  const inside = listOf(components);
  switch (type) {
    case 1:
      return inside.length >= 1 && inside.length <= (inside[0]?.['type'] === 3 ? 1 : 5);
    case 2:
      return within(label, 80) && within(custom_id, 100);
    case 3: {
      const values = listOf(options).map(({ value }) => value);
      const fits = listOf(options).every(
        (option) => within(option['label'], 100) && within(option['value'], 100),
      );
      const apart = new Set(values).size === values.length && values.length >= 1 && values.length <= 25;
      return fits && apart && within(custom_id, 100) && within(placeholder, 150);
    }
    case 10:
      return within(content, 4000) && String(content).trim() !== '';
    case 17:
      return inside.length >= 1;
    default:
      return type === 14;
  }
}
