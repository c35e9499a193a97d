import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { HOST_RULES, type HostManners, type HostRules, OWN_HOST_RULES } from './host-manners.ts';
import type { Answer, Web } from './open-web.ts';
import { retryAfterOf } from './retry-after.ts';
import { within } from './special-networks.ts';

/**
 * The same web, with manners: each host is asked as `manners` allows, and what it answers is learned from. Whoever has
 * to wait longer than `patience` (milliseconds) gets a `PostponedError`. `allow` is FETCH_ALLOW.
 */
export function politeWeb(
  web: Web,
  manners: HostManners,
  patience: number,
  allow: readonly string[] = [],
): Web {
  const isOwn = ownHosts(allow);
  return {
    async get(address, headers) {
      const url = URL.parse(address);
      // What is no address is refused by the guard behind.
      if (url === null) return web.get(address, headers);
      const leave = await manners.enter(url.host, rulesFor(url, isOwn), patience);
      try {
        const answer = await web.get(address, headers);
        learn(manners, url.host, answer);
        return answer;
      } finally {
        leave();
      }
    },
    close: () => web.close(),
  };
}

function rulesFor(url: URL, isOwn: (url: URL) => boolean): HostRules {
  return isOwn(url) ? OWN_HOST_RULES : HOST_RULES;
}

function learn(manners: HostManners, host: string, { status, headers }: Answer): void {
  const retryAfter = retryAfterOf(headers['retry-after'], headers['date']);
  if (status === 429 || (status === 503 && retryAfter !== undefined)) {
    manners.slowDown(host, retryAfter?.total('milliseconds'));
  }
}

function ownHosts(allow: readonly string[]): (url: URL) => boolean {
  const entries = allow.map((entry) => entry.trim().toLowerCase());
  const hosts = new Set(entries.filter((entry) => !ipaddr.isValidCIDR(entry)));
  const networks = entries
    .filter((entry) => ipaddr.isValidCIDR(entry))
    .map((entry) => ipaddr.parseCIDR(entry));
  return ({ hostname, port, protocol }) => {
    const bare = hostname.replace(/^\[|\]$/g, '');
    if (hosts.has(`${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`)) return true;
    if (isIP(bare) === 0) return false;
    const ip = ipaddr.parse(bare);
    return networks.some((network) => within(ip, network));
  };
}
