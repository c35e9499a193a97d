import { ARTICLE_TEXT_LIMIT, type Article } from '../domain/article.ts';
import { idOf } from '../domain/ids.ts';
import type { Source } from '../domain/source.ts';
import { canonicalLink, cleanLink } from './canonical-link.ts';
import { parseDate } from './dates.ts';
import { fingerprintOf } from './fingerprint.ts';
import { present } from './present.ts';
import { statedLanguage } from './stated-language.ts';
import type { FreshArticle } from './to-articles.ts';
import { wireOf } from './wire.ts';

/**
 * Reads a file of the seeds folder: optional white space, optional front matter, optional `date YYYY-MM-DD `, then the
 * article at once. Front matter wins over the date line. Throws one sentence when the bytes are no UTF-8 text or there
 * is no article.
 */
export function toSeedArticle(
  file: { readonly name: string; readonly bytes: Uint8Array },
  source: Source,
  fetched: Temporal.Instant,
): FreshArticle {
  const { front, published, text } = readSeed(textOf(file));
  if (text === '') throw new Error(`${file.name} has no article in it; write its text after the date line.`);
  const link = front['link'] === undefined ? undefined : cleanLink(front['link']);
  const title = front['title'] ?? firstSentence(text);
  const article: Article = present({
    id: idOf<'article'>(source.id, (link && canonicalLink(link)) ?? file.name),
    source: source.id,
    link,
    title,
    text,
    language: statedLanguage(front['language'], source.language),
    outlet: front['source'] ?? source.title,
    wire: front['wire'] ?? wireOf(undefined, text),
    published,
    fetched,
    countsAsNew: true,
    tags: [],
  });
  return { article, fingerprint: fingerprintOf(title, text) };
}

function textOf(file: { readonly name: string; readonly bytes: Uint8Array }): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file.bytes);
  } catch {
    throw new Error(`${file.name} is not UTF-8 text; save it as UTF-8.`);
  }
}

const FRONT_MATTER = /^\s*---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/;
const BARE_FRONT_MATTER = /^\s*((?:(?:title|source|link|published|wire|language):[^\n]*\n)+)/i;
const DATE_LINE = /^\s*date (\d{4}-\d{2}-\d{2})\s+/;

function readSeed(written: string): {
  readonly front: Readonly<Record<string, string>>;
  readonly published: Temporal.Instant | undefined;
  readonly text: string;
} {
  const matter = FRONT_MATTER.exec(written) ?? BARE_FRONT_MATTER.exec(written);
  const front = matter === null ? {} : fieldsOf(matter[1] ?? '');
  const body = written.slice(matter?.[0].length ?? 0);
  const dateLine = DATE_LINE.exec(body);
  const published = parseDate(front['published'] ?? dateLine?.[1] ?? '');
  return { front, published, text: cut(body.slice(dateLine?.[0].length ?? 0)) };
}

function fieldsOf(matter: string): Readonly<Record<string, string>> {
  const pairs = matter.split(/\r?\n/).flatMap((line) => {
    const field = /^\s*([a-z]+)\s*:\s*(.*?)\s*$/i.exec(line);
    const value = field?.[2]?.replace(/^(["'])(.*)\1$/, '$2') ?? '';
    return field === null || value === '' ? [] : [[(field[1] ?? '').toLowerCase(), value] as const];
  });
  return Object.fromEntries(pairs);
}

function cut(body: string): string {
  const text = body.replaceAll('\r\n', '\n').trim();
  return text.length <= ARTICLE_TEXT_LIMIT
    ? text
    : text.slice(0, ARTICLE_TEXT_LIMIT).replace(/[\ud800-\udbff]$/, '');
}

/** What serves as a headline when there is no title: the first sentence, or its beginning. */
function firstSentence(text: string): string {
  const paragraph = (text.split(/\n\s*\n/, 1)[0] ?? text).replace(/\s+/gu, ' ').trim();
  const [first] = new Intl.Segmenter(undefined, { granularity: 'sentence' }).segment(paragraph);
  const sentence = first?.segment.trim() ?? paragraph;
  return sentence.length <= 200 ? sentence : `${sentence.slice(0, 199).replace(/\s+\S*$/u, '')}…`;
}
