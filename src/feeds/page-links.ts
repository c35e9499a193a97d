import { parseHTML } from 'linkedom';
import { isWebAddress, resolveAddress } from './addresses.ts';
import { boundHtml } from './bound-html.ts';
import { parseDate } from './dates.ts';
import { plainLine } from './plain-text.ts';
import { present } from './present.ts';

/** A link of a page that is an article's, with what stands beside it. */
export interface PageLink {
  readonly title: string;
  readonly address: string;
  readonly summary?: string;
  readonly published?: Temporal.Instant;
}

/** A block of links that repeats: probably a list of articles. */
export interface LinkBlock {
  /** A CSS selector that finds these links again. */
  readonly selector: string;
  readonly links: readonly PageLink[];
}

export interface ReadPage {
  readonly title: string;
  readonly language?: string;
  readonly links: readonly PageLink[];
}

/** The part of the DOM that is used here. */
interface Element {
  readonly localName: string;
  readonly textContent: string | null;
  readonly parentElement: Element | null;
  getAttribute(name: string): string | null;
  querySelector(selector: string): Element | null;
  querySelectorAll(selector: string): Iterable<Element>;
}

interface Document extends Pick<Element, 'querySelector' | 'querySelectorAll'> {
  readonly documentElement: Element | null;
}

const MOST_BLOCKS = 3;
const MOST_LINKS = 200;
/** Kinds of places that get a closer look, those with the most links. */
const MOST_GROUPS = 12;
/** Fewer links, or shorter ones, are a menu. */
const LEAST_LINKS = 3;
const LEAST_TITLE = 15;
const LEAST_WORDS = 3;
/** Around the articles, not of them. */
const ASIDE = new Set(['nav', 'header', 'footer', 'aside', 'form', 'dialog']);
const ASIDE_NAME =
  /(?:^|[-_ ])(?:nav|menu|footer|sidebar|breadcrumbs?|cookie|social|share|tags?|related|comments?)(?:$|[-_ ])/i;
/** Classes that tell one item of a list from another, or that a build tool made up. */
const PASSING =
  /\d|^(?:first|last|odd|even|active|current|featured|sticky|new|hidden|visible|selected)$|^(?:is|has|js)-/i;

/**
 * The blocks of links on a page that look like lists of articles, best first, at most three: links that stand at the
 * same kind of place in the page (the same chain of elements), with words enough for a headline, counted by how much
 * they say. Size and depth of the page are bounded; nothing in it is run.
 */
export function findLinkBlocks(html: string, address: string): readonly LinkBlock[] {
  const document = parse(html);
  const groups = new Map<string, number>();
  for (const anchor of document.querySelectorAll('a[href]')) {
    const chain = chainOf(anchor);
    if (chain === undefined) continue;
    const key = chain.join(' > ');
    groups.set(key, (groups.get(key) ?? 0) + 1);
  }
  const blocks = [...groups]
    .filter(([, links]) => links >= LEAST_LINKS)
    .sort(([, one], [, other]) => other - one)
    .slice(0, MOST_GROUPS)
    .flatMap(([chain]) => blockOf(chain, document, address));
  return withoutRepeats(blocks.sort((one, other) => other.score - one.score)).slice(0, MOST_BLOCKS);
}

/** The links of a page that a selector finds. An unknown or broken selector finds none. */
export function readPageLinks(html: string, address: string, selector: string): ReadPage {
  const document = parse(html);
  const language = document.documentElement?.getAttribute('lang') ?? undefined;
  return present({
    title: plainLine(document.querySelector('title')?.textContent ?? ''),
    language: language === '' ? undefined : language,
    links: linksOf(document, address, selector),
  });
}

function parse(html: string): Document {
  const { document } = parseHTML(boundHtml(html));
  return document as unknown as Document;
}

/** `body`, … down to the link, each with the class that its like share; undefined for what is no article's link. */
function chainOf(anchor: Element): readonly string[] | undefined {
  if (!isTitle(titleOf(anchor))) return undefined;
  const chain: string[] = [];
  for (let at: Element | null = anchor; at !== null && at.localName !== 'html'; at = at.parentElement) {
    const names = `${at.getAttribute('class') ?? ''} ${at.getAttribute('id') ?? ''}`;
    if (ASIDE.has(at.localName) && at.querySelector('h1, article') === null) return undefined;
    if (at.localName !== 'body' && ASIDE_NAME.test(names)) return undefined;
    chain.unshift(`${at.localName}${classOf(at)}`);
  }
  return chain;
}

function classOf(element: Element): string {
  if (element.localName === 'body') return '';
  const names = (element.getAttribute('class') ?? '').split(/\s+/);
  const lasting = names.find((name) => /^[a-z][\w-]{1,40}$/i.test(name) && !PASSING.test(name));
  return lasting === undefined ? '' : `.${lasting}`;
}

function isTitle(text: string): boolean {
  if (text.length < LEAST_TITLE) return false;
  // Scripts without spaces have no words to count.
  return text.split(' ').length >= LEAST_WORDS || /[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]/u.test(text);
}

function blockOf(
  chain: string,
  document: Document,
  address: string,
): readonly (LinkBlock & { score: number })[] {
  const selector = shortest(chain, document);
  const links = linksOf(document, address, selector);
  if (links.length < LEAST_LINKS) return [];
  const said = links.reduce((sum, { title }) => sum + Math.min(title.length, 90), 0);
  const dated = links.filter(({ published }) => published !== undefined).length / links.length;
  const headed = /(?:^|[\s>])(?:h[1-6]|article)(?:[.\s]|$)/.test(selector) ? 1.5 : 1;
  const main = /(?:^|[\s>])main(?:[.\s]|$)/.test(chain) ? 1.3 : 1;
  // Beyond thirty, more links are an archive rather than news.
  const score = (said / links.length) * Math.min(links.length, 30) * headed * main * (1 + dated / 2);
  return [{ selector, links, score }];
}

/** The shortest end of the chain that finds no more than the chain does. */
function shortest(chain: string, document: Document): string {
  const parts = chain.split(' > ');
  const all = count(document, chain);
  for (let length = 3; length < parts.length; length++) {
    const end = parts.slice(-length).join(' > ');
    if (count(document, end) === all) return end;
  }
  return chain;
}

function count(document: Document, selector: string): number {
  return [...document.querySelectorAll(selector)].length;
}

function linksOf(document: Document, address: string, selector: string): readonly PageLink[] {
  const anchors = select(document, selector);
  const held = linksHeld(anchors);
  const found = new Map<string, PageLink>();
  for (const anchor of anchors.slice(0, MOST_LINKS)) {
    const target = resolveAddress(anchor.getAttribute('href') ?? '', address);
    const title = titleOf(anchor);
    if (title === '' || !isWebAddress(target) || found.has(target)) continue;
    found.set(target, present({ title, address: target, ...besideOf(anchor, title, held) }));
  }
  return [...found.values()];
}

/** Of a link around a whole card, the heading in it. */
function titleOf(anchor: Element): string {
  const heading = plainLine(anchor.querySelector('h1, h2, h3, h4, h5, h6')?.textContent ?? '');
  return heading === '' ? plainLine(anchor.textContent ?? '') : heading;
}

/** How many of the links stand in each element around them. */
function linksHeld(anchors: readonly Element[]): ReadonlyMap<Element, number> {
  const held = new Map<Element, number>();
  for (const anchor of anchors) {
    for (let at = anchor.parentElement; at !== null; at = at.parentElement) {
      held.set(at, (held.get(at) ?? 0) + 1);
    }
  }
  return held;
}

function select(document: Document, selector: string): readonly Element[] {
  try {
    return [...document.querySelectorAll(selector)].filter((element) => element.localName === 'a');
  } catch {
    return [];
  }
}

/** What the item says besides its title: the item is the largest element around a link that holds no other of them. */
function besideOf(anchor: Element, title: string, held: ReadonlyMap<Element, number>) {
  let item = anchor;
  for (let at = anchor.parentElement; at !== null && held.get(at) === 1; at = at.parentElement) {
    if (at.localName === 'body') break;
    item = at;
  }
  const written = item.querySelector('time[datetime]')?.getAttribute('datetime');
  const summary = plainLine(item.querySelector('p')?.textContent ?? '');
  return {
    published: written == null ? undefined : parseDate(written),
    summary: summary === '' || summary === title ? undefined : summary,
  };
}

/** Two blocks with mostly the same links (a headline and its picture) are one. */
function withoutRepeats<Block extends LinkBlock>(blocks: readonly Block[]): readonly Block[] {
  const kept: Block[] = [];
  for (const block of blocks) {
    const addresses = new Set(block.links.map((link) => link.address));
    const repeats = kept.some(
      ({ links }) => links.filter((link) => addresses.has(link.address)).length * 2 > addresses.size,
    );
    if (!repeats) kept.push(block);
  }
  return kept.map(({ selector, links }) => ({ selector, links }) as Block);
}
