import { readFileSync, statSync } from 'node:fs';
import { schedule } from 'node-cron';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';

export interface ClockOptions {
  readonly log: Log;
  /** The program's time when it starts; absent: the machine's. */
  readonly startAt?: Temporal.Instant;
  /** A file with one ISO instant: now is that instant plus the time since the file changed, read every second. */
  readonly file?: string;
}

/** A clock that can be set, for the playground; as long as nobody does, it is the machine's. */
export interface MovableClock extends Clock {
  /** Sets the time and waits for the beat that follows. */
  moveTo(instant: Temporal.Instant): Promise<void>;
}

/** The machine's clock, moved by an offset; node-cron gives the beat. */
export function createClock(options: ClockOptions): MovableClock {
  const { startAt, file, log } = options;
  let offset = startAt === undefined ? 0 : startAt.epochMilliseconds - Date.now();
  let fileStamp = '';
  let work: (() => Promise<void>) | undefined;
  let running: Promise<void> | undefined;

  function readFile(): void {
    if (file === undefined) return;
    try {
      const { mtimeMs } = statSync(file);
      const text = readFileSync(file, 'utf8').trim();
      if (`${mtimeMs} ${text}` === fileStamp) return;
      offset = Temporal.Instant.from(text).epochMilliseconds - mtimeMs;
      fileStamp = `${mtimeMs} ${text}`;
    } catch (error) {
      // A file that is just being written is empty for a moment: the time goes on as before until the next look.
      log.debug('The clock file could not be read', { file, reason: String(error) });
    }
  }

  function beatOnce(): Promise<void> {
    running ??= runWork().finally(() => {
      running = undefined;
    });
    return running;
  }

  async function runWork(): Promise<void> {
    try {
      await work?.();
    } catch (error) {
      log.error('A beat failed', { reason: error instanceof Error ? error.message : String(error) });
    }
  }

  readFile();
  return {
    now: () => Temporal.Instant.fromEpochMilliseconds(Math.floor(Date.now() + offset)),
    beat(given) {
      work = given;
      const task = schedule('* * * * * *', tick, { timezone: 'UTC' });
      // node-cron's own guard against overlaps writes a warning for each; `beatOnce` joins the beat that still runs.
      async function tick(): Promise<void> {
        readFile();
        await beatOnce();
      }
      return {
        async stop() {
          work = undefined;
          await task.destroy();
          await running;
        },
      };
    },
    async moveTo(instant) {
      // A beat under way saw the old time: it ends first, so that the next one is wholly in the new.
      await running;
      offset = instant.epochMilliseconds - Date.now();
      await beatOnce();
    },
  };
}
