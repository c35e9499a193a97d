import { resolveAddress } from './addresses.ts';
import type { FaultList } from './dated.ts';
import { attributeOf, readStartTag, resolveAttributes, type StartTag } from './xml-tag.ts';
import { escapeXml, mendText, unescapeAmpersands, withoutControls } from './xml-text.ts';
import { ADDRESSES, NO_HALVES, RENAMED, REPEATED, ROOTS, type Root, VALUES, VOID } from './xml-vocabulary.ts';

export interface Mended {
  /** One well-formed element, without declaration, DOCTYPE, comments and processing instructions. */
  readonly xml: string;
  readonly root: Root;
}

interface Open {
  readonly name: string;
  /** As the feed wrote it, in lower case: what its end tag is called. */
  readonly written: string;
  readonly local: string;
  /** Where its start tag stands in the output, to take it back when it was cut off. */
  readonly at: number;
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
  const start = ROOT.exec(text);
  if (start === null) return undefined;
  const name = (start[2] ?? '').toLowerCase();
  const root = ROOTS[name] ?? 'rss';
  checkProlog(text.slice(0, Math.min(start.index, PROLOG)), faults);
  // In RDF the prefix is the root's alone; elsewhere all the feed's own elements carry it, and the parser wants none.
  const prefix = root === 'rdf' ? '' : (start[1] ?? '').toLowerCase();
  const xml = new Mender(text, start.index, { address, faults, root, prefix, maxItems }).mend();
  return { xml: name === root ? xml : `<${root}>${xml}</${root}>`, root };
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
  #stopped = false;

  constructor(text: string, at: number, task: Task) {
    this.#text = text;
    this.#at = at;
    this.#task = task;
    this.#faults = task.faults;
    this.#lastBracket = text.lastIndexOf('>');
  }

  mend(): string {
    do this.#step();
    while (this.#at < this.#text.length && this.#open.length > 0);
    if (this.#open.length > 0) this.#closeEarly();
    else this.#checkRest();
    const xml = this.#output.join('');
    if (this.#task.root !== 'rss' || this.#sawChannel) return xml;
    return xml.replace(/^<rss[^>]*>/i, '$&<channel>').replace(/<\/rss>$/i, '</channel></rss>');
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
    const text = mendText(this.#text.slice(this.#at, end), this.#faults);
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
    this.#write(`${withoutControls(this.#text.slice(this.#at, stop), this.#faults)}]]>`);
    this.#at = end === -1 ? stop : end + 3;
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
    const tag = readStartTag(this.#text, this.#at, this.#faults);
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
    } else if (this.#open.length < MAX_DEPTH) this.#openElement(name, local, tag);
    else if (!tag.empty) {
      this.#tooDeep++;
      this.#fault('too-deep', `Elements are nested deeper than ${MAX_DEPTH}; the deeper tags were left out.`);
    }
  }

  #openElement(name: string, local: string, tag: StartTag): void {
    const base = this.#baseOf(tag.attributes);
    const at = this.#output.length;
    if (this.#task.root === 'rdf' && local === 'items') this.#inContents = !tag.empty;
    const attributes = base === undefined ? tag.attributes : resolveAttributes(tag.attributes, base);
    const label = name === 'itunes:category' ? attributeOf(attributes, 'text') : undefined;
    if (label !== undefined && this.#open.at(-1)?.local === 'item')
      this.#write(`<category>${label}</category>`);
    if (tag.empty || VOID.has(local)) {
      this.#write(`<${name}${attributes}/>`);
      return;
    }
    this.#write(`<${name}${attributes}>`);
    const base64 = /\smode\s*=\s*["']base64/i.test(attributes);
    this.#open.push({ name, written: tag.name.toLowerCase(), local, at, base, base64 });
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
    this.#write(`</${open.name}>`);
    if (open.local === 'items') this.#inContents = false;
  }

  #closeEarly(): void {
    if (!this.#stopped)
      this.#fault('cut-off', 'The feed is cut off before its end; what came before was read.');
    const top = this.#open.at(-1);
    if (top !== undefined && NO_HALVES.has(top.local)) {
      this.#output.length = top.at;
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

  #write(piece: string): void {
    if (!this.#inContents) this.#output.push(piece);
  }

  #fault(code: string, message: string): void {
    this.#faults.once(code, message);
  }
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
