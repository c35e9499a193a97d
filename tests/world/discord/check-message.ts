import { invalidForm, Refused } from './refused.ts';
import type { JsonObject } from './state.ts';

export const V2 = 1 << 15;
export const EPHEMERAL = 1 << 6;
const IN_CONTAINER = new Set([1, 9, 10, 12, 13, 14]);
const SELECTS = new Set([3, 5, 6, 7, 8]);

/** A message as it would stand: refused where Discord refuses it (docs.discord.com, messages and components). */
export function checkMessage(message: JsonObject): void {
  const { content, embeds, components, flags = 0, nonce } = message;
  const list = listOf(components);
  const faults: string[] = [];
  const say = (where: string, words: string): void => void faults.push(`${where}: ${words}`);
  if (nonce !== undefined && String(nonce).length > 25) say('nonce', 'Must be 25 or fewer in length.');
  if ((Number(flags) & V2) !== 0) {
    if (content) say('content', 'The content field cannot be used with MessageFlags.IS_COMPONENTS_V2');
    if (listOf(embeds).length > 0) say('embeds', 'The embeds field cannot be used with IS_COMPONENTS_V2');
    if (list.length === 0) throw new Refused(400, 50006, 'Cannot send an empty message');
    checkLayout(list, say);
  } else {
    if (typeof content === 'string' && content.length > 2000)
      say('content', 'Must be 2000 or fewer in length.');
    if (!content && listOf(embeds).length === 0)
      throw new Refused(400, 50006, 'Cannot send an empty message');
    if (list.length > 5) say('components', 'Must be 5 or fewer in length.');
    if (list.some(({ type }) => type !== 1)) say('components', 'Value of field "type" must be one of (1,).');
    for (const row of list) checkComponent(row, 'components', say);
  }
  if (faults.length > 0) throw invalidForm(faults);
}

type Say = (where: string, words: string) => void;

function checkLayout(components: readonly JsonObject[], say: Say): void {
  const all = flat(components);
  if (all.length > 40) say('components', 'The total number of components must not be over 40.');
  const text = all.reduce((sum, { content }) => sum + (typeof content === 'string' ? content.length : 0), 0);
  if (text > 4000) say('components', 'The total length of displayable text must not be over 4000.');
  const ids = all.flatMap(({ id }) => (typeof id === 'number' && id !== 0 ? [id] : []));
  if (new Set(ids).size < ids.length) say('components', 'Component id cannot be duplicated');
  if (ids.some((id) => !Number.isInteger(id) || id < 0 || id > 2 ** 31 - 1)) say('id', 'is not an int32');
  const names = all.flatMap(({ custom_id }) => (typeof custom_id === 'string' ? [custom_id] : []));
  if (new Set(names).size < names.length) say('custom_id', 'Component custom id cannot be duplicated');
  for (const component of components) checkComponent(component, 'components', say);
}

function checkComponent(component: JsonObject, where: string, say: Say): void {
  const { type } = component;
  const children = listOf(component['components']);
  if (type === 17) {
    if (children.length === 0) say(where, 'A container needs a component.');
    const accent = component['accent_color'];
    if (accent !== undefined && !within(Number(accent), 0, 0xffffff)) say(where, 'accent_color is no colour');
    for (const child of children) {
      if (!IN_CONTAINER.has(Number(child['type'])))
        say(where, `A container takes no component ${child['type']}.`);
      checkComponent(child, `${where}.container`, say);
    }
  } else if (type === 1) checkRow(children, `${where}.row`, say);
  else if (type === 10) checkLength(component['content'], 1, 4000, `${where}.content`, say);
  else if (type !== 14) say(where, `component ${type} is not known here`);
}

function checkRow(children: readonly JsonObject[], where: string, say: Say): void {
  if (!within(children.length, 1, 5)) say(where, 'Must be between 1 and 5 in length.');
  const selects = children.filter(({ type }) => SELECTS.has(Number(type)));
  if (selects.length > 0 && children.length > 1) say(where, 'A select stands in its row alone.');
  for (const child of children) {
    if (child['type'] === 2) checkButton(child, where, say);
    else if (child['type'] === 3) checkSelect(child, where, say);
    else say(where, `a row takes no component ${child['type']}`);
  }
}

function checkButton({ style, custom_id, label }: JsonObject, where: string, say: Say): void {
  if (!within(Number(style), 1, 6)) say(where, 'style');
  checkLength(custom_id, 1, 100, `${where}.custom_id`, say);
  checkLength(label, 1, 80, `${where}.label`, say);
}

function checkSelect(select: JsonObject, where: string, say: Say): void {
  const options = listOf(select['options']);
  checkLength(select['custom_id'], 1, 100, `${where}.custom_id`, say);
  checkLength(select['placeholder'] ?? '-', 1, 150, `${where}.placeholder`, say);
  if (!within(options.length, 1, 25)) say(where, 'options: Must be between 1 and 25 in length.');
  const values = new Set(options.map(({ value }) => value));
  if (values.size < options.length) say(where, 'The specified option value is already used');
  for (const { label, value } of options) {
    checkLength(label, 1, 100, `${where}.label`, say);
    checkLength(value, 1, 100, `${where}.value`, say);
  }
}

function checkLength(value: unknown, least: number, most: number, where: string, say: Say): void {
  if (typeof value !== 'string' || !within(value.length, least, most))
    say(where, `Must be between ${least} and ${most} in length.`);
}

function within(value: number, least: number, most: number): boolean {
  return value >= least && value <= most;
}

/** All components, those inside others too. */
export function flat(components: readonly JsonObject[]): readonly JsonObject[] {
  return components.flatMap((component) => [component, ...flat(listOf(component['components']))]);
}

export function listOf(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value : [];
}
