import type { Part } from '../domain/message.ts';
import type { Render } from '../ports/chat-platform.ts';
import { cutAtWord } from '../wording/cut-at-word.ts';

/** Fits into one message of either platform, with room for what a renderer adds. */
const PLAIN_LENGTH = 1500;

/** A part as words alone, for a platform that rejects it as it was laid out: better plain than not at all. */
export function plainPart(part: Part, render: Render): Part | undefined {
  const text = cutAtWord(part.text, PLAIN_LENGTH);
  const [plain] = render({
    title: '',
    locale: 'en',
    blocks: [{ kind: 'line', content: [{ kind: 'text', text }] }],
  });
  return plain && { ...part, payload: plain.payload, text };
}
