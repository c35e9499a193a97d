import { openSqliteStore } from '../../src/adapters/database/open-store.ts';
import { openInProcessJobs } from '../../src/adapters/jobs/in-process.ts';
import type { Tools } from '../../src/pipeline/tools.ts';
import type { Log } from '../../src/ports/log.ts';
import type { Body, ReadOutcome } from '../../src/ports/source-reader.ts';
import type { Store } from '../../src/ports/store.ts';

/** A web of written answers, and what the loops need to read it; its state is what was asked of it. */
export interface PaperWeb {
  readonly tools: Tools;
  readonly store: Store;
  /** Addresses in the order in which they were asked for. */
  readonly asked: string[];
  /** An answer by its address: a text (its beginning tells what it is), or an outcome. */
  readonly answers: Map<string, string | ReadOutcome | (() => Promise<ReadOutcome>)>;
  at: Temporal.Instant;
  readPage(address: string): Promise<Body>;
}

export async function openPaperWeb(): Promise<PaperWeb> {
  const store = await openSqliteStore(':memory:');
  const answers: PaperWeb['answers'] = new Map();
  const asked: string[] = [];
  const log: Log = { debug() {}, info() {}, warn() {}, error: (...line) => void asked.push(line.join(' ')) };
  const plain = (address: string): string => address.replace(/#.*/, '');

  async function readPage(address: string): Promise<Body> {
    asked.push(plain(address));
    const answer = answers.get(plain(address));
    if (typeof answer !== 'string') throw new Error(`${address} answered with the error 404.`);
    return bodyOf(address, answer);
  }
  const web: PaperWeb = {
    store,
    asked,
    answers,
    at: Temporal.Instant.from('2026-11-24T07:00:00Z'),
    readPage,
    tools: {
      store,
      log,
      reader: {
        async read({ address }) {
          const answer = answers.get(plain(address));
          asked.push(plain(address));
          if (typeof answer === 'function') return answer();
          if (typeof answer === 'object') return answer;
          if (answer !== undefined) {
            return { kind: 'fresh', bodies: [bodyOf(address, answer)], validators: {}, faults: [] };
          }
          const message = `${address} answered with the error 404.`;
          return { kind: 'failed', fault: 'refused', message };
        },
      },
      crawlPage: readPage,
      platforms: new Map(),
      jobs: openInProcessJobs({ log }),
      now: () => web.at,
      random: () => 0,
      rules: {
        sourcesAtOnce: 2,
        postsAtOnce: 2,
        requestsPerMinute: 5,
        retention: { articleDays: 30, deliveryDays: 30, requestDays: 2 },
        defaults: { zone: 'UTC', schedule: 'daily 08:00', stories: 6, locale: 'en' },
        alone: true,
      },
    },
  };
  return web;
}

function bodyOf(address: string, text: string): Body {
  const contentType = text.startsWith('<?xml') ? 'application/rss+xml' : 'text/html';
  return { bytes: new TextEncoder().encode(text), address: address.replace(/#.*/, ''), contentType };
}

/** A feed of items with a title, a link and a text. */
export function paperFeed(title: string, items: readonly (readonly [string, string, string])[]): string {
  const written = items.map(
    ([name, link, text]) =>
      `<item><title>${name}</title><link>${link}</link><description>${text}</description></item>`,
  );
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>${title}</title><language>en</language>${written.join('')}</channel></rss>`;
}
