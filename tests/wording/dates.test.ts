import { describe, expect, it } from 'vitest';
import { dateTimeWords, dayWords, nearTimeWords, timeWords, weekdayWords } from '../../src/wording/dates.ts';

const at = Temporal.Instant.from('2026-11-25T07:30:00Z');
const zone = 'Europe/Berlin';

describe('date words', () => {
  it('name the day without year and time', () => {
    expect(dayWords('en', zone, at)).toBe('Wednesday 25 November');
    expect(weekdayWords('en', zone, at)).toBe('Wednesday');
  });

  it('name a time in the zone of the reader', () => {
    expect(dateTimeWords('en', zone, at)).toBe('Wed 25 Nov 08:30');
    expect(dateTimeWords('en', 'Asia/Tokyo', at)).toBe('Wed 25 Nov 16:30');
    expect(timeWords('en', 'America/New_York', at)).toBe('02:30');
  });

  it('follow the custom of the locale', () => {
    expect(dayWords('en-US', zone, at)).toBe('Wednesday, November 25');
    expect(timeWords('en-US', zone, at)).toMatch(/^8:30\sAM$/u);
    expect(dayWords('de', zone, at)).toBe('Mittwoch, 25. November');
  });

  it('say only the weekday while no other can be meant', () => {
    expect(nearTimeWords('en', zone, at, at.subtract({ hours: 24 }))).toBe('Wednesday 08:30');
    expect(nearTimeWords('en', zone, at, at.add({ hours: 24 * 6 }))).toBe('Wednesday 08:30');
    expect(nearTimeWords('en', zone, at, at.add({ hours: 24 * 7 }))).toBe('Wed 25 Nov 08:30');
  });

  it('count days as the reader does, not in hours', () => {
    // Six days and 23 hours later, but a week later on the calendar of the reader.
    const late = Temporal.Instant.from('2026-11-25T22:30:00Z');
    const early = Temporal.Instant.from('2026-12-01T23:30:00Z');
    expect(nearTimeWords('en', zone, late, early)).toBe('Wed 25 Nov 23:30');
  });

  it('fall back to English where a locale is unknown or malformed', () => {
    expect(dayWords('xx', zone, at)).toBe('Wednesday 25 November');
  });
});
