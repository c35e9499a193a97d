import type { Block, Button, Menu } from '../../domain/message.ts';
import type { Act } from '../../domain/request.ts';
import { cutAtWord } from '../../wording/cut-at-word.ts';
import type { JsonObject } from './component.ts';
import { LIMITS } from './limits.ts';

const SECONDARY = 2;

/** A row with the menu, then rows of buttons; a button that is there already is not shown again. */
export function controlRows({ buttons, menu }: Extract<Block, { kind: 'controls' }>): readonly JsonObject[] {
  const apart = new Map(buttons.map((button) => [customId(button), button]));
  const shown = [...apart].filter(([id]) => id.length <= LIMITS.customId).map(([, button]) => button);
  const select = menu === undefined || menu.options.length === 0 ? [] : [[selectComponent(menu)]];
  const rows = Array.from({ length: Math.ceil(shown.length / LIMITS.rowButtons) }, (_, row) =>
    shown.slice(row * LIMITS.rowButtons, (row + 1) * LIMITS.rowButtons).map(buttonComponent),
  );
  return [...select, ...rows].map((components) => ({ type: 1, components }));
}

function customId({ action, value }: Button | Menu): string {
  return `${action}:${value}`;
}

function buttonComponent(button: Button): JsonObject {
  const label = cutAtWord(button.label, LIMITS.buttonLabel) || '…';
  return { type: 2, style: SECONDARY, label, custom_id: customId(button) };
}

function selectComponent(menu: Menu): JsonObject {
  return {
    type: 3,
    custom_id: customId(menu).slice(0, LIMITS.customId),
    placeholder: cutAtWord(menu.placeholder, LIMITS.placeholder) || '…',
    options: optionsOf(menu).map(({ label, value }) => ({
      label: cutAtWord(label, LIMITS.optionLabel) || '…',
      value: value.slice(0, LIMITS.optionValue),
    })),
  };
}

/** Each value once: Discord refuses a second. */
function optionsOf({ options }: Menu): Menu['options'] {
  return [...new Map(options.map((option) => [option.value, option])).values()].slice(0, LIMITS.options);
}

/** What a press on a control that `renderDiscord` made says; `chosen` is the value of a select's option. */
export function readPress(id: string, chosen?: string): Extract<Act, { kind: 'button' | 'menu' }> {
  const colon = id.indexOf(':');
  const [action, value] = [id.slice(0, colon), id.slice(colon + 1)];
  return chosen === undefined ? { kind: 'button', action, value } : { kind: 'menu', action, value, chosen };
}
