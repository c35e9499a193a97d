/** How often a person may ask for something that fetches or computes. */
export interface RateLimit {
  /** Takes one turn; 0 when there was one, else the seconds until the next one. */
  take(key: string, now: Temporal.Instant): number;
}

const MINUTE_MS = 60_000;
/** Keys are forgotten in one sweep when there are more than this. */
const MOST_KEYS = 10_000;

/** A token bucket per key: `perMinute` turns at once, refilled evenly (Turner 1986, the leaky bucket as a meter). */
export function createRateLimit(perMinute: number): RateLimit {
  const buckets = new Map<string, { turns: number; at: number }>();
  const perTurn = MINUTE_MS / perMinute;
  return {
    take(key, now) {
      const at = now.epochMilliseconds;
      if (buckets.size > MOST_KEYS) buckets.clear();
      const bucket = buckets.get(key) ?? { turns: perMinute, at };
      const refilled = Math.min(perMinute, bucket.turns + Math.max(0, at - bucket.at) / perTurn);
      const isFree = refilled >= 1;
      buckets.set(key, { turns: isFree ? refilled - 1 : refilled, at });
      return isFree ? 0 : ((1 - refilled) * perTurn) / 1000;
    },
  };
}
