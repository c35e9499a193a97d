import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { windowAround } from '../../../src/adapters/slack/find.ts';

const instant = (min: string, max: string) =>
  fc
    .integer({
      min: Temporal.Instant.from(min).epochMilliseconds,
      max: Temporal.Instant.from(max).epochMilliseconds,
    })
    .map((milliseconds) => Temporal.Instant.fromEpochMilliseconds(milliseconds));
const isWithin = (at: Temporal.Instant, window: ReturnType<typeof windowAround>): boolean =>
  Temporal.Instant.compare(window.oldest, at) <= 0 && Temporal.Instant.compare(at, window.latest) <= 0;

describe('the time in which a post can stand', () => {
  it('is some minutes around its beginning, however late one looks', () => {
    const since = Temporal.Instant.from('2026-11-24T08:00:00Z');
    const now = Temporal.Instant.from('2026-11-25T08:00:00Z');
    const { oldest, latest } = windowAround(since, now, now.add({ milliseconds: 3 }));
    expect(oldest.until(latest).total('minutes')).toBeLessThan(10);
    expect(isWithin(since, { oldest, latest })).toBe(true);
  });

  it('holds the post by both clocks when the program’s was moved, also in between', () => {
    fc.assert(
      fc.property(
        instant('2026-01-01T00:00:00Z', '2027-12-31T00:00:00Z'),
        instant('2026-01-01T00:00:00Z', '2027-12-31T00:00:00Z'),
        fc.integer({ min: 0, max: 86_400 }),
        fc.integer({ min: 0, max: 600 }),
        (since, machineThen, moved, passed) => {
          const now = since.add({ seconds: moved + passed });
          const window = windowAround(since, now, machineThen.add({ seconds: passed }));
          const isApart = Math.abs(now.until(machineThen.add({ seconds: passed })).total('minutes')) > 2;
          if (isApart) expect(isWithin(machineThen, window)).toBe(true);
          expect(isWithin(since, window)).toBe(true);
        },
      ),
    );
  });
});
