import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { buildConnector } from 'undici';
import { isPublicAddress, type Network, within } from './special-networks.ts';

/** All addresses of a name. Injected in tests. */
export type Resolve = (
  host: string,
) => Promise<readonly { readonly address: string; readonly family: number }[]>;

/** Opens a socket to an address that was checked; `pinned` answers with it. Injected in tests. */
export type OpenSocket = (
  options: buildConnector.Options,
  pinned: LookupFunction,
  callback: buildConnector.Callback,
) => void;

/** The address is one that this program does not connect to; the message is one sentence that says why. */
export class ForbiddenError extends Error {
  override readonly name = 'ForbiddenError';
}

export interface Guard {
  /** The address as a URL; throws a `ForbiddenError` for what is refused by its looks. */
  check(address: string): URL;
  /** Connects to public unicast addresses only, and to the very address that was checked. */
  readonly connect: buildConnector.connector;
}

const PORTS = new Set(['', '80', '443', '8080', '8443']);

interface Exceptions {
  readonly hosts: ReadonlySet<string>;
  readonly networks: readonly Network[];
}

/**
 * The address guard: http(s), the ports of the web, no credentials, and only public unicast addresses, looked at again
 * for every hop and for every address of a name. `allow` opens what it names: `host:port`, or a network (`10.1.0.0/16`)
 * with all its ports. Throws when an entry is neither.
 */
export function createGuard(
  allow: readonly string[],
  resolve: Resolve = resolveAll,
  open: OpenSocket = openSocket,
): Guard {
  const exceptions = exceptionsOf(allow);
  return {
    check: (address) => checked(address, exceptions),
    connect: guardedConnect(exceptions, resolve, open),
  };
}

async function resolveAll(host: string): ReturnType<Resolve> {
  return lookup(host, { all: true, verbatim: true });
}

function exceptionsOf(allow: readonly string[]): Exceptions {
  const entries = allow.map((entry) => entry.trim().toLowerCase()).filter((entry) => entry !== '');
  const networks = entries
    .filter((entry) => ipaddr.isValidCIDR(entry))
    .map((entry) => ipaddr.parseCIDR(entry));
  const hosts = entries.filter((entry) => !ipaddr.isValidCIDR(entry));
  for (const host of hosts) {
    if (!/^(?:[^\s:/[\]]+|\[[\da-f:.]+\]):\d{1,5}$/.test(host)) {
      throw new Error(`"${host}" in FETCH_ALLOW is neither host:port nor a network such as 10.1.0.0/16.`);
    }
  }
  return { hosts: new Set(hosts), networks };
}

function checked(address: string, exceptions: Exceptions): URL {
  const url = URL.parse(address);
  if (url === null) throw new ForbiddenError(`"${address}" is no address; write it in full, with https://.`);
  if (!/^https?:$/.test(url.protocol))
    throw new ForbiddenError(`${address} is refused: only http and https are read.`);
  if (url.username !== '' || url.password !== '') {
    throw new ForbiddenError(`${url.host} is refused: an address must not carry a name or a password.`);
  }
  const host = bareHost(url.hostname);
  if (isNamed(host, portOf(url.protocol, url.port), exceptions)) return url;
  if (isIP(host) !== 0) checkIp(host, host, exceptions);
  const inNetwork = isIP(host) !== 0 && inNetworks(host, exceptions);
  // A name may still turn out to lie in a network that is open with all its ports; then the connector decides.
  if (!PORTS.has(url.port) && !inNetwork && (isIP(host) !== 0 || exceptions.networks.length === 0)) {
    throw new ForbiddenError(`${url.host} is refused: only the ports 80, 443, 8080 and 8443 are read.`);
  }
  return url;
}

function checkIp(ip: string, host: string, exceptions: Exceptions): void {
  if (isPublicAddress(ip) || inNetworks(ip, exceptions)) return;
  const where = ip === host ? host : `${host} (${ip})`;
  throw new ForbiddenError(`${where} is refused: it is not on the public internet.`);
}

function inNetworks(ip: string, exceptions: Exceptions): boolean {
  return exceptions.networks.some((network) => within(ipaddr.parse(ip), network));
}

function isNamed(host: string, port: string, exceptions: Exceptions): boolean {
  return exceptions.hosts.has(`${host.includes(':') ? `[${host}]` : host}:${port}`.toLowerCase());
}

function portOf(protocol: string, port: string | number | undefined): string {
  return String(port || (protocol === 'https:' ? 443 : 80));
}

function bareHost(host: string): string {
  return host.replace(/^\[|\]$/g, '');
}

function guardedConnect(
  exceptions: Exceptions,
  resolve: Resolve,
  open: OpenSocket,
): buildConnector.connector {
  return (options, callback) => {
    const host = bareHost(options.hostname);
    const port = portOf(options.protocol, options.port);
    allowedAddresses(host, port, exceptions, resolve).then(
      (addresses) => {
        // The addresses that were checked are handed on; nobody looks the name up again.
        const pinned: LookupFunction = (_host, settings, done) => {
          const [first] = addresses;
          if (settings.all === true) done(null, [...addresses]);
          else done(null, first?.address ?? '', first?.family ?? 4);
        };
        open(options, pinned, callback);
      },
      (error: Error) => callback(error, null),
    );
  };
}

const CONNECT_MILLISECONDS = 10_000;

const openSocket: OpenSocket = (options, pinned, callback) => {
  buildConnector({ lookup: pinned, timeout: CONNECT_MILLISECONDS })(options, callback);
};

async function allowedAddresses(
  host: string,
  port: string,
  exceptions: Exceptions,
  resolve: Resolve,
): ReturnType<Resolve> {
  // undici calls no lookup for a literal address, so it is looked at here.
  const family = isIP(host);
  const addresses = family === 0 ? await resolve(host) : [{ address: host, family }];
  if (isNamed(host, port, exceptions)) return addresses;
  for (const { address } of addresses) {
    checkIp(address, host, exceptions);
    if (!PORTS.has(port) && !inNetworks(address, exceptions)) {
      throw new ForbiddenError(`${host}:${port} is refused: only the ports 80, 443, 8080 and 8443 are read.`);
    }
  }
  return addresses;
}
