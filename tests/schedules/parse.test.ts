import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeSchedule, describeWish } from '../../src/schedules/describe.ts';
import { parseSchedule, SCHEDULE_EXAMPLES } from '../../src/schedules/parse.ts';

const TODAY = Temporal.PlainDate.from('2026-11-24');
const read = (words: string) => parseSchedule(words, 'Europe/London', TODAY);
const said = (words: string) => {
  const parsed = read(words);
  return parsed.kind === 'schedule' ? describeSchedule(parsed.schedule) : `? ${parsed.part}`;
};

describe('parseSchedule', () => {
  it.each([
    ['weekdays 08:30', 'on weekdays at 08:30 (Europe/London)'],
    ['every day at 7 and 19', 'every day at 07:00 and 19:00 (Europe/London)'],
    ['mon, thu 9:15 Europe/Berlin', 'on Monday and Thursday at 09:15 (Europe/Berlin)'],
    ['every 2 hours from 8 to 12', 'every day at 08:00, 10:00 and 12:00 (Europe/London)'],
    ['first monday 10:00', 'on the first Monday of the month at 10:00 (Europe/London)'],
    ['last friday of the month at 5 pm', 'on the last Friday of the month at 17:00 (Europe/London)'],
    ['every 2 weeks on friday 16:00', 'every 2 weeks on Friday at 16:00 (Europe/London)'],
    ['0 8 * * 1-5', 'by cron 0 8 * * 1-5 (Europe/London)'],
    ['* * * * *', 'by cron * * * * * (Europe/London)'],
    ['daily 07:15', 'every day at 07:15 (Europe/London)'],
    ['mon-fri 8', 'on weekdays at 08:00 (Europe/London)'],
    ['fri to sun 8.30 utc', 'on Friday, Saturday and Sunday at 08:30 (UTC)'],
    ['weekends at noon', 'on weekends at 12:00 (Europe/London)'],
    ['7:15 PM', 'every day at 19:15 (Europe/London)'],
    ['12 am', 'every day at 00:00 (Europe/London)'],
    ['Tuesdays 0830', 'on Tuesday at 08:30 (Europe/London)'],
  ])('reads %s', (words, expected) => {
    expect(said(words)).toBe(expected);
  });

  it.each([
    ['weekdays 8:30 ish', '? ish'],
    ['weekdays', '? weekdays'],
    ['25:00', '? 25:00'],
    ['0 0 31 2 *', '? 0 0 31 2 *'],
    ['99 8 * * *', '? 99 8 * * *'],
    ['', '? '],
    ['first 10:00', '? first 10:00'],
  ])('names the part of %j that it does not understand', (words, expected) => {
    expect(said(words)).toBe(expected);
  });

  it.each([
    ['weekdays 8:30 quiet 22:00 to 6:30', 'on weekdays at 08:30 (Europe/London), quiet 22:00 to 06:30'],
    ['hourly, not between 10 pm and 7 am', 'quiet 22:00 to 07:00'],
    ['daily 9 pause until 2026-12-24', 'every day at 09:00 (Europe/London), paused until 2026-12-24'],
    ['0 8 * * 1-5 quiet 22-6', 'by cron 0 8 * * 1-5 (Europe/London), quiet 22:00 to 06:00'],
    ['daily 9 skip when empty', 'every day at 09:00 (Europe/London), skip when empty'],
    [
      'skip if nothing new, weekdays 8:30 Europe/Berlin, hold if fewer than 3 stories',
      'on weekdays at 08:30 (Europe/Berlin), skip when empty, hold if fewer than 3 stories',
    ],
    ['daily 9 quiet 25:00 to 6', '? quiet'],
    ['daily 9 hold if fewer than 99 stories', '? hold'],
    ['daily 9 pause until 2026-02-31', '? pause'],
  ])('reads the clauses of %s', (words, expected) => {
    const parsed = read(words);
    const wish = parsed.kind === 'schedule' ? describeWish(parsed.wish ?? {}) : '';
    expect(`${said(words)}${wish}`).toContain(expected);
  });

  it('suggests the zone that was meant', () => {
    expect(read('Berlin/Europe 8:00')).toEqual({
      kind: 'not-understood',
      part: 'Berlin/Europe',
      zone: { suggestion: 'Europe/Berlin' },
    });
  });

  it('reads its own examples', () => {
    for (const example of SCHEDULE_EXAMPLES) expect(read(example).kind).toBe('schedule');
  });

  it('answers any words without throwing, and understands its own descriptions', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom(...SCHEDULE_EXAMPLES)),
        (words) => {
          const parsed = read(words);
          if (parsed.kind === 'schedule' && parsed.schedule.rule.kind === 'days') {
            const again = parseSchedule(describeSchedule(parsed.schedule).replace(/[()]/g, ''), 'UTC', TODAY);
            expect(again).toEqual(parsed);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
