import type { Source } from '../domain/source.ts';
import { FeedError, type ParsedFeed, type VisitHints } from '../feeds/parsed-feed.ts';
import { toSeedArticle } from '../feeds/seed-file.ts';
import type { FreshArticle } from '../feeds/to-articles.ts';
import type { Body } from '../ports/source-reader.ts';

/** What the bodies of one visit hold. */
export interface Harvest {
  readonly articles: readonly FreshArticle[];
  /** What the source calls itself. */
  readonly title?: string;
  readonly language?: string;
  /** Each in one sentence; what could be read is read all the same. */
  readonly faults: readonly string[];
  readonly hints: VisitHints;
}

const NO_HINTS: VisitHints = { skipHours: [], skipDays: [] };

/** Bytes to articles. Throws FeedError when nothing in them can be read. */
export async function readBodies(
  source: Source,
  bodies: readonly Body[],
  fetched: Temporal.Instant,
): Promise<Harvest> {
  return source.kind === 'folder' ? readFiles(source, bodies, fetched) : readFeed(source, bodies[0], fetched);
}

async function readFeed(source: Source, body: Body | undefined, fetched: Temporal.Instant): Promise<Harvest> {
  if (body === undefined) throw new FeedError(`${source.address} sent nothing.`);
  // Parsers and HTML take 20 MB: an instance that reads only folders never loads them.
  const { toArticlesGently } = await import('../feeds/to-articles.ts');
  const parsed = await parse(source, body);
  const { title, language } = parsed.source;
  return {
    articles: await toArticlesGently(parsed, source, fetched, true, giveWay),
    faults: parsed.faults.map((fault) => fault.message),
    hints: parsed.hints,
    ...(title === undefined ? {} : { title }),
    ...(language === undefined ? {} : { language }),
  };
}

async function parse(source: Source, body: Body): Promise<ParsedFeed> {
  if (source.kind === 'page') {
    const { parsePage } = await import('../feeds/parse-page.ts');
    return parsePage(body, source.address);
  }
  const { MAX_ITEMS, parseFeedGently } = await import('../feeds/parse.ts');
  return parseFeedGently(body, MAX_ITEMS, giveWay);
}

function readFiles(source: Source, bodies: readonly Body[], fetched: Temporal.Instant): Harvest {
  const articles: FreshArticle[] = [];
  const faults: string[] = [];
  for (const { address, bytes } of bodies) {
    try {
      articles.push(
        toSeedArticle({ name: address.slice(address.lastIndexOf('/') + 1), bytes }, source, fetched),
      );
    } catch (error) {
      faults.push(error instanceof Error ? error.message : String(error));
    }
  }
  return { articles, faults, hints: NO_HINTS };
}

/** A feed of several MB is read in pieces, with a turn of the event loop between them for everything else. */
function giveWay(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
