import { describe, expect, it } from 'vitest';
import { readPress } from '../../../src/adapters/slack/controls.ts';
import { renderSlack } from '../../../src/adapters/slack/render.ts';
import type { Block } from '../../../src/domain/message.ts';
import { objectsIn } from './drawn.ts';

const controls: Block = {
  kind: 'controls',
  buttons: [
    { kind: 'button', action: 'sources.fix', value: 'a:1', label: 'Fix A' },
    { kind: 'button', action: 'sources.fix', value: 'b:2', label: 'Fix B' },
  ],
  menu: {
    kind: 'menu',
    action: 'story.open',
    value: 'digest1',
    placeholder: 'About one story…',
    options: [{ label: 'x'.repeat(200), value: 'bridge' }],
  },
};

describe('controls on Slack', () => {
  const [part] = renderSlack({ title: 'News digest', locale: 'en', blocks: [controls] });
  const drawn = objectsIn(part?.payload ?? null).filter(({ action_id }) => action_id !== undefined);

  it('say back what they were made of, also when two have one action', () => {
    const [first, second, menu] = drawn;
    expect(readPress('button', String(first?.['action_id']), String(first?.['value']))).toEqual({
      kind: 'button',
      action: 'sources.fix',
      value: 'a:1',
    });
    expect(readPress('button', String(second?.['action_id']), String(second?.['value']))).toEqual({
      kind: 'button',
      action: 'sources.fix',
      value: 'b:2',
    });
    const [option] = objectsIn(menu?.['options'] ?? null);
    expect(readPress('static_select', String(menu?.['action_id']), String(option?.['value']))).toEqual({
      kind: 'menu',
      action: 'story.open',
      value: 'digest1',
      chosen: 'bridge',
    });
  });

  it('have ids that are unique in the message, and labels that fit', () => {
    expect(drawn.map(({ action_id }) => action_id)).toEqual(['sources.fix', 'sources.fix:2', 'story.open']);
    const labels = drawn
      .flatMap(({ options }) => objectsIn(options ?? null))
      .flatMap(({ text }) => text ?? []);
    expect(labels.filter((label) => typeof label === 'string').every((label) => label.length <= 75)).toBe(
      true,
    );
  });
});
