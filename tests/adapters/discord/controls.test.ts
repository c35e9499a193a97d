import { describe, expect, it } from 'vitest';
import { controlRows, readPress } from '../../../src/adapters/discord/controls.ts';
import type { Button, Menu } from '../../../src/domain/message.ts';

const button = (value: string): Button => ({
  kind: 'button',
  action: 'sources.fix',
  value,
  label: `Fix ${value}`,
});
const menu: Menu = {
  kind: 'menu',
  action: 'story.open',
  value: 'digest1',
  placeholder: 'About one story…',
  options: [
    { label: 'Karst bridge', value: 'bridge' },
    { label: 'Karst bridge again', value: 'bridge' },
  ],
};

describe('controls on Discord', () => {
  it('stand in a row for the menu and rows of five buttons', () => {
    const rows = controlRows({ kind: 'controls', buttons: ['a', 'b', 'c', 'd', 'e', 'f'].map(button), menu });
    const sizes = rows.map(({ components }) => (Array.isArray(components) ? components.length : 0));
    expect(sizes).toEqual([1, 5, 1]);
  });

  it('are shown once, and options too', () => {
    const rows = controlRows({ kind: 'controls', buttons: [button('a'), button('a')], menu });
    expect(JSON.stringify(rows).match(/sources\.fix:a/g)).toHaveLength(1);
    expect(JSON.stringify(rows).match(/"value":"bridge"/g)).toHaveLength(1);
  });

  it('say back what they were made of', () => {
    expect(readPress('sources.fix:a:1')).toEqual({ kind: 'button', action: 'sources.fix', value: 'a:1' });
    expect(readPress('story.open:digest1', 'bridge')).toEqual({
      kind: 'menu',
      action: 'story.open',
      value: 'digest1',
      chosen: 'bridge',
    });
  });
});
