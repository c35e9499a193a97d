import type { Block, Button, Menu } from '../../domain/message.ts';
import type { Act } from '../../domain/request.ts';
import { cutAtWord } from '../../wording/cut-at-word.ts';
import type { JsonObject } from './elements.ts';
import { LIMITS } from './limits.ts';

/** Buttons, then the menu. Two controls with one action get `action` and `action:2`: ids are unique in a message. */
export function actionsBlock(
  { buttons, menu }: Extract<Block, { kind: 'controls' }>,
  uniqueId: (id: string) => string,
): readonly JsonObject[] {
  const room = LIMITS.actionsElements - (menu === undefined ? 0 : 1);
  const elements = [
    ...buttons.slice(0, room).map((button) => buttonElement(button, uniqueId)),
    ...(menu === undefined || menu.options.length === 0 ? [] : [menuElement(menu, uniqueId)]),
  ];
  return elements.length === 0 ? [] : [{ type: 'actions', block_id: uniqueId('controls'), elements }];
}

function buttonElement({ action, value, label }: Button, uniqueId: (id: string) => string): JsonObject {
  const text = plainLabel(label, LIMITS.buttonText);
  return {
    type: 'button',
    action_id: actionId(action, uniqueId),
    text,
    value: value.slice(0, LIMITS.buttonValue),
  };
}

/** An option carries the menu's value before its own, for a select has none. */
function menuElement(
  { action, value, placeholder, options }: Menu,
  uniqueId: (id: string) => string,
): JsonObject {
  return {
    type: 'static_select',
    action_id: actionId(action, uniqueId),
    placeholder: plainLabel(placeholder, LIMITS.placeholder),
    options: options.slice(0, LIMITS.options).map((option) => ({
      text: plainLabel(option.label, LIMITS.optionText),
      value: `${value}:${option.value}`.slice(0, LIMITS.optionValue),
    })),
  };
}

/** With room for what tells doubles apart. */
function actionId(action: string, uniqueId: (id: string) => string): string {
  return uniqueId(action.slice(0, LIMITS.actionId - 4));
}

function plainLabel(label: string, limit: number): JsonObject {
  return { type: 'plain_text', text: cutAtWord(label, limit) || '…', emoji: false };
}

/** What a press on a control that `renderSlack` made says: `value` as it came with the button or the chosen option. */
export function readPress(
  type: 'button' | 'static_select',
  actionId: string,
  value: string,
): Extract<Act, { kind: 'button' | 'menu' }> {
  const action = actionId.replace(/:\d+$/u, '');
  if (type === 'button') return { kind: 'button', action, value };
  const colon = value.indexOf(':');
  return { kind: 'menu', action, value: value.slice(0, colon), chosen: value.slice(colon + 1) };
}
