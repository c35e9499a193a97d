import { renderDiscord } from '../../../src/adapters/discord/render.ts';
import type { Block, Part } from '../../../src/domain/message.ts';

/** A part that says `text`, with the buttons and the menu of a digest or without. */
export function samplePart(text: string, withControls = true): Part {
  const controls: Block = {
    kind: 'controls',
    buttons: [{ kind: 'button', action: 'digest.more', value: 'digest1', label: 'More' }],
    menu: {
      kind: 'menu',
      action: 'story.open',
      value: 'digest1',
      placeholder: 'About one story…',
      options: [{ label: 'Bridge', value: 'story1' }],
    },
  };
  const line: Block = { kind: 'line', content: [{ kind: 'text', text }] };
  const [part] = renderDiscord({
    title: text,
    locale: 'en',
    blocks: withControls ? [line, controls] : [line],
  });
  if (part === undefined) throw new Error('nothing was rendered');
  return part;
}
