import { resolveAddress } from './addresses.ts';

export interface FoundFeed {
  readonly address: string;
  readonly title?: string;
  /** Whether the page itself names it; otherwise it is a guess that has to be tried. */
  readonly declared: boolean;
}

const FEED_TYPE =
  /^(?:application\/(?:rss|atom|rdf|feed)\+(?:xml|json)|application\/json|text\/xml|application\/xml)/i;
const COMMON_PATHS = ['/feed', '/rss', '/feed.xml', '/rss.xml', '/atom.xml', '/index.xml', '/feed.json'];

/** The feeds of a web page: those its link elements name, then what its host is known for, then common paths. */
export function findFeeds(html: string, address: string): readonly FoundFeed[] {
  const declared = declaredFeeds(html, address);
  const guesses = [...knownHost(address), ...COMMON_PATHS.map((path) => resolveAddress(path, address))];
  const seen = new Set(declared.map((feed) => feed.address));
  return [
    ...declared,
    ...guesses.filter((guess) => !seen.has(guess)).map((guess) => ({ address: guess, declared: false })),
  ];
}

function declaredFeeds(html: string, address: string): readonly FoundFeed[] {
  const found = new Map<string, FoundFeed>();
  for (const [tag] of html.slice(0, 500_000).matchAll(/<link\s[^<>]*>/gi)) {
    const href = attribute(tag, 'href');
    if (
      href === undefined ||
      !/\balternate\b/i.test(attribute(tag, 'rel') ?? '') ||
      !FEED_TYPE.test(attribute(tag, 'type') ?? '')
    )
      continue;
    const target = resolveAddress(href, address);
    const title = attribute(tag, 'title');
    if (!found.has(target)) found.set(target, { address: target, declared: true, ...(title && { title }) });
  }
  return [...found.values()];
}

function attribute(tag: string, name: string): string | undefined {
  const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i').exec(tag);
  return (match?.[1] ?? match?.[2] ?? match?.[3])?.replaceAll('&amp;', '&');
}

/** Sites whose feeds have a fixed address that their pages do not always name. */
function knownHost(address: string): readonly string[] {
  const url = URL.parse(address);
  if (url === null) return [];
  const host = url.hostname.replace(/^(?:www|m|old)\./, '');
  const path = url.pathname.replace(/\/+$/, '');
  const channel = /^\/channel\/(UC[\w-]+)/.exec(path)?.[1];
  if (host === 'youtube.com' && channel)
    return [`https://www.youtube.com/feeds/videos.xml?channel_id=${channel}`];
  if (host === 'reddit.com') return [`https://www.reddit.com${path}/.rss`];
  const repository = /^\/[\w.-]+\/[\w.-]+/.exec(path)?.[0];
  if (host === 'github.com' && repository) return [`https://github.com${repository}/releases.atom`];
  if (host === 'medium.com') return [`https://medium.com/feed${path}`];
  if (host.endsWith('.substack.com')) return [`${url.origin}/feed`];
  return /^\/@[\w.]+$/.test(path) ? [`${url.origin}${path}.rss`] : [];
}
