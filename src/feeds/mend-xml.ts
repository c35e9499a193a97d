import { resolveAddress } from './addresses.ts';
import type { FaultList } from './dated.ts';
import { atOnce } from './gently.ts';
import { attributeOf, readStartTag, resolveAttributes, type StartTag } from './xml-tag.ts';
import { escapeXml, type MendedText, mendText, unescapeAmpersands, withoutControls } from './xml-text.ts';
import { ADDRESSES, NO_HALVES, RENAMED, REPEATED, ROOTS, type Root, VALUES, VOID } from './xml-vocabulary.ts';

export interface Mended {
  /** One well-formed element, without declaration, DOCTYPE, comments and processing instructions. */
  readonly xml: string;
  readonly root: Root;
  /** Where the items stand in `xml`, in the order of the document. */
  readonly items: readonly ItemSpan[];
}

/** One item of a feed, from its start tag to behind its end tag. */
export interface ItemSpan {
  readonly start: number;
  readonly end: number;
  /** The start tags in which it stands, and their end tags. */
  readonly before: string;
  readonly after: string;
}

interface Open {
  readonly name: string;
  /** As the feed wrote it, in lower case: what its end tag is called. */
  readonly written: string;
  readonly local: string;
  /** Where its start tag stands in the output, to take it back when it was cut off. */
  readonly at: number;
  /** The same place, counted in characters. */
  readonly start: number;
  readonly base: string | undefined;
  /** Atom 0.3 may write a text as base64. */
  readonly base64: boolean;
}

/** Deeper than any feed nests; the parser behind this is recursive. */
const MAX_DEPTH = 100;
/** As far as what stands before the feed is looked at. */
const PROLOG = 16_384;
/** More than this is no feed with a slip in it. */
const MAX_STRAYS = 10_000;
/** After so many, only short tags are looked for, so that looking in vain stays cheap. */
const MANY_STRAYS = 500;
/** Bare ampersands and forbidden characters, in the whole feed. */
const MAX_MENDS = 100_000;
/** Longer than the text of any article with its markup. */
const MAX_TEXT = 1_000_000;
/** More than an article holds, and all its texts together; what comes after them is left out. */
const MAX_ELEMENTS = 12_000;
const MAX_ITEM = 2_000_000;
/** As much as is mended before others may run. */
const PIECE = 200_000;
const ROOT = /<([\w.-]{1,50}:)?(rss|feed|rdf|channel|entry)(?=[\s>/])/i;

/**
 * Makes well-formed XML of what a feed sent, with `xml:base` applied, and says what had to be mended. Undefined when
 * there is no feed in it. Linear in the length of the text, whatever it holds.
 */
export function mendXml(
  text: string,
  address: string,
  faults: FaultList,
  maxItems: number,
): Mended | undefined {
  return atOnce(mendXmlInPieces(text, address, faults, maxItems));
}

/** `mendXml` in pieces, so that others may run between them. */
export function* mendXmlInPieces(
  text: string,
  address: string,
  faults: FaultList,
  maxItems: number,
): Generator<void, Mended | undefined> {
  const start = ROOT.exec(text);
  if (start === null) return undefined;
  const name = (start[2] ?? '').toLowerCase();
  const root = ROOTS[name] ?? 'rss';
  checkProlog(text.slice(0, Math.min(start.index, PROLOG)), faults);
  // In RDF the prefix is the root's alone; elsewhere all the feed's own elements carry it, and the parser wants none.
  const prefix = root === 'rdf' ? '' : (start[1] ?? '').toLowerCase();
  const mended = yield* new Mender(text, start.index, { address, faults, root, prefix, maxItems }).mend();
  return { root, ...(name === root ? mended : wrap(mended, `<${root}>`, `</${root}>`)) };
}

type Xml = Omit<Mended, 'root'>;

function wrap({ xml, items }: Xml, before: string, after: string): Xml {
  return { xml: before + xml + after, items: items.map((item) => moved(item, before, after)) };
}

function moved(item: ItemSpan, before: string, after: string): ItemSpan {
  const by = before.length;
  return {
    start: item.start + by,
    end: item.end + by,
    before: before + item.before,
    after: item.after + after,
  };
}

function checkProlog(prolog: string, faults: FaultList): void {
  const rest = prolog
    .replace(/<\?[\s\S]*?\?>|<!--[\s\S]*?-->/g, '')
    .replace(/<!DOCTYPE[^[>]*(?:\[[\s\S]*?\]\s*)?>/gi, '');
  if (/[^\s\ufeff]/.test(rest)) {
    faults.once('junk-before', 'There is something before the feed that is no part of it; it was skipped.');
  }
  if (/<!ENTITY/i.test(prolog)) {
    faults.once('own-entities', 'The feed defines entities of its own; for safety they are not expanded.');
  }
}

interface Task {
  readonly address: string;
  readonly faults: FaultList;
  readonly root: Root;
  readonly prefix: string;
  readonly maxItems: number;
}

class Mender {
  readonly #text: string;
  readonly #task: Task;
  readonly #faults: FaultList;
  readonly #output: string[] = [];
  readonly #open: Open[] = [];
  readonly #lastBracket: number;
  #at: number;
  /** How many elements are open beyond the depth at which tags are left out. */
  #tooDeep = 0;
  /** Set inside RDF's table of contents, which would put the items into another order than the document's. */
  #inContents = false;
  #sawChannel = false;
  #items = 0;
  #strays = 0;
  #mends = 0;
  /** How much was written since the current item began, or the last one ended. */
  #elements = 0;
  #written = 0;
  /** How much was written in all. */
  #length = 0;
  readonly #spans: ItemSpan[] = [];
  /** Where the dates of the current entry stand in the output. */
  readonly #dates = new Map<string, { readonly start: number; readonly end: number }>();
  #stopped = false;

  constructor(text: string, at: number, task: Task) {
    this.#text = text;
    this.#at = at;
    this.#task = task;
    this.#faults = task.faults;
    this.#lastBracket = text.lastIndexOf('>');
  }

  *mend(): Generator<void, Xml> {
    for (let pause = this.#at + PIECE; this.#step(); ) {
      if (this.#at < pause) continue;
      yield;
      pause = this.#at + PIECE;
    }
    if (this.#open.length > 0) this.#closeEarly();
    else this.#checkRest();
    const xml = { xml: this.#output.join(''), items: this.#spans };
    return this.#task.root !== 'rss' || this.#sawChannel ? xml : withChannel(xml);
  }

  /** Takes what comes next; whether there is more. */
  #step(): boolean {
    this.#take();
    return this.#at < this.#text.length && this.#open.length > 0;
  }

  #take(): void {
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
    const text = this.#counted(mendText(this.#bounded(this.#at, end), this.#faults));
    if (this.#stopped) return;
    const top = this.#open.at(-1);
    if (top?.base64 === true) {
      this.#write(escapeXml(decodeBase64(text)));
      this.#at = end;
      return;
    }
    const isAddress = top?.base !== undefined && ADDRESSES.has(top.local) && /\S/.test(text);
    this.#write(isAddress ? escapeXml(resolveAddress(unescapeAmpersands(text), top.base ?? '')) : text);
    this.#at = end;
  }

  #takeCdata(): void {
    const end = this.#text.indexOf(']]>', this.#at);
    const stop = end === -1 ? this.#text.length : end;
    const { text, mends } = withoutControls(this.#bounded(this.#at, stop), this.#faults);
    this.#counted({ text, mends });
    if (this.#stopped) return;
    this.#write(`${text}]]>`);
    this.#at = end === -1 ? stop : end + 3;
  }

  #bounded(start: number, end: number): string {
    if (end - start <= MAX_TEXT) return this.#text.slice(start, end);
    this.#fault(
      'text-too-long',
      `A text is longer than ${MAX_TEXT} characters; the rest of it was left out.`,
    );
    return this.#text.slice(start, start + MAX_TEXT);
  }

  #counted({ text, mends }: MendedText): string {
    this.#mends += mends;
    if (this.#mends > MAX_MENDS)
      this.#stop('too-broken', `There are more than ${MAX_MENDS} characters to mend; the rest was not read.`);
    return text;
  }

  #skip(closing: string, from: number): void {
    const end = this.#text.indexOf(closing, this.#at + from);
    this.#at = end === -1 ? this.#text.length : end + closing.length;
  }

  #takeEnd(): void {
    const stop = this.#text.slice(this.#at + 2, this.#at + 1000).search(/[<>]/) + this.#at + 2;
    if (this.#text[stop] !== '>') {
      this.#takeStray();
      return;
    }
    const written = this.#text
      .slice(this.#at + 2, stop)
      .trim()
      .toLowerCase();
    this.#at = stop + 1;
    if (this.#tooDeep > 0) this.#tooDeep--;
    else this.#closeNamed(written);
  }

  #closeNamed(written: string): void {
    const depth = this.#open.findLastIndex((open) => open.written === written);
    if (depth === -1) {
      if (VOID.has(written)) return;
      this.#fault('stray-end-tag', `There is an end tag without a start (</${written}>); it was ignored.`);
      return;
    }
    if (depth < this.#open.length - 1) this.#unclosed();
    while (this.#open.length > depth) this.#close();
  }

  #takeStart(): void {
    const tag = readStartTag(this.#text, this.#at, this.#faults, this.#strays > MANY_STRAYS);
    if (tag === undefined) {
      this.#takeStray();
      return;
    }
    this.#at = tag.end;
    const name = this.#nameFor(tag);
    const local = localName(name);
    if (local === 'channel') this.#sawChannel = true;
    this.#closeForgotten(local);
    const { maxItems } = this.#task;
    if (REPEATED.has(local) && ++this.#items > maxItems) {
      this.#stop(
        'too-many-items',
        `The feed has more than ${maxItems} items; the first ${maxItems} were read.`,
      );
    } else if (++this.#elements > MAX_ELEMENTS && !REPEATED.has(local)) this.#leaveOut(tag);
    else if (this.#open.length < MAX_DEPTH) this.#openElement(name, local, tag);
    else if (!tag.empty) {
      this.#tooDeep++;
      this.#fault('too-deep', `Elements are nested deeper than ${MAX_DEPTH}; the deeper tags were left out.`);
    }
  }

  #leaveOut(tag: StartTag): void {
    if (!tag.empty) this.#tooDeep++;
    this.#fault(
      'too-many-elements',
      `An item holds more than ${MAX_ELEMENTS} elements; the tags after them were left out.`,
    );
  }

  #openElement(name: string, local: string, tag: StartTag): void {
    const base = this.#baseOf(tag.attributes);
    const at = this.#output.length;
    const start = this.#length;
    if (REPEATED.has(local)) this.#beginItem();
    if (this.#task.root === 'rdf' && local === 'items') this.#inContents = !tag.empty;
    const attributes = base === undefined ? tag.attributes : resolveAttributes(tag.attributes, base);
    const label = name === 'itunes:category' ? attributeOf(attributes, 'text') : undefined;
    if (label !== undefined && this.#open.at(-1)?.local === 'item')
      this.#write(`<category>${label}</category>`);
    if (tag.empty || VOID.has(local)) {
      this.#write(`<${name}${attributes}/>`);
      this.#endItem(local, start);
      return;
    }
    this.#write(`<${name}${attributes}>`);
    const base64 = /\smode\s*=\s*["']base64/i.test(attributes);
    this.#open.push({ name, written: tag.name.toLowerCase(), local, at, start, base, base64 });
  }

  /** RSS elements that the parser knows under another name, and names without the prefix of the root. */
  #nameFor(tag: StartTag): string {
    const { root, prefix } = this.#task;
    const own = prefix !== '' && tag.name.toLowerCase().startsWith(prefix);
    const name = safeName(own ? tag.name.slice(prefix.length) : tag.name);
    if (root !== 'rss') return name;
    return RENAMED.get(this.#open.at(-1)?.local ?? '')?.get(name.toLowerCase()) ?? name;
  }

  /** A `<` that starts no tag. */
  #takeStray(): void {
    if (this.#at > this.#lastBracket && this.#text.indexOf('<', this.#at + 1) === -1) {
      // A tag that was cut off.
      this.#at = this.#text.length;
      return;
    }
    this.#fault('bare-less-than', 'There is a < that starts no tag; it was read as a character.');
    this.#write('&lt;');
    this.#at++;
    if (++this.#strays > MAX_STRAYS)
      this.#stop('too-broken', 'There are too many tags that are none; the rest was not read.');
  }

  #stop(code: string, message: string): void {
    this.#fault(code, message);
    this.#stopped = true;
    this.#at = this.#text.length;
  }

  #closeForgotten(local: string): void {
    const repeated = REPEATED.has(local) ? this.#open.findLastIndex((open) => open.local === local) : -1;
    if (repeated > 0) {
      this.#unclosed();
      while (this.#open.length > repeated) this.#close();
    }
    const top = this.#open.length > 1 ? this.#open.at(-1) : undefined;
    if (top !== undefined && VALUES.has(top.local) && (VALUES.has(local) || REPEATED.has(local))) {
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
    this.#write(`</${open.name}>`, true);
    if (DATES.has(open.local)) this.#keepLast(open);
    this.#endItem(open.local, open.start);
    if (open.local === 'items') this.#inContents = false;
  }

  /** An entry that was edited may carry each date anew; the parser would take the first. */
  #keepLast(open: Open): void {
    if (this.#open.at(-1)?.local !== 'entry' || this.#output.length - open.at < 3) return;
    const before = this.#dates.get(open.name);
    for (let at = before?.start ?? 0; at < (before?.end ?? 0); at++) {
      this.#length -= this.#output[at]?.length ?? 0;
      this.#output[at] = '';
    }
    this.#dates.set(open.name, { start: open.at, end: this.#output.length });
  }

  #beginItem(): void {
    this.#dates.clear();
    this.#elements = 0;
    this.#written = 0;
  }

  #endItem(local: string, start: number): void {
    if (!REPEATED.has(local)) return;
    this.#beginItem();
    // In an item there is none; what says so is part of it.
    if (this.#inContents || this.#open.some((open) => !FRAMES.has(open.local))) return;
    const before = this.#open.map((open) => this.#output[open.at] ?? '').join('');
    const after = this.#open
      .map((open) => `</${open.name}>`)
      .reverse()
      .join('');
    this.#spans.push({ start, end: this.#length, before, after });
  }

  #closeEarly(): void {
    if (!this.#stopped)
      this.#fault('cut-off', 'The feed is cut off before its end; what came before was read.');
    const top = this.#open.at(-1);
    if (top !== undefined && NO_HALVES.has(top.local)) {
      this.#output.length = top.at;
      this.#length = top.start;
      this.#open.pop();
    }
    while (this.#open.length > 0) this.#close();
  }

  #checkRest(): void {
    const rest = this.#text.slice(this.#at, this.#at + PROLOG).replace(/<!--[\s\S]*?-->|<\?[\s\S]*?\?>/g, '');
    if (!/\S/.test(rest)) return;
    this.#fault('junk-after', 'There is something after the end of the feed; it was ignored.');
  }

  #baseOf(attributes: string): string | undefined {
    const outer = this.#open.at(-1)?.base;
    const written = attributes.includes(':base') ? attributeOf(attributes, 'xml:base') : undefined;
    if (written === undefined) return outer;
    return resolveAddress(unescapeAmpersands(written), outer ?? this.#task.address);
  }

  #write(piece: string, always = false): void {
    if (this.#inContents) return;
    this.#written += piece.length;
    if (this.#written > MAX_ITEM && !always && !/^<(?!!)/.test(piece)) {
      this.#fault('item-too-long', `An item is longer than ${MAX_ITEM} characters; the rest was left out.`);
      return;
    }
    this.#output.push(piece);
    this.#length += piece.length;
  }

  #fault(code: string, message: string): void {
    this.#faults.once(code, message);
  }
}

const DATES: ReadonlySet<string> = new Set(['updated', 'published', 'modified', 'issued']);

/** What items stand in. */
const FRAMES: ReadonlySet<string> = new Set(['rss', 'channel', 'feed', 'rdf', 'items']);

/** A feed whose items stand in no channel. */
function withChannel({ xml, items }: Xml): Xml {
  const start = /^<rss[^>]*>/i.exec(xml)?.[0];
  if (start === undefined) return { xml, items };
  const put = (text: string) => `${start}<channel>${text.slice(start.length)}`;
  return {
    xml: put(xml).replace(/<\/rss>$/i, '</channel></rss>'),
    items: items.map((item) => ({
      start: item.start + '<channel>'.length,
      end: item.end + '<channel>'.length,
      before: put(item.before),
      after: `</channel>${item.after}`,
    })),
  };
}

/** The parser refuses documents with names that every JavaScript object has. */
function safeName(name: string): string {
  return name.toLowerCase() in {} || name in {} ? `x-${name}` : name;
}

function decodeBase64(text: string): string {
  try {
    return new TextDecoder().decode(Uint8Array.fromBase64(text));
  } catch {
    // It only said that it was.
    return text;
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1).toLowerCase();
}
