import { resolveAddress } from './addresses.ts';
import type { FeedFault } from './parsed-feed.ts';

export interface Mended {
  /** One well-formed element, without declaration, DOCTYPE, comments and processing instructions. */
  readonly xml: string;
  /** Local name of the root in lower case: `rss`, `feed`, `rdf`, `channel`. */
  readonly root: string;
  readonly faults: readonly FeedFault[];
}

interface Open {
  readonly name: string;
  /** As the feed wrote it, in lower case: what its end tag is called. */
  readonly written: string;
  readonly local: string;
  /** Whether its tags are left out: too deep, or of no use. */
  readonly silent: boolean;
  /** Where its start tag stands in the output, to take it back when it was cut off. */
  readonly at: number;
  readonly base: string | undefined;
}

/** Deeper than any feed nests; the parser behind this is recursive. */
const MAX_DEPTH = 100;
const ROOT = /<(?:[\w.-]+:)?(rss|feed|rdf|channel)(?=[\s>/])/i;
const WELL_FORMED_TAG =
  /<([\p{L}_][\p{L}\p{N}_.:-]*)((?:\s+[\p{L}_][\p{L}\p{N}_.:-]*\s*=\s*(?:"[^"<&]*"|'[^'<&]*'))*)\s*(\/?)>/uy;
const LOOSE_TAG = /<([\p{L}_][^\s<>/=]*)((?:"[^"]*"|'[^']*'|[^<>"'])*?|[^<>]*)(\/?)>/uy;
const END_TAG = /<\/\s*([^\s<>/]+)[^<>]*>/y;
const ATTRIBUTE = /([^\s=/"'<>]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?/g;
const CONTROL = /[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu;
const BARE_AMPERSAND =
  /&(?!#\d{1,7};|#x[\da-f]{1,6};|(?:amp|lt|gt|quot|apos);)([\p{L}][\p{L}\p{N}]{0,30};)?/giu;

/** Elements that hold one value; another of them starting inside means that the first was not closed. */
const VALUES = new Set([
  'title',
  'link',
  'guid',
  'id',
  'pubdate',
  'updated',
  'published',
  'issued',
  'modified',
  'language',
]);
/** A part of such a value is a wrong value, so what was cut off inside one is left out. */
const NO_HALVES = new Set([
  ...VALUES,
  'date',
  'name',
  'email',
  'uri',
  'url',
  'category',
  'creator',
  'author',
  'lastbuilddate',
]);
/** Elements whose text is an address, so that `xml:base` applies to it. */
const ADDRESSES = new Set(['link', 'id', 'uri', 'url', 'comments', 'icon', 'logo']);
const REPEATED = new Set(['item', 'entry']);
/** Elements that feeds of the RSS family borrow without a prefix, and where the parser finds them. */
const RENAMED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  channel: { author: 'managingEditor' },
  item: {
    body: 'content:encoded',
    'xhtml:body': 'content:encoded',
    summary: 'atom:summary',
    id: 'atom:id',
    updated: 'atom:updated',
    published: 'atom:published',
    tags: 'itunes:keywords',
  },
};
/** HTML elements without an end, as they stand in unescaped markup. */
const VOID = new Set(['br', 'hr', 'img', 'wbr']);

/** Makes well-formed XML of what a feed sent, and says what had to be mended. Undefined when there is no feed in it. */
export function mendXml(text: string, address: string): Mended | undefined {
  return new Mender(text, address).mend();
}

class Mender {
  readonly #text: string;
  readonly #address: string;
  readonly #output: string[] = [];
  readonly #open: Open[] = [];
  readonly #faults = new Map<string, FeedFault>();
  #at = 0;
  #root = '';
  #silent = 0;

  constructor(text: string, address: string) {
    this.#text = text;
    this.#address = address;
  }

  mend(): Mended | undefined {
    const start = ROOT.exec(this.#text);
    if (start === null) return undefined;
    this.#root = (start[1] ?? '').toLowerCase();
    this.#at = start.index;
    this.#checkProlog(this.#text.slice(0, start.index));
    do {
      this.#step();
    } while (this.#at < this.#text.length && this.#open.length > 0);
    this.#finish();
    return { xml: this.#output.join(''), root: this.#root, faults: [...this.#faults.values()] };
  }

  #checkProlog(prolog: string): void {
    const rest = prolog
      .replace(/<\?[\s\S]*?\?>/g, '')
      .replace(/<!--[\s\S]*?-->/g, '')
      .replace(/<!DOCTYPE[^[>]*(?:\[[\s\S]*?\])?[^>]*>/gi, '');
    if (/\S/.test(rest))
      this.#fault('junk-before', 'There is something before the feed that is no part of it; it was skipped.');
    if (/<!ENTITY/i.test(prolog)) {
      this.#fault('own-entities', 'The feed defines entities of its own; for safety they are not expanded.');
    }
  }

  #step(): void {
    const text = this.#text;
    const next = text.indexOf('<', this.#at);
    if (next !== this.#at) this.#takeText(next === -1 ? text.length : next);
    else if (text.startsWith('<!--', next)) this.#skip('-->', 4);
    else if (text.startsWith('<![CDATA[', next)) this.#takeCdata();
    else if (text.startsWith('<?', next)) this.#skip('?>', 2);
    else if (text.startsWith('<!', next)) this.#skip('>', 2);
    else if (text.startsWith('</', next)) this.#takeEnd();
    else this.#takeStart();
  }

  #takeText(end: number): void {
    const text = this.#cleanText(this.#text.slice(this.#at, end));
    const top = this.#open.at(-1);
    const isAddress = top?.base !== undefined && ADDRESSES.has(top.local) && /\S/.test(text);
    this.#write(isAddress ? escaped(resolveAddress(unescaped(text), top.base ?? '')) : text);
    this.#at = end;
  }

  #takeCdata(): void {
    const end = this.#text.indexOf(']]>', this.#at);
    const stop = end === -1 ? this.#text.length : end;
    this.#write(`${this.#withoutControls(this.#text.slice(this.#at, stop))}]]>`);
    this.#at = end === -1 ? stop : end + 3;
  }

  #skip(closing: string, from: number): void {
    const end = this.#text.indexOf(closing, this.#at + from);
    this.#at = end === -1 ? this.#text.length : end + closing.length;
  }

  #takeEnd(): void {
    END_TAG.lastIndex = this.#at;
    const match = END_TAG.exec(this.#text);
    if (match === null) {
      this.#takeStray();
      return;
    }
    this.#at = END_TAG.lastIndex;
    const name = (match[1] ?? '').toLowerCase();
    const depth = this.#open.findLastIndex((open) => open.written === name);
    if (depth === -1) {
      if (!VOID.has(name))
        this.#fault('stray-end-tag', `There is an end tag without a start (</${name}>); it was ignored.`);
      return;
    }
    if (depth < this.#open.length - 1) this.#unclosed();
    while (this.#open.length > depth) this.#close();
  }

  #takeStart(): void {
    const tag = this.#matchTag();
    if (tag === undefined) {
      this.#takeStray();
      return;
    }
    this.#at = tag.end;
    const name = this.#nameFor(tag.name);
    const local = localName(name);
    this.#closeForgotten(local);
    const base = this.#baseOf(tag.attributes);
    const silent =
      (this.#silent > 0 && this.#isInUseless()) ||
      this.#open.length >= MAX_DEPTH ||
      (this.#root === 'rdf' && local === 'items' && this.#open.length === 2);
    if (this.#open.length >= MAX_DEPTH)
      this.#fault('too-deep', `Elements are nested deeper than ${MAX_DEPTH}; the deeper tags were left out.`);
    const attributes = base === undefined ? tag.attributes : absolute(tag.attributes, base);
    const at = this.#output.length;
    if (tag.empty || VOID.has(local)) {
      if (!silent) this.#write(`<${name}${attributes}/>`);
      return;
    }
    if (!silent) this.#write(`<${name}${attributes}>`);
    this.#open.push({ name, written: tag.name.toLowerCase(), local, silent, at, base });
    if (silent) this.#silent++;
  }

  /** Whether an element that is left out with all its content is open (RDF's table of contents). */
  #isInUseless(): boolean {
    return this.#root === 'rdf' && this.#open.some((open) => open.silent && open.local === 'items');
  }

  #matchTag(): { name: string; attributes: string; empty: boolean; end: number } | undefined {
    WELL_FORMED_TAG.lastIndex = this.#at;
    const good = WELL_FORMED_TAG.exec(this.#text);
    if (good !== null) {
      return {
        name: good[1] ?? '',
        attributes: this.#withoutControls(good[2] ?? ''),
        empty: good[3] === '/',
        end: WELL_FORMED_TAG.lastIndex,
      };
    }
    LOOSE_TAG.lastIndex = this.#at;
    const loose = LOOSE_TAG.exec(this.#text);
    if (loose === null) return undefined;
    const attributes = this.#mendAttributes(loose[2] ?? '');
    return { name: loose[1] ?? '', attributes, empty: loose[3] === '/', end: LOOSE_TAG.lastIndex };
  }

  #mendAttributes(written: string): string {
    const mended: string[] = [];
    for (const [, name = '', quoted = ''] of written.matchAll(ATTRIBUTE)) {
      const bare = /^["']/.test(quoted) ? quoted.slice(1, -1) : quoted;
      mended.push(` ${name}="${this.#cleanText(bare).replaceAll('"', '&quot;').replaceAll('<', '&lt;')}"`);
    }
    return mended.join('');
  }

  #takeStray(): void {
    const cut = this.#text.indexOf('>', this.#at) === -1;
    if (cut && this.#text.indexOf('<', this.#at + 1) === -1) {
      this.#at = this.#text.length;
      return;
    }
    this.#fault('bare-less-than', 'There is a < that starts no tag; it was read as a character.');
    this.#write('&lt;');
    this.#at++;
  }

  /** RSS elements that the parser knows under another name. */
  #nameFor(written: string): string {
    const parent = this.#open.at(-1)?.local;
    const table = this.#root === 'rss' ? RENAMED[parent ?? ''] : undefined;
    return table?.[written.toLowerCase()] ?? written;
  }

  #closeForgotten(local: string): void {
    const repeated = REPEATED.has(local) ? this.#open.findLastIndex((open) => open.local === local) : -1;
    if (repeated > 0) {
      this.#unclosed();
      while (this.#open.length > repeated) this.#close();
    }
    const top = this.#open.at(-1);
    if (
      top !== undefined &&
      VALUES.has(top.local) &&
      (VALUES.has(local) || REPEATED.has(local)) &&
      this.#open.length > 1
    ) {
      this.#unclosed();
      this.#close();
    }
  }

  #unclosed(): void {
    this.#fault('unclosed-tag', 'A tag is not closed; it was closed where the next one needs it.');
  }

  #close(): void {
    const open = this.#open.pop();
    if (open === undefined) return;
    if (!open.silent) this.#write(`</${open.name}>`);
    else this.#silent--;
  }

  #finish(): void {
    if (this.#open.length > 0) {
      this.#fault('cut-off', 'The feed is cut off before its end; what came before was read.');
      const top = this.#open.at(-1);
      if (top !== undefined && NO_HALVES.has(top.local)) {
        this.#output.length = top.at;
        this.#open.pop();
      }
      while (this.#open.length > 0) this.#close();
      return;
    }
    const rest = this.#text.slice(this.#at).replace(/<!--[\s\S]*?-->|<\?[\s\S]*?\?>/g, '');
    if (/\S/.test(rest))
      this.#fault('junk-after', 'There is something after the end of the feed; it was ignored.');
  }

  #baseOf(attributes: string): string | undefined {
    const outer = this.#open.at(-1)?.base;
    const written = /\sxml:base\s*=\s*["']([^"']*)["']/i.exec(attributes)?.[1];
    if (written === undefined) return outer;
    return resolveAddress(unescaped(written), outer ?? this.#address);
  }

  #cleanText(text: string): string {
    if (!text.includes('&')) return this.#withoutControls(text);
    return this.#withoutControls(text).replace(BARE_AMPERSAND, (whole: string, name: string | undefined) => {
      if (name === undefined) {
        this.#fault(
          'bare-ampersand',
          'There is an & that should be written &amp;; it was read as a character.',
        );
        return `&amp;${whole.slice(1)}`;
      }
      this.#fault(
        'undeclared-entity',
        `The entity &${name} is not declared in XML; it was read as HTML means it.`,
      );
      return whole;
    });
  }

  #withoutControls(text: string): string {
    if (text.search(CONTROL) === -1) return text;
    this.#fault('control-characters', 'There are control characters, which XML forbids; they were left out.');
    return text.replace(CONTROL, '');
  }

  #write(piece: string): void {
    if (!this.#isInUseless()) this.#output.push(piece);
  }

  #fault(code: string, message: string): void {
    if (!this.#faults.has(code)) this.#faults.set(code, { code, message });
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1).toLowerCase();
}

function absolute(attributes: string, base: string): string {
  return attributes.replace(
    /(\s(?:xml:base|href|src)\s*=\s*)(["'])([^"']*)\2/gi,
    (_whole, before: string, quote: string, written: string) =>
      `${before}${quote}${escaped(resolveAddress(unescaped(written), base)).replaceAll(quote, '&quot;')}${quote}`,
  );
}

function unescaped(text: string): string {
  return text.replaceAll('&amp;', '&');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
