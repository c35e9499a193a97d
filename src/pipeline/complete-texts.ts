import type { SourceState } from '../domain/source.ts';
import { decode } from '../feeds/decode.ts';
import type { FreshArticle } from '../feeds/to-articles.ts';
import type { Body } from '../ports/source-reader.ts';
import { raceFor } from './race-for.ts';
import type { Tools } from './tools.ts';
import type { TakeTurn } from './turns.ts';

/** Gives articles their whole text where their source carries only the beginning. Never throws. */
export type CompleteTexts = (
  state: SourceState,
  articles: readonly FreshArticle[],
  takeTurn: TakeTurn,
) => Promise<readonly FreshArticle[]>;

/** Every article keeps what its source carries. */
export const leaveTexts: CompleteTexts = async (_state, articles) => articles;

/** Pages read at one visit. */
const MOST_PAGES = 5;
/** For all of them together; what did not come by then is left. */
const PATIENCE = Temporal.Duration.from({ seconds: 6 });
/** A shorter text is a teaser: about three sentences. */
const SHORT = 400;
const SHORTEST_ARTICLE = 200;

/** `crawlPage` reads a page that no person asked for: behind robots.txt and with manners. Throws when it may or can not. */
export function createCompleteTexts(
  { store, log, rules }: Pick<Tools, 'store' | 'log' | 'rules'>,
  crawlPage: (address: string) => Promise<Body>,
): CompleteTexts {
  async function wanted(state: SourceState, articles: readonly FreshArticle[]): Promise<FreshArticle[]> {
    const { source, firstVisit } = state;
    const when = rules.fullText?.sources.get(source.id) ?? rules.fullText?.usual ?? 'when-short';
    // What a feed holds at its first visit is not news; a page has no text at all.
    const isEarly = firstVisit === undefined && source.kind !== 'page';
    if (when === 'never' || source.kind === 'folder' || isEarly) return [];
    const short = articles.filter(
      ({ article }) => article.link !== undefined && (when === 'always' || article.text.length < SHORT),
    );
    const known = await store.knownArticles(short.map(({ article }) => article.id));
    const before = new Map(known.map(({ id, fingerprint }) => [id, fingerprint]));
    return short
      .filter(({ article, fingerprint }) => before.get(article.id) !== fingerprint)
      .slice(0, MOST_PAGES);
  }

  async function complete(fresh: FreshArticle, takeTurn: TakeTurn): Promise<FreshArticle> {
    const page = await crawlPage(fresh.article.link ?? '');
    if (!/html/i.test(page.contentType)) return fresh;
    const [{ extractArticle }, { pageMarks }] = await Promise.all([
      import('../feeds/article-text.ts'),
      import('../feeds/page-marks.ts'),
    ]);
    return takeTurn(() => {
      const html = decode(page.bytes, page.contentType).text;
      const { text, language } = extractArticle(html, page.address);
      const { article } = fresh;
      const isLonger = text.length >= SHORTEST_ARTICLE && text.length > article.text.length;
      // The fingerprint stays that of what the source carries: it tells whether that was changed.
      return {
        ...fresh,
        article: {
          ...article,
          ...(isLonger ? { text } : {}),
          ...(article.language === undefined && language !== undefined ? { language } : {}),
          tags: [...new Set([...article.tags, ...pageMarks(html)])],
        },
      };
    });
  }

  return async (state, articles, takeTurn) => {
    const found = new Map<string, FreshArticle>();
    const readAll = async (): Promise<void> => {
      const refused = new Set<string>();
      for (const fresh of await wanted(state, articles)) {
        const { host } = new URL(fresh.article.link ?? '');
        if (refused.has(host)) continue;
        try {
          found.set(fresh.article.id, await complete(fresh, takeTurn));
        } catch (error) {
          refused.add(host);
          log.debug('An article keeps its short text', { source: state.source.title, reason: String(error) });
        }
      }
    };
    await raceFor(
      readAll().catch(() => undefined),
      PATIENCE,
      () => undefined,
    );
    return articles.map((fresh) => found.get(fresh.article.id) ?? fresh);
  };
}
