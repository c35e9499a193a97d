import { describe, expect, it } from 'vitest';
import { composeDigest } from '../../src/digests/compose.ts';
import { digestMessage } from '../../src/digests/to-message.ts';
import { plainText } from '../../src/wording/plain-text.ts';
import { BRIDGE, COD, composeInput } from '../digests/sample.ts';

describe('a message in plain words', () => {
  const digest = composeDigest(composeInput({ candidates: [BRIDGE, COD] }));
  const text = plainText(digestMessage(digest, { style: 'short', place: 'channel' }).blocks);

  it('says what the message shows, in its order, without addresses', () => {
    expect(text).toBe(
      [
        'News digest, Tuesday 24 November',
        'A quiet day: 2 stories out of 41 articles from 9 sources since Monday 08:30',
        '',
        '1. Karst bridge reopens to trucks after eleven weeks',
        digest.stories[0]?.sentences.map((sentence) => sentence.text).join(' '),
        `Only in Valley Courier: ${digest.stories[0]?.difference?.text}`,
        'Harbour Post, Valley Courier and 2 more · Tue 24 Nov 05:30',
        '',
        '2. Kabeljauquote sinkt ab Januar um zwölf Prozent',
        'Die Fangquote für Kabeljau sinkt im neuen Jahr um zwölf Prozent.',
        'Küstenblatt · Mon 23 Nov 12:30 · in German',
        'Next: Wednesday 08:30. All 9 sources were read.',
      ].join('\n'),
    );
  });
});
