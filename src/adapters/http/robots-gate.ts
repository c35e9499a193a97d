import type { Web } from './open-web.ts';

/** Says whether robots.txt lets this program read a page (RFC 9309). */
export interface RobotsGate {
  allows(address: string): Promise<boolean>;
}

/** Reads a robots.txt for one product; the answer takes a path with its query. */
export type ReadRobots = (text: string, product: string) => (path: string) => boolean;

const PRODUCT = 'news-digest';
const HOUR = 3_600_000;
/** An answer is kept for a day at most (RFC 9309, 2.4); no answer is asked for again sooner. */
const KEPT = 24 * HOUR;
const KEPT_WITHOUT_ANSWER = HOUR / 4;
const MOST_HOSTS = 1_000;

interface Known {
  readonly until: number;
  readonly allows: Promise<(path: string) => boolean>;
}

/** One robots.txt a host, remembered. `now` counts milliseconds from anywhere. */
export function createRobotsGate(
  web: Web,
  readRobots: ReadRobots,
  now: () => number = () => performance.now(),
): RobotsGate {
  const hosts = new Map<string, Known>();

  async function ask(origin: string): Promise<(path: string) => boolean> {
    try {
      const { status, bytes } = await web.get(`${origin}/robots.txt`, { accept: 'text/plain, */*;q=0.1' });
      if (status >= 200 && status < 300) return readRobots(new TextDecoder().decode(bytes), PRODUCT);
      // There is none: everything may be read. A server that is broken may not be pressed (RFC 9309, 2.3.1).
      if (status >= 400 && status < 500 && status !== 429) return () => true;
    } catch {
      // Not reached: the page will not be either.
    }
    const known = hosts.get(origin);
    if (known !== undefined) hosts.set(origin, { ...known, until: now() + KEPT_WITHOUT_ANSWER });
    return () => false;
  }

  return {
    async allows(address) {
      const url = URL.parse(address);
      if (url === null) return false;
      const known = hosts.get(url.origin);
      if (known !== undefined && known.until > now()) return (await known.allows)(url.pathname + url.search);
      if (hosts.size >= MOST_HOSTS) hosts.delete(hosts.keys().next().value ?? '');
      const allows = Promise.resolve().then(() => ask(url.origin));
      hosts.set(url.origin, { until: now() + KEPT, allows });
      return (await allows)(url.pathname + url.search);
    },
  };
}
