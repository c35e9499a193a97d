import type { Json } from '../../domain/message.ts';
import type { Act } from '../../domain/request.ts';

/** A button or menu as it stands in a payload. */
interface Control {
  readonly id: string;
  readonly menu: boolean;
  /** Slack keeps a button's value beside its id; Discord keeps it inside, after a colon. */
  readonly value?: string;
  readonly label: string;
  readonly options: readonly { readonly label: string; readonly value: string }[];
}

/** What a press meant, and how the control is called. */
export interface Press {
  readonly act: Act;
  readonly label: string;
}

/**
 * Reads a press out of what was sent, so that the page cannot invent a value: the control with this id is looked
 * up in the payload. Undefined when the payload has no such control, or the menu no such option.
 */
export function pressOf(payload: Json, id: string, chosen: string | undefined): Press | undefined {
  const control = controlsIn(payload).find((each) => each.id === id);
  if (control === undefined) return undefined;
  const [action, inId] = splitId(control.id);
  const value = control.value ?? inId;
  if (!control.menu) return { act: { kind: 'button', action, value }, label: control.label };
  const option = control.options.find((each) => each.value === chosen);
  if (option === undefined) return undefined;
  return { act: { kind: 'menu', action, value, chosen: option.value }, label: option.label };
}

function splitId(id: string): readonly [action: string, value: string] {
  const colon = id.indexOf(':');
  return colon < 0 ? [id, ''] : [id.slice(0, colon), id.slice(colon + 1)];
}

function controlsIn(json: Json): readonly Control[] {
  if (isList(json)) return json.flatMap(controlsIn);
  if (!isObject(json)) return [];
  const own = controlOf(json);
  return own === undefined ? Object.values(json).flatMap(controlsIn) : [own];
}

/** Block Kit names its elements by `action_id`, Discord's components by `custom_id`. */
function controlOf(json: { readonly [key: string]: Json }): Control | undefined {
  const { action_id, custom_id, options, value, text, label, placeholder } = json;
  const id = action_id ?? custom_id;
  if (typeof id !== 'string') return undefined;
  return {
    id,
    menu: isList(options),
    ...(typeof value === 'string' ? { value } : {}),
    label: words(text) || words(label) || words(placeholder),
    options: isList(options) ? options.filter(isObject).map(optionOf) : [],
  };
}

function optionOf({ text, label, value }: { readonly [key: string]: Json }) {
  return { label: words(text) || words(label), value: words(value) };
}

function words(json: Json | undefined): string {
  if (typeof json === 'string') return json;
  if (!isObject(json)) return '';
  const { text } = json;
  return words(text);
}

function isList(json: Json | undefined): json is readonly Json[] {
  return Array.isArray(json);
}

function isObject(json: Json | undefined): json is { readonly [key: string]: Json } {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
