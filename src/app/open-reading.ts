import { readFolder } from '../adapters/folder/read-folder.ts';
import type { Config } from '../config/read-config.ts';
import { readRobots } from '../feeds/robots.ts';
import type { Body, SourceReader } from '../ports/source-reader.ts';

/** Everything that is read: sources of each kind in its own way, and single pages. */
export interface Reading {
  readonly reader: SourceReader;
  /** Fetches one page through the address guard. Throws one sentence. */
  readPage(address: string): Promise<Body>;
  /** As `readPage`, where robots.txt lets programs read it: for pages that no person asked for. */
  crawlPage(address: string): Promise<Body>;
  close(): Promise<void>;
}

/**
 * Reading within the limits of the configuration. The HTTP client takes 12 MB, so it is loaded by the first address:
 * an instance that reads only folders never does.
 */
export function openReading(config: Config): Reading {
  const folder = readFolder();
  let web: ReturnType<typeof openWeb> | undefined;
  const webOnce = () => {
    web ??= openWeb(config);
    return web;
  };
  return {
    reader: {
      read: async (source, validators) =>
        source.kind === 'folder'
          ? folder.read(source, validators)
          : (await webOnce()).reader.read(source, validators),
    },
    readPage: async (address) => (await webOnce()).readPage(address),
    crawlPage: async (address) => (await webOnce()).crawlPage(address),
    close: async () => (await web)?.close(),
  };
}

/** Milliseconds that a visit waits for its turn with a host, and that a person waits. */
const VISIT_PATIENCE = 1_000;
const PERSON_PATIENCE = 8_000;

async function openWeb(config: Config): Promise<Reading> {
  const [
    { openWeb: open },
    { createHostManners },
    { politeWeb },
    { readHttp },
    { readPage },
    { createRobotsGate },
  ] = await Promise.all([
    import('../adapters/http/open-web.ts'),
    import('../adapters/http/host-manners.ts'),
    import('../adapters/http/polite-web.ts'),
    import('../adapters/http/read-http.ts'),
    import('../adapters/http/read-page.ts'),
    import('../adapters/http/robots-gate.ts'),
  ]);
  const { limits, contact } = config.file;
  const allow = config.settings.FETCH_ALLOW;
  const web = open({
    allow,
    limits: { bytes: limits.fetchMebibytes * 1_048_576, totalTime: limits.fetchSeconds * 1000 },
    ...(contact === '' ? {} : { userAgent: `news-digest/0.1 (+${contact})` }),
  });
  const manners = createHostManners();
  const patient = politeWeb(web, manners, PERSON_PATIENCE, allow);
  const robots = createRobotsGate(patient, readRobots);
  return {
    reader: readHttp(politeWeb(web, manners, VISIT_PATIENCE, allow), robots),
    readPage: (address) => readPage(patient, address),
    async crawlPage(address) {
      if (await robots.allows(address)) return readPage(patient, address);
      throw new Error(`${new URL(address).host} does not let programs read this page (robots.txt).`);
    },
    close: () => web.close(),
  };
}
