import ipaddr from 'ipaddr.js';

/**
 * Networks that are not the public internet, beside those ipaddr.js knows by name (IANA special-purpose registries,
 * RFC 6890 and later). Addresses that carry an IPv4 address inside are among them: what they reach is another host.
 */
const SPECIAL = [
  '192.0.0.0/24', // IETF protocol assignments
  '192.88.99.0/24', // 6to4 relays (RFC 7526)
  '198.18.0.0/15', // benchmarks
  '::/96', // IPv4-compatible, unspecified, loopback
  '::ffff:0:0/96', // IPv4-mapped
  '::ffff:0:0:0/96', // IPv4-translated (RFC 2765)
  '64:ff9b::/96', // NAT64
  '64:ff9b:1::/48', // NAT64, local use (RFC 8215)
  '2001::/23', // Teredo, ORCHID, benchmarks
  '2001:db8::/32', // documentation
  '2002::/16', // 6to4
  '3fff::/20', // documentation (RFC 9637)
].map((network) => ipaddr.parseCIDR(network));

/** All that is handed out as public IPv6 (RFC 4291, 2.4). */
const GLOBAL_IPV6 = ipaddr.parseCIDR('2000::/3');

/** Whether an IP address is a public unicast address. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  if (parsed.kind() === 'ipv6' && !within(parsed, GLOBAL_IPV6)) return false;
  return !SPECIAL.some((network) => within(parsed, network));
}

type Parsed = ReturnType<typeof ipaddr.parse>;
export type Network = ReturnType<typeof ipaddr.parseCIDR>;

/** Whether an address lies in a network of its own kind. */
export function within(address: Parsed, network: Network): boolean {
  return address.kind() === network[0].kind() && address.match(network);
}
