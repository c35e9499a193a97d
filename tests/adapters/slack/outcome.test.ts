import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SlackFault } from '../../../src/adapters/slack/fault.ts';
import { findOutcome, placeWords, postOutcome, tokenFault } from '../../../src/adapters/slack/outcome.ts';

const refused = (code: string): SlackFault => ({ kind: 'refused', code });
const anyFault: fc.Arbitrary<SlackFault> = fc.oneof(
  fc.string().map(refused),
  fc.constantFrom('is_archived', 'invalid_auth', 'missing_scope', 'fatal_error', 'toString').map(refused),
  fc.nat().map((seconds): SlackFault => ({ kind: 'limited', seconds })),
  fc.integer({ min: 300, max: 599 }).map((status): SlackFault => ({ kind: 'http', status })),
  fc.string().map((reason): SlackFault => ({ kind: 'unreachable', reason })),
  fc.string().map((reason): SlackFault => ({ kind: 'silent', reason })),
);

describe('the outcome of a fault', () => {
  it('is never a success', () => {
    fc.assert(
      fc.property(anyFault, (fault) => {
        expect(postOutcome(fault, '#news').kind).not.toBe('posted');
        expect(findOutcome(fault, '#news').kind).toBe('cannot-tell');
      }),
    );
  });

  it('of a post names the place, and what to do', () => {
    expect(postOutcome(refused('not_in_channel'), '#news')).toEqual({
      kind: 'gone',
      reason: 'I am not a member of #news any more: /invite me, and subscribe again.',
    });
  });

  it('of a word that nobody knows is a refusal of this message', () => {
    expect(postOutcome(refused('invalid_blocks'), '#news')).toEqual({
      kind: 'rejected',
      reason: 'Slack refused the message: invalid_blocks.',
    });
    expect(postOutcome(refused('toString'), '#news').kind).toBe('rejected');
  });

  it('of a token waits, and is said as the token’s', () => {
    expect(postOutcome(refused('token_revoked'), '#news')).toMatchObject({ kind: 'retry' });
    expect(tokenFault(refused('token_revoked'))).toBe('The bot token was revoked (token_revoked)');
    expect(tokenFault({ kind: 'refused', code: 'missing_scope', needed: 'im:write' })).toBe(
      'The app lacks the scope im:write',
    );
    expect(tokenFault(refused('is_archived'))).toBeUndefined();
  });

  it('of a look-up may be asked again where time helps', () => {
    expect(findOutcome({ kind: 'silent', reason: 'reset' }, '#news')).toHaveProperty('after');
    expect(findOutcome(refused('invalid_auth'), '#news')).toHaveProperty('after');
    expect(findOutcome(refused('not_in_channel'), '#news')).not.toHaveProperty('after');
  });
});

describe('what a place is called', () => {
  it.each([
    [{ kind: 'channel', name: 'news' }, '#news'],
    [{ kind: 'channel' }, 'The channel'],
    [{ kind: 'person', name: 'ada' }, '@ada'],
    [{ kind: 'person' }, 'This person'],
  ] as const)('%o is %s', (more, words) => {
    expect(placeWords({ platform: 'slack', workspace: 'T1', id: 'X1', ...more })).toBe(words);
  });
});
