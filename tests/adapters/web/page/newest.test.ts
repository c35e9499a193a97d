import { describe, expect, it } from 'vitest';
import { beginningOfNewest } from '../../../../src/adapters/web/page/newest.ts';
import type { WireEntry } from '../../../../src/adapters/web/page/wire.ts';

const entry = (second: number, extra: Partial<WireEntry> = {}): WireEntry => ({
  id: `m${second}`,
  at: `2026-11-24T07:30:${String(second).padStart(2, '0')}Z`,
  visibility: 'public',
  from: 'bot',
  ...extra,
});
const hidden = { visibility: 'private' } as const;

describe('What a pane shows of its newest entries', () => {
  it('is the last one', () => {
    expect(beginningOfNewest([entry(0), entry(10), entry(20)])).toBe(2);
    expect(beginningOfNewest([])).toBe(0);
  });

  it('is the first part of a digest in parts', () => {
    expect(beginningOfNewest([entry(0), entry(10), entry(11), entry(11)])).toBe(1);
  });

  it('is the first part of an answer, also right after another one', () => {
    const first = entry(10, { ...hidden, asked: 'More' });
    const second = entry(11, { ...hidden, asked: 'Sources' });
    expect(beginningOfNewest([entry(9), first, entry(10, hidden), second, entry(11, hidden)])).toBe(3);
  });

  it('is the message of the person that was answered', () => {
    expect(beginningOfNewest([entry(0), entry(10, { from: 'person' }), entry(10)])).toBe(1);
  });
});
