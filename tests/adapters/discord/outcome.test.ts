import { describe, expect, it } from 'vitest';
import { discordFault, faultWords } from '../../../src/adapters/discord/fault.ts';
import { findOutcome, placeWords, postOutcome } from '../../../src/adapters/discord/outcome.ts';

const refused = (status: number, code?: number) =>
  ({ kind: 'refused', status, code, words: 'Words' }) as const;

describe('A fault of a post', () => {
  it.each([
    [10003, /not there any more/],
    [10004, /invite me again/],
    [50001, /grant View Channel/],
    [50007, /privacy settings/],
    [50013, /Send Messages/],
    [50033, /not on Discord/],
    [50278, /shares no server/],
  ])('%i means that the place is gone, and says what helps', (code, words) => {
    const outcome = postOutcome(refused(403, code), '#news');
    expect(outcome).toMatchObject({ kind: 'gone', reason: expect.stringMatching(words) });
  });

  it.each([
    ['a token that is not known', refused(401, 0), 'retry'],
    ['direct messages opened too fast', refused(429, 40003), 'retry'],
    ['an answer of something before Discord', refused(403), 'retry'],
    ['a body that is not taken', refused(400, 50035), 'rejected'],
    ['a body too large', refused(413, 40005), 'rejected'],
    ['trouble', { kind: 'http', status: 503 } as const, 'unknown'],
    ['silence', { kind: 'silent', reason: 'x' } as const, 'unknown'],
    ['nobody there', { kind: 'unreachable', reason: 'ECONNREFUSED' } as const, 'retry'],
  ])('%s', (_, fault, kind) => {
    const outcome = postOutcome(fault, '#news');
    expect(outcome.kind).toBe(kind);
    expect('reason' in outcome && outcome.reason).toMatch(/^[A-Z].*\.$/);
  });
});

describe('A fault of a look-up', () => {
  it('is never taken for absence, but for a channel that is gone', () => {
    const faults = [
      refused(403, 50001),
      refused(403, 50013),
      refused(404, 0),
      refused(401, 0),
      { kind: 'limited', milliseconds: 10 },
      { kind: 'http', status: 500 },
      { kind: 'silent', reason: 'x' },
      { kind: 'unreachable', reason: 'x' },
    ] as const;
    for (const fault of faults) expect(findOutcome(fault, '#news').kind).toBe('cannot-tell');
    expect(findOutcome(refused(404, 10003), '#news')).toEqual({ kind: 'absent' });
  });
});

describe('An error of the client', () => {
  const network = (code: string) => Object.assign(new TypeError('fetch failed'), { cause: { code } });

  it.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'])(
    '%s was not sent',
    (code) => {
      expect(discordFault(network(code)).kind).toBe('unreachable');
    },
  );

  it.each(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'UND_ERR_BODY_TIMEOUT'])(
    '%s may have been sent',
    (code) => {
      expect(discordFault(network(code)).kind).toBe('silent');
    },
  );

  it('is said in a few words', () => {
    expect(faultWords(discordFault(new DOMException('x', 'TimeoutError')))).toContain(
      'did not answer in time',
    );
    expect(faultWords(discordFault('odd'))).toContain('odd');
    expect(faultWords(refused(403, 50013))).toBe('Words (50013)');
  });
});

describe('A place', () => {
  it('is called as people call it', () => {
    const channel = { platform: 'discord', workspace: '1', kind: 'channel', id: '2' } as const;
    expect(placeWords(channel)).toBe('The channel');
    expect(placeWords({ ...channel, name: 'news' })).toBe('#news');
    expect(placeWords({ ...channel, kind: 'person', name: 'al' })).toBe('@al');
  });
});
