import type { Block } from './workspace.ts';

/** Slack's own word for what is wrong with a message, and where. */
export interface Refusal {
  readonly error: string;
  readonly detail?: string;
}

/**
 * Refuses what `chat.postMessage` refuses (docs.slack.dev/reference/block-kit, November 2026). `longestText` in
 * characters is 40,000 for a post (where Slack cuts; here it refuses) and 4,000 bytes for an update.
 */
export function checkMessage(text: unknown, blocks: unknown, isUpdate: boolean): Refusal | undefined {
  const hasText = typeof text === 'string' && text !== '';
  if (!hasText && !(Array.isArray(blocks) && blocks.length > 0)) return { error: 'no_text' };
  if (typeof text === 'string') {
    const tooLong = isUpdate ? new TextEncoder().encode(text).length > 4_000 : [...text].length > 40_000;
    if (tooLong) return { error: 'msg_too_long' };
    if (/<!(channel|here|everyone)>/.test(text))
      return { error: 'world_mention', detail: 'it would alarm everybody' };
  }
  return blocks === undefined ? undefined : checkBlocks(blocks);
}

function checkBlocks(blocks: unknown): Refusal | undefined {
  if (!Array.isArray(blocks)) return { error: 'invalid_blocks_format' };
  if (blocks.length > 50) return invalid('no more than 50 items allowed');
  if (JSON.stringify(blocks).length > 13_200) return { error: 'msg_blocks_too_long' };
  const ids = new Set<string>();
  const actions = new Set<string>();
  for (const block of blocks as Block[]) {
    const fault = checkBlock(block) ?? once(ids, block['block_id'], 255, 'block_id');
    if (fault !== undefined) return fault;
    for (const element of list(block['elements'])) {
      const twice = once(actions, element['action_id'], 255, 'action_id');
      if (twice !== undefined) return twice;
    }
  }
  return undefined;
}

const invalid = (detail: string): Refusal => ({ error: 'invalid_blocks', detail });

function once(seen: Set<string>, id: unknown, limit: number, what: string): Refusal | undefined {
  if (id === undefined) return undefined;
  if (typeof id !== 'string' || id.length > limit)
    return invalid(`${what} must be at most ${limit} characters`);
  if (seen.has(id)) return invalid(`${what} ${id} already exists`);
  seen.add(id);
  return undefined;
}

function checkBlock(block: Block): Refusal | undefined {
  switch (block['type']) {
    case 'header':
      return textObject(block['text'], 'plain_text', 150);
    case 'divider':
      return undefined;
    case 'section':
      return textObject(block['text'], 'mrkdwn', 3_000);
    case 'context':
      return atMost(block, 10) ?? first(list(block['elements']), (each) => textObject(each, 'mrkdwn', 3_000));
    case 'actions':
      return atMost(block, 25) ?? first(list(block['elements']), checkControl);
    case 'rich_text':
      return atMost(block, Number.POSITIVE_INFINITY) ?? first(list(block['elements']), checkRichSection);
    default:
      return invalid(`unsupported type: ${String(block['type'])}`);
  }
}

function atMost(block: Block, limit: number): Refusal | undefined {
  const { length } = list(block['elements']);
  if (length === 0) return invalid('elements must not be empty');
  return length > limit ? invalid(`no more than ${limit} elements allowed`) : undefined;
}

function textObject(value: unknown, type: string, limit: number): Refusal | undefined {
  const { type: given, text } = object(value);
  if (given !== type) return invalid(`the text has to be ${type}`);
  if (typeof text !== 'string' || text === '') return invalid('must be more than 0 characters');
  return [...text].length > limit ? invalid(`must be less than ${limit + 1} characters`) : undefined;
}

function checkControl(control: Block): Refusal | undefined {
  if (control['type'] === 'button') {
    const { value } = control;
    const long = value !== undefined && (typeof value !== 'string' || value.length > 2_000);
    return long
      ? invalid('value must be at most 2000 characters')
      : textObject(control['text'], 'plain_text', 75);
  }
  if (control['type'] !== 'static_select') return invalid(`unsupported element: ${String(control['type'])}`);
  const options = list(control['options']);
  if (options.length === 0 || options.length > 100) return invalid('options must be 1 to 100');
  return (
    (control['placeholder'] === undefined
      ? undefined
      : textObject(control['placeholder'], 'plain_text', 150)) ??
    first(options, (option) => {
      const { value } = option;
      const long = typeof value !== 'string' || value === '' || value.length > 150;
      return long ? invalid('option value must be 1 to 150') : textObject(option['text'], 'plain_text', 75);
    })
  );
}

const RICH_SECTIONS = new Set([
  'rich_text_section',
  'rich_text_quote',
  'rich_text_list',
  'rich_text_preformatted',
]);

function checkRichSection(section: Block): Refusal | undefined {
  if (!RICH_SECTIONS.has(String(section['type']))) return invalid('unknown part of rich_text');
  const elements = list(section['elements']);
  if (elements.length === 0) return invalid('elements must not be empty');
  return first(elements, (element) => {
    const { type, text, url } = element;
    if (type === 'text' || type === 'link') {
      if (type === 'text' && (typeof text !== 'string' || text === '')) return invalid('an empty text');
      if (type === 'link' && !(typeof url === 'string' && URL.canParse(url)))
        return invalid('an invalid url');
      return typeof text === 'string' && [...text].length > 3_000 ? invalid('a text over 3000') : undefined;
    }
    if (type === 'date') {
      return typeof element['timestamp'] === 'number' ? undefined : invalid('a date without timestamp');
    }
    return invalid(`unknown element ${String(type)}`);
  });
}

function first(values: readonly Block[], check: (value: Block) => Refusal | undefined): Refusal | undefined {
  for (const value of values) {
    const fault = check(value);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function list(value: unknown): readonly Block[] {
  return Array.isArray(value) ? value.map(object) : [];
}

function object(value: unknown): Block {
  return typeof value === 'object' && value !== null ? (value as Block) : {};
}
