import { LIMITS } from '../../../src/adapters/slack/limits.ts';
import type { Json, Part } from '../../../src/domain/message.ts';

type JsonObject = { readonly [key: string]: Json };

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function blocksOf(part: Part): readonly JsonObject[] {
  const { blocks } = part.payload;
  return Array.isArray(blocks) ? blocks.filter(isObject) : [];
}

/** Every object of a payload, however deep. */
export function objectsIn(value: Json): readonly JsonObject[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  if (!isObject(value)) return [];
  return [value, ...Object.values(value).flatMap(objectsIn)];
}

/** What a reader of Slack sees of a part, controls apart: links as their texts, moments as their fallback. */
export function drawnWords(part: Part): string {
  return blocksOf(part)
    .filter(({ type }) => type !== 'actions')
    .flatMap(objectsIn)
    .map(({ type, text, fallback }) => {
      if (type === 'mrkdwn') return unescapeMarkdown(String(text));
      if (type === 'date') return String(fallback);
      return typeof text === 'string' ? text : '';
    })
    .join(' ');
}

/** mrkdwn as Slack reads it; our bold and code marks are those without a word joiner before them. */
function unescapeMarkdown(markdown: string): string {
  return markdown
    .replace(/<!date\^\d+\^\{ago\}\|([^>]*)>/g, '$1')
    .replace(/<https?:[^|>]*\|([^>]*)>/g, '$1')
    .replace(/(?<!\u2060)(?:`([^`]*)`|\*)/g, '$1')
    .replaceAll('\u2060', '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** What Slack would refuse in a body, in words; empty when it would take it. */
export function complaints(part: Part): readonly string[] {
  const blocks = blocksOf(part);
  const objects = blocks.flatMap(objectsIn);
  const { text } = part.payload;
  const found: string[] = [];
  const check = (holds: boolean, words: string) => {
    if (!holds) found.push(words);
  };
  check(typeof text === 'string' && text.trim() !== '', 'no text');
  check(String(text).length <= LIMITS.text, `text of ${String(text).length}`);
  check(new TextEncoder().encode(String(text)).length <= LIMITS.textBytes, 'text in bytes');
  check(blocks.length <= LIMITS.blocks, `${blocks.length} blocks`);
  check(JSON.stringify(blocks).length <= LIMITS.weight, `weight ${JSON.stringify(blocks).length}`);
  check(JSON.stringify(part.payload).isWellFormed(), 'half characters');
  for (const key of ['block_id', 'action_id']) {
    const ids = objects.flatMap((object) => (object[key] === undefined ? [] : [String(object[key])]));
    check(new Set(ids).size === ids.length, `${key} twice`);
    check(
      ids.every((id) => id.length <= 255 && id !== ''),
      `${key} too long`,
    );
  }
  for (const object of objects) check(isTaken(object), `refused: ${JSON.stringify(object).slice(0, 200)}`);
  return found;
}

function isTaken({ type, text, url, elements, value, options, placeholder }: JsonObject): boolean {
  const within = (words: Json | undefined, limit: number) =>
    typeof words === 'string' && words !== '' && words.length <= limit;
  const labelled = (label: Json | undefined, limit: number) =>
    isObject(label) && within(label['text'], limit);
  switch (type) {
    case 'header':
      return labelled(text, 150);
    case 'text':
    case 'mrkdwn':
      return within(text, 3000);
    case 'link':
      return within(text, 3000) && within(url, 3000) && /^https?:\/\//.test(String(url));
    case 'context':
      return Array.isArray(elements) && elements.length >= 1 && elements.length <= 10;
    case 'actions':
      return Array.isArray(elements) && elements.length >= 1 && elements.length <= 25;
    case 'rich_text':
    case 'rich_text_section':
    case 'rich_text_quote':
      return Array.isArray(elements) && elements.length >= 1;
    case 'button':
      return labelled(text, 75) && within(value, 2000);
    case 'static_select':
      return (
        labelled(placeholder, 150) &&
        Array.isArray(options) &&
        options.length >= 1 &&
        options.length <= 100 &&
        options
          .filter(isObject)
          .every((option) => labelled(option['text'], 75) && within(option['value'], 150))
      );
    default:
      return true;
  }
}
