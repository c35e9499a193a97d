import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Jobs } from '../../src/ports/jobs.ts';
import type { Log } from '../../src/ports/log.ts';

/** What every `Jobs` does. `open` makes a new one, not yet started, that shares nothing with an earlier one. */
export function jobsContract(kind: string, open: (log: Log) => Promise<Jobs>): void {
  describe(`jobs ${kind}`, () => {
    let jobs: Jobs;
    let done: string[];
    let lines: string[];
    beforeEach(async () => {
      done = [];
      lines = [];
      jobs = await open(logTo(lines));
    });
    afterEach(() => jobs.stop());
    const doneWith = (...keys: readonly string[]) =>
      expect.poll(() => done.toSorted(), { timeout: 8_000 }).toEqual(keys.toSorted());

    test('reach who handles their kind, with their key', async () => {
      jobs.handle('collect', async (key) => void done.push(`collect ${key}`));
      jobs.handle('deliver', async (key) => void done.push(`deliver ${key}`));
      await jobs.start();
      await jobs.hint('collect', 'a');
      await jobs.hint('deliver', 'a');
      await jobs.hint('deliver', 'slack/T1/channel/C1');
      await doneWith('collect a', 'deliver a', 'deliver slack/T1/channel/C1');
    });

    test('are not asked for twice while they wait', async () => {
      const gate = Promise.withResolvers<void>();
      jobs.handle('collect', async (key) => {
        done.push(key);
        await gate.promise;
      });
      await jobs.start();
      await jobs.hint('collect', 'a');
      await doneWith('a');
      for (let each = 0; each < 5; each++) await jobs.hint('collect', 'a');
      gate.resolve();
      // Once more, since it was asked for while it ran; not five times more.
      await doneWith('a', 'a');
      await jobs.hint('collect', 'b');
      await doneWith('a', 'a', 'b');
    });

    test('of one key run one at a time, those of several side by side', async () => {
      const now = new Map<string, number>();
      let most = 0;
      let mostOfOne = 0;
      jobs.handle('deliver', async (key) => {
        now.set(key, (now.get(key) ?? 0) + 1);
        mostOfOne = Math.max(mostOfOne, now.get(key) ?? 0);
        most = Math.max(most, sum(now.values()));
        await sleep(30);
        now.set(key, (now.get(key) ?? 0) - 1);
        done.push(key);
      });
      await jobs.start();
      for (let round = 0; round < 6; round++) {
        await Promise.all(['a', 'b', 'c'].map((key) => jobs.hint('deliver', key)));
        await sleep(20);
      }
      await expect.poll(() => new Set(done).size, { timeout: 8_000 }).toBe(3);
      expect(mostOfOne).toBe(1);
      expect(most).toBeGreaterThan(1);
    });

    test('that fail are said, and stop no other', async () => {
      jobs.handle('collect', async (key) => {
        if (key === 'bad') throw new Error('broken on purpose');
        done.push(key);
      });
      await jobs.start();
      await jobs.hint('collect', 'bad');
      await jobs.hint('collect', 'good');
      await doneWith('good');
      await expect
        .poll(() => lines, { timeout: 8_000 })
        .toEqual(['A job failed: collect bad broken on purpose']);
    });

    test('under way end before stop does; nothing is taken after it', async () => {
      const gate = Promise.withResolvers<void>();
      const begun = Promise.withResolvers<void>();
      jobs.handle('collect', async (key) => {
        begun.resolve();
        await gate.promise;
        done.push(key);
      });
      await jobs.start();
      await jobs.hint('collect', 'a');
      await begun.promise;
      const stopped = jobs.stop();
      await jobs.hint('collect', 'b');
      gate.resolve();
      await stopped;
      expect(done).toEqual(['a']);
    });
  });
}

function sum(numbers: Iterable<number>): number {
  return [...numbers].reduce((all, one) => all + one, 0);
}

function logTo(lines: string[]): Log {
  const nothing = () => {};
  return {
    debug: nothing,
    info: nothing,
    warn: nothing,
    error: (message, fields) =>
      void lines.push(`${message}: ${fields?.['kind']} ${fields?.['key']} ${fields?.['reason']}`),
  };
}
