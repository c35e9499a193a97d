import type { Block, Button, Menu } from '../../domain/message.ts';
import type { Act } from '../../domain/request.ts';
import { cutAtWord } from '../../wording/cut-at-word.ts';
import type { JsonObject } from './component.ts';
import { LIMITS } from './limits.ts';

const SECONDARY = 2;

/** A row with the menu, then rows of buttons. */
export function controlRows({ buttons, menu }: Extract<Block, { kind: 'controls' }>): readonly JsonObject[] {
  const elements = buttons.filter(({ action, value }) => customId(action, value).length <= LIMITS.customId);
  const rows = Array.from({ length: Math.ceil(elements.length / LIMITS.rowButtons) }, (_, row) =>
    elements.slice(row * LIMITS.rowButtons, (row + 1) * LIMITS.rowButtons).map(buttonComponent),
  );
  const select = menu === undefined || menu.options.length === 0 ? [] : [[selectComponent(menu)]];
  return [...select, ...rows].map((components) => ({ type: 1, components }));
}

function customId(action: string, value: string): string {
  return `${action}:${value}`;
}

function buttonComponent({ action, value, label }: Button): JsonObject {
  const text = cutAtWord(label, LIMITS.buttonLabel) || '…';
  return { type: 2, style: SECONDARY, label: text, custom_id: customId(action, value) };
}

function selectComponent({ action, value, placeholder, options }: Menu): JsonObject {
  return {
    type: 3,
    custom_id: customId(action, value).slice(0, LIMITS.customId),
    placeholder: cutAtWord(placeholder, LIMITS.placeholder),
    options: options.slice(0, LIMITS.options).map((option) => ({
      label: cutAtWord(option.label, LIMITS.optionLabel) || '…',
      value: option.value.slice(0, LIMITS.optionValue),
    })),
  };
}

/** What a press on a control that `renderDiscord` made says; `chosen` is the value of a select's option. */
export function readPress(id: string, chosen?: string): Extract<Act, { kind: 'button' | 'menu' }> {
  const colon = id.indexOf(':');
  const [action, value] = [id.slice(0, colon), id.slice(colon + 1)];
  return chosen === undefined ? { kind: 'button', action, value } : { kind: 'menu', action, value, chosen };
}
