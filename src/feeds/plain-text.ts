import { decodeEntities } from './entities.ts';

/** What is no prose: dropped with all that is in it. */
const DROPPED = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'head',
  'iframe',
  'object',
  'svg',
  'math',
  'canvas',
  'audio',
  'video',
  'form',
  'button',
  'select',
  'textarea',
  'nav',
  'pre',
  'code',
  'table',
  'figure',
  'figcaption',
  'aside',
  'footer',
]);

/** What begins a new paragraph and ends the one before. */
const BLOCKS = new Set([
  'p',
  'div',
  'section',
  'article',
  'main',
  'header',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'ul',
  'ol',
  'li',
  'dl',
  'dt',
  'dd',
  'blockquote',
  'hr',
  'address',
  'center',
  'details',
  'summary',
  'body',
  'html',
  'tr',
  'td',
]);

/** More markup than this holds more prose than is kept. */
const MAX_LENGTH = 2_000_000;

/** Lines that feeds add to every item and that no reader needs. */
const BOILERPLATE = [
  /^(?:continue reading|read more|read the (?:full|rest)|weiterlesen|mehr lesen|lire la suite|leer más|seguir leyendo)\b.{0,80}$/iu,
  /^the post .{1,300} (?:first )?appeared (?:first )?on .{1,200}$/iu,
  /^(?:comments|share (?:this|on)|follow us|subscribe|advertisement|anzeige|publicité|sponsored)\b.{0,40}$/iu,
  /^submitted by\s+\/u\/.{1,80}$/iu,
];

const TAG =
  /<(?:!--[\s\S]*?(?:-->|$)|!\[CDATA\[|[!?][^<>]*>|(\/?)([a-z][^\s/<>]*)((?:"[^"]*"|'[^']*'|[^'"<>]){0,20000})>)/gi;

/**
 * The prose of HTML: paragraphs with a blank line between them, entities decoded, everything else dropped (scripts,
 * code, tables, captions, navigation, lines that feeds add). Linear in its input; nothing is run or fetched.
 */
export function plainText(markup: string): string {
  const html = markup.slice(0, MAX_LENGTH);
  const paragraphs: string[] = [];
  let paragraph = '';
  let dropping: { readonly name: string; depth: number } | undefined;
  let last = 0;
  const endParagraph = () => {
    const text = tidy(decodeEntities(paragraph));
    if (text !== '' && !BOILERPLATE.some((pattern) => pattern.test(text))) paragraphs.push(text);
    paragraph = '';
  };
  TAG.lastIndex = 0;
  for (const match of html.matchAll(TAG)) {
    if (dropping === undefined) paragraph += html.slice(last, match.index);
    last = match.index + match[0].length;
    const name = match[2]?.toLowerCase();
    if (name === undefined) continue;
    const closes = match[1] === '/';
    if (dropping !== undefined) {
      if (name === dropping.name) dropping.depth += closes ? -1 : 1;
      if (dropping.depth === 0) dropping = undefined;
    } else if (DROPPED.has(name) && !closes && !match[0].endsWith('/>')) {
      if (name !== 'code') endParagraph();
      dropping = { name, depth: 1 };
    } else if (BLOCKS.has(name)) endParagraph();
    else if (name === 'br') paragraph += '\n';
  }
  if (dropping === undefined) paragraph += html.slice(last);
  endParagraph();
  return paragraphs.join('\n\n');
}

/** The words of one line: no markup, no line breaks. For titles, authors, tags. */
export function plainLine(html: string): string {
  return decodeEntities(html.replace(TAG, ' '))
    .replace(/[\s\u00a0]+/gu, ' ')
    .trim();
}

/** Two line breaks in a row are a paragraph; one is a space. */
function tidy(paragraph: string): string {
  return paragraph
    .split(/\n[\t \u00a0]*\n/)
    .map((part) => part.replace(/[\s\u00a0\u200b\ufeff]+/gu, ' ').trim())
    .filter((part) => part !== '')
    .join('\n\n');
}
