import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';

/** What was asked of the farm, in order. */
export interface Visit {
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** How one address of the farm behaves. */
export type Plot = (request: IncomingMessage, response: ServerResponse) => void;

export interface FeedFarm {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** `127.0.0.1:PORT`, for FETCH_ALLOW. */
  readonly hostPort: string;
  readonly visits: readonly Visit[];
  /** Adds or replaces an address. */
  plant(path: string, plot: Plot): void;
  close(): Promise<void>;
}

/** A small HTTP server with feeds that behave well and badly; its state is what was asked of it. */
export async function startFeedFarm(host = '127.0.0.1'): Promise<FeedFarm> {
  const visits: Visit[] = [];
  const plots = new Map<string, Plot>(Object.entries(PLOTS));
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    visits.push({ path, headers: request.headers });
    const plot = plots.get(path.split('?', 1)[0] ?? path);
    if (plot === undefined) response.writeHead(404).end();
    else plot(request, response);
  });
  const port = await listen(server, host);
  return {
    origin: `http://127.0.0.1:${port}`,
    hostPort: `127.0.0.1:${port}`,
    visits,
    plant: (path, plot) => void plots.set(path, plot),
    close: () => close(server),
  };
}

async function listen(server: Server, host: string): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return (server.address() as AddressInfo).port;
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

/** A feed of RSS with so many items. */
export function rss(items: number, title = 'The Farm'): string {
  const written = Array.from(
    { length: items },
    (_, at) =>
      `<item><title>News ${at}</title><link>https://farm.example/${at}</link><guid>${at}</guid></item>`,
  );
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>${title}</title>${written.join('')}</channel></rss>`;
}

const TYPE = 'application/rss+xml';

function packed(encoding: string, pack: (bytes: Buffer) => Buffer): Plot {
  return (_request, response) => {
    response.writeHead(200, { 'content-type': TYPE, 'content-encoding': encoding });
    response.end(pack(Buffer.from(rss(3))));
  };
}

function redirect(status: number, to: string): Plot {
  return (_request, response) => response.writeHead(status, { location: to }).end();
}

/** 64 MiB of nothing, in a few kilobytes. */
function bomb(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': TYPE, 'content-encoding': 'gzip' });
  response.end(gzipSync(Buffer.alloc(64 * 1_048_576)));
}

/** A byte now and then, for ever. */
function drip(response: ServerResponse): void {
  const timer = setInterval(() => response.write(' '), 50);
  response.on('close', () => clearInterval(timer));
}

const PLOTS: Readonly<Record<string, Plot>> = {
  '/feed': (_request, response) => response.writeHead(200, { 'content-type': TYPE }).end(rss(3)),
  '/etag': (request, response) => {
    if (request.headers['if-none-match'] === '"one"') response.writeHead(304).end();
    else
      response
        .writeHead(200, { etag: '"one"', 'last-modified': 'Tue, 24 Nov 2026 10:00:00 GMT' })
        .end(rss(1));
  },
  '/gzip': packed('gzip', gzipSync),
  '/br': packed('br', brotliCompressSync),
  '/zstd': packed('zstd', zstdCompressSync),
  '/deflate': packed('deflate', deflateSync),
  '/deflate-raw': packed('deflate', deflateRawSync),
  '/twice': packed('gzip, br', (bytes) => brotliCompressSync(gzipSync(bytes))),
  '/five-times': packed('gzip, gzip, gzip, gzip, gzip', gzipSync),
  '/unknown-packing': packed('snappy', (bytes) => bytes),
  '/cut-gzip': packed('gzip', (bytes) => gzipSync(bytes).subarray(0, -12)),
  '/bomb': bomb,
  '/huge': (_request, response) => {
    response.writeHead(200, { 'content-type': TYPE, 'content-length': 1_073_741_824 });
    response.write('x');
  },
  '/endless': (_request, response) => {
    response.writeHead(200, { 'content-type': TYPE });
    const more = () => {
      while (response.write(Buffer.alloc(65_536, 32)));
    };
    response.on('drain', more);
    more();
  },
  '/drip-body': (_request, response) => {
    response.writeHead(200, { 'content-type': TYPE });
    drip(response);
  },
  '/silent': () => {},
  '/cut': (_request, response) => {
    response.writeHead(200, { 'content-length': 1000 });
    response.write(rss(1), () => response.destroy());
  },
  '/loop': redirect(302, '/loop'),
  '/moved': redirect(301, '/feed'),
  '/moved-for-now': redirect(302, '/moved'),
  '/moved-then-for-now': redirect(308, '/elsewhere'),
  '/elsewhere': redirect(307, '/feed'),
  '/inside': redirect(302, 'http://10.0.0.1/'),
  '/gone': (_request, response) => response.writeHead(410).end(),
  '/busy': (_request, response) => response.writeHead(429, { 'retry-after': '120' }).end(),
  '/error': (_request, response) => response.writeHead(500).end(),
  '/empty': (_request, response) => response.writeHead(200, { 'content-type': TYPE }).end(),
  '/page': (_request, response) =>
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      .end(
        '<!doctype html><html><head><link rel="alternate" type="application/rss+xml" href="/feed"></head><body>Hi</body></html>',
      ),
};
