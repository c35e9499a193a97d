import { Refused } from './refused.ts';

/** Five posts in five seconds for each channel, said in headers (docs.discord.com/developers/topics/rate-limits). */
export interface RateLimits {
  /** Posts per window. */
  most: number;
  windowMs: number;
  /** Counts one; refuses it with 429 when there were too many. */
  take(path: string): void;
  headers(path: string): Readonly<Record<string, string>>;
}

export function createRateLimits(): RateLimits {
  const windows = new Map<string, { readonly until: number; count: number }>();
  const limits: RateLimits = {
    most: 5,
    windowMs: 5_000,
    take(path) {
      const window = windowOf(path);
      if (window.count >= limits.most) throw new Refused(429, 0, String((window.until - Date.now()) / 1000));
      window.count += 1;
    },
    headers(path) {
      const { until, count } = windowOf(path);
      return {
        'x-ratelimit-limit': String(limits.most),
        'x-ratelimit-remaining': String(Math.max(0, limits.most - count)),
        'x-ratelimit-reset': String(until / 1000),
        'x-ratelimit-reset-after': String(Math.max(0, until - Date.now()) / 1000),
        'x-ratelimit-bucket': 'bucket-of-messages',
      };
    },
  };
  function windowOf(path: string) {
    const known = windows.get(path);
    if (known !== undefined && known.until > Date.now()) return known;
    const window = { until: Date.now() + limits.windowMs, count: 0 };
    windows.set(path, window);
    return window;
  }
  return limits;
}
