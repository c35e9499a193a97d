import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS, nextVisit, type VisitResult } from '../../src/feeds/next-visit.ts';

const NOW = Temporal.Instant.from('2026-11-24T10:00:00Z');
const NONE = { skipHours: [], skipDays: [] };
const minutes = (at: Temporal.Instant) => Math.round(NOW.until(at).total('minutes'));
const ago = (...hours: readonly number[]) =>
  hours.map((hour) => NOW.subtract({ minutes: Math.round(hour * 60) }));
const visit = (published: readonly Temporal.Instant[], hints = {}, random = 0) =>
  minutes(nextVisit({ failures: 0, published }, { kind: 'fresh' }, { ...NONE, ...hints }, NOW, random).at);
const fail = (failures: number, retryAfter?: Temporal.Duration) =>
  nextVisit({ failures }, { kind: 'failed', ...(retryAfter && { retryAfter }) }, NONE, NOW, 0);

describe('nextVisit', () => {
  it('follows the habit of the feed, between floor and ceiling', () => {
    expect(visit(ago(0.1, 0.2, 0.3))).toBe(15);
    expect(visit(ago(1, 3, 5))).toBe(60);
    expect(visit(ago(24 * 30, 24 * 60))).toBe(360);
    expect(visit([])).toBe(30);
  });

  it('comes no sooner than the feed asks', () => {
    expect(visit(ago(0.1, 0.2), { ttl: 120 })).toBe(120);
    expect(visit(ago(0.1, 0.2), { ttl: 1_000_000 })).toBe(24 * 60);
  });

  it('leaves out the hours and days that the feed wants for itself', () => {
    expect(visit(ago(0.1, 0.2), { skipHours: [10, 11] })).toBe(120);
    expect(visit(ago(0.1, 0.2), { skipDays: [2] })).toBe(14 * 60);
    expect(visit(ago(0.1, 0.2), { skipDays: [1, 2, 3, 4, 5, 6, 7] })).toBe(15);
  });

  it('backs off with each failure and never stops', () => {
    expect([0, 1, 2, 3].map((failures) => minutes(fail(failures).at))).toEqual([15, 30, 60, 120]);
    expect(minutes(fail(1000).at)).toBe(360);
    expect(fail(1000)).toMatchObject({ failures: 1001, stopped: false });
  });

  it('waits as long as the server asks, within reason', () => {
    expect(minutes(fail(0, Temporal.Duration.from({ hours: 5 })).at)).toBe(300);
    expect(minutes(fail(0, Temporal.Duration.from({ days: 900 })).at)).toBe(48 * 60);
  });

  it('starts anew after a success, and ends when the source is gone', () => {
    expect(nextVisit({ failures: 9 }, { kind: 'unchanged' }, NONE, NOW, 0).failures).toBe(0);
    expect(nextVisit({ failures: 0 }, { kind: 'gone' }, NONE, NOW, 0).stopped).toBe(true);
  });

  it('is always later than now, and never beyond the longest wait', () => {
    const result = fc.constantFrom<VisitResult>(
      { kind: 'fresh' },
      { kind: 'unchanged' },
      { kind: 'moved' },
      { kind: 'failed' },
    );
    const hints = fc.record({
      ttl: fc.integer({ min: 1 }),
      skipHours: fc.array(fc.integer({ min: 0, max: 23 })),
      skipDays: fc.array(fc.integer({ min: 1, max: 7 })),
    });
    fc.assert(
      fc.property(
        fc.nat(50),
        fc.array(fc.integer({ min: -99, max: 9999 })),
        result,
        hints,
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (failures, hours, outcome, wishes, random) => {
          const { at } = nextVisit(
            { failures, published: ago(...hours.sort((a, b) => a - b)) },
            outcome,
            wishes,
            NOW,
            random,
          );
          expect(minutes(at)).toBeGreaterThanOrEqual(DEFAULT_LIMITS.floor.total('minutes'));
          expect(minutes(at)).toBeLessThanOrEqual(10 * 24 * 60);
        },
      ),
    );
  });
});
