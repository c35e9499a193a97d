/** The time and the regular call. The only way in which the core learns what time it is. */
export interface Clock {
  now(): Temporal.Instant;
  /**
   * Calls `work` every second (and at once when the clock is moved), never while an earlier call still runs.
   * What `work` throws is logged and does not stop the beat. Returns how to end it.
   */
  beat(work: () => Promise<void>): { stop(): Promise<void> };
}
