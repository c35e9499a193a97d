import type { Json } from '../../domain/message.ts';
import type { PlatformName } from '../../domain/place.ts';
import type { Act } from '../../domain/request.ts';

/** A button or menu as it stands in a payload. */
interface Control {
  readonly id: string;
  readonly menu: boolean;
  /** Only Slack's buttons have one beside their id. */
  readonly value?: string;
  readonly label: string;
  readonly options: readonly { readonly label: string; readonly value: string }[];
}

/** What a press meant, and what the control (or the option) is called. */
export interface Press {
  readonly act: Act;
  readonly label: string;
}

/**
 * Reads a press out of what was sent, so that the page cannot invent a value: the control with this id is looked
 * up in the payload. Undefined when the payload has no such control, or the menu no such option.
 */
export function pressOf(
  platform: PlatformName,
  payload: Json,
  id: string,
  chosen: string | undefined,
): Press | undefined {
  const control = controlsIn(payload).find((each) => each.id === id);
  if (control === undefined) return undefined;
  if (!control.menu) return { act: readPress[platform](control, ''), label: control.label };
  const option = control.options.find(({ value }) => value === chosen);
  return option && { act: readPress[platform](control, option.value), label: option.label };
}

/** How each platform's `render.ts` writes action, value and option into a control. */
const readPress: Readonly<Record<PlatformName, (control: Control, chosen: string) => Act>> = {
  /** The action is the id (`:2` at its end tells doubles apart); an option is `value:option`. */
  slack({ id, menu, value = '' }, chosen) {
    const action = id.replace(/:\d+$/, '');
    const [before, after] = splitAtColon(chosen);
    return menu ? { kind: 'menu', action, value: before, chosen: after } : { kind: 'button', action, value };
  },
  /** The id is `action:value`. */
  discord({ id, menu }, chosen) {
    const [action, value] = splitAtColon(id);
    return menu ? { kind: 'menu', action, value, chosen } : { kind: 'button', action, value };
  },
};

function splitAtColon(text: string): readonly [before: string, after: string] {
  const colon = text.indexOf(':');
  return colon < 0 ? [text, ''] : [text.slice(0, colon), text.slice(colon + 1)];
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
