import { readFolder } from '../adapters/folder/read-folder.ts';
import type { Config } from '../config/read-config.ts';
import type { Body, SourceReader } from '../ports/source-reader.ts';

/** Everything that is read: sources of each kind in its own way, and single pages. */
export interface Reading {
  readonly reader: SourceReader;
  /** Fetches one page through the address guard. Throws one sentence. */
  readPage(address: string): Promise<Body>;
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
    close: async () => (await web)?.close(),
  };
}

async function openWeb(config: Config): Promise<Reading> {
  const [{ openWeb: open }, { readHttp }, { readPage }] = await Promise.all([
    import('../adapters/http/open-web.ts'),
    import('../adapters/http/read-http.ts'),
    import('../adapters/http/read-page.ts'),
  ]);
  const { limits, contact } = config.file;
  const web = open({
    allow: config.settings.FETCH_ALLOW,
    limits: { bytes: limits.fetchMebibytes * 1_048_576, totalTime: limits.fetchSeconds * 1000 },
    ...(contact === '' ? {} : { userAgent: `news-digest/0.1 (+${contact})` }),
  });
  return { reader: readHttp(web), readPage: (address) => readPage(web, address), close: () => web.close() };
}
