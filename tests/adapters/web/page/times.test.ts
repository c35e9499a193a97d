import { describe, expect, it } from 'vitest';
import { ageOf, dateOf, dayTimeOf, recentOf, timeOf } from '../../../../src/adapters/web/page/times.ts';

const now = '2026-11-24T07:30:00Z';
const zone = 'Europe/Berlin';
const seconds = (instant: string) => Date.parse(instant) / 1000;

describe('Times on the page', () => {
  it('are said in the zone of the playground', () => {
    expect([timeOf(now, zone), dayTimeOf(now, zone), dateOf(now, zone)]).toEqual([
      '08:30',
      'Tue 08:30',
      'Tue 24 Nov',
    ]);
    expect(timeOf('2026-11-23T23:05:00Z', zone)).toBe('00:05');
  });

  it('are ages counted from the clock of the playground', () => {
    expect(ageOf(seconds('2026-11-24T04:30:00Z'), now)).toBe('3 hours ago');
    expect(ageOf(seconds('2026-11-24T07:29:00Z'), now)).toBe('1 minute ago');
    expect(ageOf(seconds(now), now)).toBe('just now');
    expect(ageOf(seconds('2026-11-22T07:30:00Z'), now)).toBe('2 days ago');
    expect(ageOf(seconds('2026-11-25T07:30:00Z'), now)).toBe('in 1 day');
  });

  it('are near days by name', () => {
    expect(recentOf('2026-11-24T05:30:00Z', now, zone)).toBe('Today at 06:30');
    expect(recentOf('2026-11-22T23:30:00Z', now, zone)).toBe('Yesterday at 00:30');
    expect(recentOf('2026-11-20T05:30:00Z', now, zone)).toBe('Fri 20 Nov, 06:30');
  });
});
