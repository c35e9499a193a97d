import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createClock } from '../../../src/adapters/clock/create-clock.ts';
import type { Log } from '../../../src/ports/log.ts';

const nothing = () => undefined;
const log: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing };
const minutesBetween = (a: Temporal.Instant, b: Temporal.Instant) => Math.abs(a.until(b).total('minutes'));

describe('the clock', () => {
  it('is the machine’s unless it is set', () => {
    expect(minutesBetween(createClock({ log }).now(), Temporal.Now.instant())).toBeLessThan(1);
    const start = Temporal.Instant.from('2026-11-03T06:00:00Z');
    expect(minutesBetween(createClock({ log, startAt: start }).now(), start)).toBeLessThan(1);
  });

  it('beats at once when it is moved, in the new time', async () => {
    const clock = createClock({ log });
    const seen: string[] = [];
    const beat = clock.beat(async () => void seen.push(clock.now().toString({ smallestUnit: 'minute' })));
    await clock.moveTo(Temporal.Instant.from('2027-01-01T00:00:10Z'));
    await beat.stop();
    expect(seen).toContain('2027-01-01T00:00Z');
  });

  it('beats by itself, never while a beat still runs, and survives one that fails', async () => {
    const clock = createClock({ log });
    let running = 0;
    let most = 0;
    let beats = 0;
    const twice = Promise.withResolvers<void>();
    const beat = clock.beat(async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 1200));
      running -= 1;
      beats += 1;
      if (beats === 2) twice.resolve();
      throw new Error('a beat failed');
    });
    await twice.promise;
    await beat.stop();
    expect(most).toBe(1);
  });

  it('follows a file: its instant plus the time since the file changed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'news-digest-clock-'));
    const file = join(folder, 'clock.txt');
    writeFileSync(file, '2026-03-28T23:59:00Z\n');
    const earlier = Date.now() / 1000 - 600;
    utimesSync(file, earlier, earlier);
    const clock = createClock({ log, file });
    expect(minutesBetween(clock.now(), Temporal.Instant.from('2026-03-29T00:09:00Z'))).toBeLessThan(1);

    const moved = Promise.withResolvers<void>();
    const beat = clock.beat(async () => {
      if (clock.now().toString().startsWith('2027-')) moved.resolve();
    });
    writeFileSync(file, '2027-05-01T00:00:00Z');
    await moved.promise;
    await beat.stop();
    rmSync(folder, { recursive: true });
  });

  it('goes on as before when the file cannot be read', () => {
    const clock = createClock({ log, file: '/nowhere/clock.txt' });
    expect(minutesBetween(clock.now(), Temporal.Now.instant())).toBeLessThan(1);
  });
});
