import { existsSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGuard, type Resolve } from '../../../src/adapters/http/guard.ts';
import { openWeb } from '../../../src/adapters/http/open-web.ts';
import { isPublicAddress } from '../../../src/adapters/http/special-networks.ts';

describe('the looks of an address', () => {
  const guard = createGuard([]);
  it.each([
    'ftp://example.org/',
    'file:///etc/passwd',
    '//127.0.0.1/',
    'nonsense',
    'http://user:secret@example.org/',
  ])('are refused (%s)', (address) => expect(() => guard.check(address)).toThrow(/\.$/));
  it.each([25, 3306, 6379, 81])('are refused for port %i', (port) => {
    expect(() => guard.check(`http://example.org:${port}/`)).toThrow(/ports 80, 443, 8080 and 8443/);
  });
  it.each(['http://example.org/', 'https://example.org:8443/', 'http://93.184.216.34:8080/'])(
    'are fine (%s)',
    (address) => {
      expect(guard.check(address).href).toBe(address);
    },
  );
  it('never show a password', () => {
    expect(() => guard.check('http://user:secret@example.org/')).toThrow(/^(?!.*secret)/);
  });
});

describe('an IP address', () => {
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '169.254.169.254',
    '192.88.99.1',
    '198.18.0.1',
    '::1',
    '::ffff:1.2.3.4',
    '64:ff9b::808:808',
    '2002:808:808::1',
    'fec0::1',
    '3fff::1',
    '4000::1',
  ])('is not public (%s)', (address) => expect(isPublicAddress(address)).toBe(false));
  it.each(['8.8.8.8', '172.15.255.255', '2a00:1450:4001::200e', '2606:4700::1111'])(
    'is public (%s)',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );
});

describe('FETCH_ALLOW', () => {
  it('opens the host and port that it names and no other', () => {
    const guard = createGuard(['127.0.0.1:8097', 'intranet.example:81', '[::1]:9000']);
    expect(guard.check('http://127.0.0.1:8097/feed').port).toBe('8097');
    expect(guard.check('http://[::1]:9000/').port).toBe('9000');
    expect(guard.check('http://intranet.example:81/').port).toBe('81');
    expect(() => guard.check('http://127.0.0.1:8098/feed')).toThrow(/refused/);
    expect(() => guard.check('http://127.0.0.1/feed')).toThrow(/refused/);
  });
  it('opens the network that it names and no other', () => {
    const guard = createGuard(['10.1.0.0/16']);
    expect(guard.check('http://10.1.2.3:9999/').hostname).toBe('10.1.2.3');
    expect(() => guard.check('http://10.2.2.3/')).toThrow(/refused/);
  });
  it('says which entry is wrong', () => {
    expect(() => createGuard(['everything'])).toThrow(/"everything" in FETCH_ALLOW/);
  });
});

/** A name server that lies: names of the list, and one that changes its answer. */
function lyingResolver(): Resolve {
  const asked = new Map<string, number>();
  const fixed: Readonly<Record<string, readonly string[]>> = {
    'spoofed.example.net': ['127.0.0.1'],
    'a-and-private.example.net': ['93.184.216.34', '10.0.0.1'],
    'aaaa-private.example.net': ['fd00::1'],
    'mapped.example.net': ['::ffff:7f00:1'],
    'nat64.example.net': ['64:ff9b::7f00:1'],
    'cname-local.example.net': ['127.0.0.1', '::1'],
    'zero.example.net': ['0.0.0.0'],
  };
  return async (host) => {
    const times = (asked.get(host) ?? 0) + 1;
    asked.set(host, times);
    const rebinding = /^rebind(\d+)\./.exec(host)?.[1];
    const isPublic = host.endsWith('.example.net') || host === 'example.com';
    const addresses =
      rebinding === undefined
        ? (fixed[host] ?? [isPublic ? '93.184.216.34' : '127.0.0.1'])
        : [times <= Number(rebinding) ? '93.184.216.34' : '127.0.0.1'];
    return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  };
}

const LIST = '../shared/data/ssrf-urls.dev.txt';

describe.skipIf(!existsSync(LIST))(`hostile and honest addresses (skipped without ${LIST})`, () => {
  const server = createServer((socket) => void sockets.push(socket));
  const sockets: Socket[] = [];
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  afterAll(() => void server.close());

  const cases = existsSync(LIST)
    ? readFileSync(LIST, 'utf8')
        .split('\n')
        .filter((line) => line !== '' && !line.startsWith('#'))
        .map((line) => {
          const [category = '', address = '""'] = line.split('\t');
          return { category, address: JSON.parse(address) as string };
        })
    : [];

  it(`are told apart, all ${cases.length}`, async () => {
    const wrong: string[] = [];
    for (const { category, address } of cases) {
      const connected = await whereItConnects(address);
      const forbidden = connected.filter(
        (to) => !isPublicAddress(to.address) || ![80, 443, 8080, 8443].includes(to.port),
      );
      if (forbidden.length > 0) wrong.push(`${address} reached ${JSON.stringify(forbidden)}`);
      if (category === 'ALLOW' && connected.length === 0) wrong.push(`${address} was refused`);
      if ((category === 'scheme' || category === 'port') && connected.length > 0)
        wrong.push(`${address} was not refused`);
    }
    expect(wrong).toEqual([]);
    expect(sockets).toEqual([]);
  });
});

/** Follows an address as the web adapter does, but notes where a socket would go instead of opening it. */
async function whereItConnects(address: string): Promise<readonly { address: string; port: number }[]> {
  const connected: { address: string; port: number }[] = [];
  const guard = createGuard([], lyingResolver(), (options, pinned, callback) => {
    pinned(options.hostname, { all: true }, (_error, addresses) => {
      const list = Array.isArray(addresses) ? addresses : [{ address: addresses }];
      for (const each of list)
        connected.push({
          address: each.address,
          port: Number(options.port || (options.protocol === 'https:' ? 443 : 80)),
        });
    });
    callback(new Error('noted'), null);
  });
  await follow(guard, address, 0).catch(() => {});
  return connected;
}

async function follow(guard: ReturnType<typeof createGuard>, address: string, hop: number): Promise<void> {
  const url = guard.check(address);
  await new Promise<void>((resolve) => {
    guard.connect({ hostname: url.hostname, host: url.host, protocol: url.protocol, port: url.port }, () =>
      resolve(),
    );
  });
  const to = url.hostname === 'redir.example.net' ? url.searchParams.get('to') : null;
  if (to !== null && hop < 5) await follow(guard, URL.parse(to, url.href)?.href ?? to, hop + 1);
}

describe('a name that changes its answer', () => {
  it('is looked up once for a connection, and the connection goes to what was checked', async () => {
    const answers = [['127.0.0.1'], ['93.184.216.34']];
    let asked = 0;
    const server = createServer((socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const web = openWeb({
      allow: [`rebind.example:${port}`],
      resolve: async () => (answers[asked++] ?? []).map((address) => ({ address, family: 4 })),
    });
    expect((await web.get(`http://rebind.example:${port}/`, {})).status).toBe(200);
    expect(asked).toBe(1);
    await web.close();
    server.close();
  });
});
