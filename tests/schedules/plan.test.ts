import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Schedule, Weekday } from '../../src/domain/schedule.ts';
import { nextSlot, nextSlots, plan } from '../../src/schedules/plan.ts';

const instant = (text: string) => Temporal.Instant.from(text);
const daily = (time: string, zone: string, more: Partial<Schedule> = {}): Schedule => ({
  rule: { kind: 'days', days: [1, 2, 3, 4, 5, 6, 7], times: [time] },
  zone,
  ...more,
});
const texts = (slots: readonly Temporal.Instant[]) => slots.map(String);

const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'UTC',
  'America/Sao_Paulo',
];
const anyZone = fc.constantFrom(...ZONES);
const anyTime = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '15', '30', '59'))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`);
const anyDays = fc.uniqueArray(fc.constantFrom<Weekday>(1, 2, 3, 4, 5, 6, 7), { minLength: 1 });
const anyRule = fc.oneof(
  fc
    .record({ days: anyDays, times: fc.uniqueArray(anyTime, { minLength: 1, maxLength: 3 }) })
    .map((rule) => ({
      kind: 'days' as const,
      days: rule.days,
      times: [...rule.times].sort(),
    })),
  fc.constantFrom('0 8 * * 1-5', '30 2 * * *', '*/30 * * * *', '15 6 1 * *').map((expression) => ({
    kind: 'cron' as const,
    expression,
  })),
);
const anyQuiet = fc.option(fc.record({ from: anyTime, to: anyTime }), { nil: undefined });
const anySchedule = fc
  .record({ rule: anyRule, zone: anyZone, quiet: anyQuiet })
  .map(({ quiet, ...rest }): Schedule => ({ ...rest, ...(quiet === undefined ? {} : { quiet }) }));
const anyMoment = fc
  .integer({ min: Date.UTC(2026, 0, 1) / 60_000, max: Date.UTC(2028, 0, 1) / 60_000 })
  .map((minutes) => Temporal.Instant.fromEpochMilliseconds(minutes * 60_000));

describe('plan', () => {
  it('gives each local day its slot, also where a day has 23 or 25 hours', () => {
    const year = plan(
      daily('08:30', 'Europe/Berlin'),
      instant('2026-12-31T23:00Z'),
      instant('2027-12-31T23:00Z'),
    );
    expect(year).toHaveLength(365);
    expect(
      new Set(year.map((slot) => slot.toZonedDateTimeISO('Europe/Berlin').toPlainTime().toString())),
    ).toEqual(new Set(['08:30:00']));
  });

  it('runs a time in the spring gap at the first instant after it', () => {
    const slots = plan(
      daily('02:30', 'Europe/Berlin'),
      instant('2027-03-27T12:00Z'),
      instant('2027-03-29T00:00Z'),
    );
    expect(texts(slots)).toEqual(['2027-03-28T01:00:00Z']);
  });

  it('runs a time in the autumn overlap once, the first time', () => {
    const slots = plan(
      daily('02:30', 'Europe/Berlin'),
      instant('2027-10-30T12:00Z'),
      instant('2027-10-31T12:00Z'),
    );
    expect(texts(slots)).toEqual(['2027-10-31T00:30:00Z']);
  });

  it('takes a cron expression by the local time of its zone', () => {
    const schedule: Schedule = { rule: { kind: 'cron', expression: '0 8 * * 1-5' }, zone: 'Europe/Berlin' };
    expect(texts(nextSlots(schedule, instant('2026-11-27T12:00Z'), 2))).toEqual([
      '2026-11-30T07:00:00Z',
      '2026-12-01T07:00:00Z',
    ]);
  });

  it('knows the first and the last weekday of a month', () => {
    const month = (nth: 1 | -1): Schedule => ({
      rule: { kind: 'month', nth, day: 1, times: ['10:00'] },
      zone: 'UTC',
    });
    expect(texts(nextSlots(month(1), instant('2026-11-24T00:00Z'), 2))).toEqual([
      '2026-12-07T10:00:00Z',
      '2027-01-04T10:00:00Z',
    ]);
    expect(texts(nextSlots(month(-1), instant('2026-11-24T00:00Z'), 2))).toEqual([
      '2026-11-30T10:00:00Z',
      '2026-12-28T10:00:00Z',
    ]);
  });

  it('counts every second week from the week it was made in', () => {
    const schedule: Schedule = {
      rule: { kind: 'days', days: [5], times: ['16:00'], everyWeeks: 2, anchor: '2026-11-24' },
      zone: 'UTC',
    };
    expect(texts(nextSlots(schedule, instant('2026-11-24T00:00Z'), 3))).toEqual([
      '2026-11-27T16:00:00Z',
      '2026-12-11T16:00:00Z',
      '2026-12-25T16:00:00Z',
    ]);
  });

  it('lets a slot in quiet hours wait for their end, across midnight too', () => {
    const schedule = daily('23:00', 'Europe/Berlin', { quiet: { from: '22:00', to: '06:30' } });
    expect(texts(nextSlots(schedule, instant('2026-11-24T20:00Z'), 2))).toEqual([
      '2026-11-25T05:30:00Z',
      '2026-11-26T05:30:00Z',
    ]);
  });

  it('takes equal ends of quiet hours for none', () => {
    const schedule = daily('23:00', 'UTC', { quiet: { from: '08:00', to: '08:00' } });
    expect(String(nextSlot(schedule, instant('2026-11-24T20:00Z')))).toBe('2026-11-24T23:00:00Z');
  });

  it('has no slot before the end of a pause', () => {
    const schedule = daily('08:00', 'UTC', { pausedUntil: instant('2026-12-01T08:00Z') });
    expect(String(nextSlot(schedule, instant('2026-11-24T20:00Z')))).toBe('2026-12-01T08:00:00Z');
  });

  it('is undefined for a day that never comes', () => {
    const never: Schedule = { rule: { kind: 'cron', expression: '0 0 31 2 *' }, zone: 'UTC' };
    expect(nextSlot(never, instant('2026-11-24T20:00Z'))).toBeUndefined();
  });

  it('gives the same slots wherever the span is split', () => {
    fc.assert(
      fc.property(
        anySchedule,
        anyMoment,
        fc.integer({ min: 1, max: 20_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (schedule, from, minutes, share) => {
          const until = from.add({ minutes });
          const middle = from.add({ minutes: Math.floor(minutes * share) });
          const whole = texts(plan(schedule, from, until));
          expect([...texts(plan(schedule, from, middle)), ...texts(plan(schedule, middle, until))]).toEqual(
            whole,
          );
        },
      ),
      { numRuns: 150 },
    );
  });

  it('is ascending, inside the span, and never within quiet hours', () => {
    fc.assert(
      fc.property(anySchedule, anyMoment, (schedule, from) => {
        const until = from.add({ hours: 24 * 8 });
        const slots = plan(schedule, from, until);
        for (const [index, slot] of slots.entries()) {
          expect(Temporal.Instant.compare(slot, slots[index - 1] ?? from)).toBe(1);
          expect(Temporal.Instant.compare(slot, until)).not.toBe(1);
          expect(isQuiet(slot, schedule)).toBe(false);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('agrees with looking at every minute of a week', () => {
    fc.assert(
      fc.property(
        anyTime,
        anyZone,
        fc.constantFrom('2026-10-24T00:00Z', '2026-03-07T00:00Z', '2026-06-01T00:00Z'),
        (time, zone, start) => {
          const from = instant(start);
          const slots = new Set(texts(plan(daily(time, zone), from, from.add({ hours: 168 }))));
          const seen = new Set<string>();
          for (let minute = 1; minute <= 168 * 60; minute++) {
            const at = from.add({ minutes: minute });
            const local = at.toZonedDateTimeISO(zone);
            const day = local.toPlainDate().toString();
            if (local.toPlainTime().toString({ smallestUnit: 'minute' }) !== time || seen.has(day)) continue;
            seen.add(day);
            expect(slots.has(String(at))).toBe(true);
          }
        },
      ),
      { numRuns: 12 },
    );
  });
});

function isQuiet(slot: Temporal.Instant, { quiet, zone }: Schedule): boolean {
  if (quiet === undefined || quiet.from === quiet.to) return false;
  const time = slot.toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: 'minute' });
  if (quiet.from < quiet.to) return time >= quiet.from && time < quiet.to;
  return time >= quiet.from || time < quiet.to;
}
