import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../src/adapters/slack/limits.ts';
import { checkMessage } from './check-message.ts';

const x = (length: number): string => 'x'.repeat(length);
const plain = (text: string) => ({ type: 'plain_text', text });
const button = (more: object) => ({ type: 'button', text: plain('x'), ...more });
const select = (more: object) => ({
  type: 'static_select',
  placeholder: plain('x'),
  options: [{ text: plain('x'), value: 'x' }],
  ...more,
});
const actions = (...elements: object[]) => [{ type: 'actions', elements }];
const option = (text: string, value: string) => select({ options: [{ text: plain(text), value }] });

/** A message of just this size in one respect. */
type Sized = (size: number) => ReturnType<typeof checkMessage>;
const blocks =
  (make: (size: number) => object[]): Sized =>
  (size) =>
    checkMessage('x', make(size), false);

const ROWS: Readonly<Record<keyof typeof LIMITS, Sized>> = {
  blocks: blocks((size) => Array.from({ length: size }, () => ({ type: 'divider' }))),
  weight: blocks((size) => {
    const padded = (length: number) =>
      [1, 2, 3, 4, 5].map((at) => ({
        type: 'section',
        text: { type: 'mrkdwn', text: x(at === 5 ? length : 2_900) },
      }));
    return padded(size - JSON.stringify(padded(0)).length);
  }),
  // The row is our own, far below the 40,000 at which Slack begins to cut.
  text: (size) => checkMessage(x(size - LIMITS.text + 40_000), undefined, false),
  textBytes: (size) => checkMessage(x(size), undefined, true),
  headerText: blocks((size) => [{ type: 'header', text: plain(x(size)) }]),
  textObject: blocks((size) => [{ type: 'context', elements: [{ type: 'mrkdwn', text: x(size) }] }]),
  actionsElements: blocks((size) => actions(...Array.from({ length: size }, () => button({})))),
  actionId: blocks((size) => actions(button({ action_id: x(size) }))),
  blockId: blocks((size) => [{ type: 'divider', block_id: x(size) }]),
  buttonText: blocks((size) => actions(button({ text: plain(x(size)) }))),
  buttonValue: blocks((size) => actions(button({ value: x(size) }))),
  placeholder: blocks((size) => actions(select({ placeholder: plain(x(size)) }))),
  options: blocks((size) =>
    actions(select({ options: Array.from({ length: size }, () => ({ text: plain('x'), value: 'x' })) })),
  ),
  optionText: blocks((size) => actions(option(x(size), 'x'))),
  optionValue: blocks((size) => actions(option('x', x(size)))),
};

describe("the world's Slack", () => {
  it.each(Object.entries(LIMITS))('takes %s up to %i, and refuses one more', (row, limit) => {
    const sized = ROWS[row as keyof typeof LIMITS];
    expect(sized(limit)).toBeUndefined();
    expect(sized(limit + 1)).toMatchObject({ error: expect.stringMatching(/invalid_blocks|too_long/) });
  });
});
