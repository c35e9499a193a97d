import { generateOpml, parseOpml } from 'feedsmith';
import { isWebAddress } from './addresses.ts';
import { FeedError } from './parsed-feed.ts';
import { present } from './present.ts';

/** A feed of a list. */
export interface ListedFeed {
  readonly address: string;
  readonly title?: string;
  readonly language?: string;
  /** The folders that it stands in, each as a path (`News/Local`); none when it stands beside the folders. */
  readonly tags: readonly string[];
}

/** An outline as the parser gives it: a folder, a feed, or both. */
interface Outline {
  readonly text?: string | undefined;
  readonly title?: string | undefined;
  readonly xmlUrl?: string | undefined;
  readonly language?: string | undefined;
  readonly outlines?: readonly Outline[] | undefined;
}

const MOST_FEEDS = 20_000;
const DEEPEST = 20;

/**
 * The feeds of an OPML list (opml.org/spec2.opml), in its order; one that stands in several folders is one feed with
 * several tags. Throws a `FeedError` when there is no list in it.
 */
export function readOpml(text: string): readonly ListedFeed[] {
  const found = new Map<string, ListedFeed>();
  const walk = (outlines: readonly Outline[], path: readonly string[]): void => {
    for (const outline of outlines) {
      const address = outline.xmlUrl?.trim() ?? '';
      if (isWebAddress(address) && found.size < MOST_FEEDS) add(found, address, outline, path);
      const inside = outline.outlines ?? [];
      if (inside.length > 0 && path.length < DEEPEST) walk(inside, [...path, asName(outline)]);
    }
  };
  walk(parse(text), []);
  return [...found.values()];
}

function parse(text: string): readonly Outline[] {
  try {
    return (parseOpml(text).body?.outlines ?? []) as readonly Outline[];
  } catch {
    // The parser takes a list without entries for none.
    if (/<opml[\s>]/i.test(text) && !/<outline[\s>]/i.test(text)) return [];
    throw new FeedError('This is no OPML list; export it once more from where the feeds are now.');
  }
}

function add(
  found: Map<string, ListedFeed>,
  address: string,
  outline: Outline,
  path: readonly string[],
): void {
  const known = found.get(address);
  const tags = [...(known?.tags ?? []), ...(path.length === 0 ? [] : [path.join('/')])];
  const title = (outline.text ?? outline.title)?.trim();
  const feed = present({
    address,
    title: title === '' ? undefined : title,
    language: outline.language,
    // In one order, so that a list says the same however its folders stand.
    tags: [...new Set(tags)].sort(),
  });
  found.set(address, known === undefined ? feed : { ...known, tags: feed.tags });
}

/** A folder's name as a part of a path: a slash of its own does not divide. */
function asName({ text, title }: Outline): string {
  return (text ?? title ?? '').trim().replaceAll('%', '%25').replaceAll('/', '%2F');
}

function fromName(name: string): string {
  return name.replaceAll('%2F', '/').replaceAll('%25', '%');
}

interface Folder {
  readonly feeds: ListedFeed[];
  readonly folders: Map<string, Folder>;
}

/** What the generator refuses to write. */
const EMPTY = '<?xml version="1.0" encoding="utf-8"?>\n<opml version="2.0">\n  <body/>\n</opml>\n';

/** An OPML list of these feeds, their tags as folders; `readOpml` gives the same feeds back. */
export function writeOpml(title: string, feeds: readonly ListedFeed[]): string {
  const root = newFolder();
  for (const feed of feeds) {
    const paths = feed.tags.length === 0 ? [[]] : feed.tags.map((tag) => tag.split('/'));
    for (const path of paths) folderAt(root, path).feeds.push(feed);
  }
  if (feeds.length === 0) return EMPTY;
  return generateOpml({ head: { title }, body: { outlines: outlinesOf(root) } });
}

function newFolder(): Folder {
  return { feeds: [], folders: new Map() };
}

function folderAt(root: Folder, path: readonly string[]): Folder {
  let at = root;
  for (const name of path) {
    const next = at.folders.get(name) ?? newFolder();
    at.folders.set(name, next);
    at = next;
  }
  return at;
}

interface WrittenOutline {
  text: string;
  title?: string;
  type?: string;
  xmlUrl?: string;
  language?: string;
  outlines?: WrittenOutline[];
}

function outlinesOf({ feeds, folders }: Folder): WrittenOutline[] {
  return [
    ...feeds.map(
      ({ address, title = '', language }): WrittenOutline => ({
        text: title === '' ? address : title,
        type: 'rss',
        xmlUrl: address,
        ...(language === undefined ? {} : { language }),
      }),
    ),
    ...[...folders].map(
      ([name, folder]): WrittenOutline => ({ text: fromName(name), outlines: outlinesOf(folder) }),
    ),
  ];
}
