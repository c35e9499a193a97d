import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { ARTICLE_TEXT_LIMIT } from '../domain/article.ts';
import { isWebAddress, resolveAddress } from './addresses.ts';
import { boundHtml } from './bound-html.ts';
import { plainLine, plainText } from './plain-text.ts';
import { present } from './present.ts';
import { statedLanguage } from './stated-language.ts';

export interface ExtractedArticle {
  readonly title?: string;
  /** Plain text with its paragraphs. */
  readonly text: string;
  readonly language?: string;
  /** The address that the page calls its own. */
  readonly link?: string;
}

/**
 * The article of a web page, without what stands around it (Mozilla's Readability). Size and depth of the page are
 * bounded; nothing in it is run. A page without a recognizable article gives the prose of the whole page.
 */
export function extractArticle(html: string, address: string): ExtractedArticle {
  const bounded = boundHtml(html);
  const { document } = parseHTML(bounded);
  const page = pageFacts(document as unknown as PageDocument, address);
  const article = readArticle(document);
  const text = plainText(article?.content ?? bounded).slice(0, ARTICLE_TEXT_LIMIT);
  const title = plainLine(article?.title ?? '') || page.title;
  return present({
    title: title === '' ? undefined : title,
    text,
    language: statedLanguage(article?.lang, page.language),
    link: page.link,
  });
}

interface PageElement {
  readonly textContent: string | null;
  getAttribute(name: string): string | null;
}

interface PageDocument {
  readonly documentElement: PageElement | null;
  querySelector(selector: string): PageElement | null;
}

function pageFacts(
  document: PageDocument,
  address: string,
): { title: string; language: string | undefined; link: string | undefined } {
  const meta = (name: string) =>
    document.querySelector(`meta[property="${name}"]`)?.getAttribute('content') ?? undefined;
  const canonical = document.querySelector('link[rel="canonical"]')?.getAttribute('href') ?? meta('og:url');
  const link = canonical === undefined ? address : resolveAddress(canonical, address);
  return {
    title: plainLine(meta('og:title') ?? document.querySelector('title')?.textContent ?? ''),
    language: document.documentElement?.getAttribute('lang') ?? meta('og:locale'),
    link: isWebAddress(link) ? link : undefined,
  };
}

interface ReadableArticle {
  readonly title?: string | null | undefined;
  readonly content?: string | null | undefined;
  readonly lang?: string | null | undefined;
}

function readArticle(document: unknown): ReadableArticle | undefined {
  try {
    // Readability is typed for the DOM of a browser, which linkedom stands in for.
    const page = document as ConstructorParameters<typeof Readability>[0];
    return new Readability(page).parse() ?? undefined;
  } catch {
    // What Readability cannot take still has its prose.
    return undefined;
  }
}
