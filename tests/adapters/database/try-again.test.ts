import { describe, expect, test } from 'vitest';
import { tryAgain } from '../../../src/adapters/database/try-again.ts';

describe('what meets a lock', () => {
  const locked = new Error('locked');
  const waits = { isLock: (error: unknown) => error === locked, patience: 40, name: 'The database x' };
  const failing = (times: number, error: Error) => {
    let runs = 0;
    return async () => {
      if (runs++ < times) throw error;
      return runs;
    };
  };

  test('is run again until it gets through', async () => {
    expect(await tryAgain(failing(3, locked), { ...waits, patience: 10_000 })).toBe(4);
  });

  test('ends in one sentence when it never does', async () => {
    await expect(tryAgain(failing(Number.POSITIVE_INFINITY, locked), waits)).rejects.toThrow(
      /^The database x was locked by another process for 0 s: see what else uses it .*, and try again\.$/,
    );
  });

  test('is not run again after any other error', async () => {
    await expect(tryAgain(failing(1, new Error('disk full')), waits)).rejects.toThrow('disk full');
  });
});
