import { resolveAddress } from './addresses.ts';
import type { FaultList } from './dated.ts';
import { escapeXml, mendText, unescapeAmpersands, withoutControls } from './xml-text.ts';

export interface StartTag {
  readonly name: string;
  /** As they are written out again, each with a space before it. */
  readonly attributes: string;
  readonly empty: boolean;
  /** Where the text goes on. */
  readonly end: number;
}

const NAME = String.raw`[\p{L}_][\p{L}\p{N}_.:-]*`;
const WELL_FORMED = new RegExp(
  `^<(${NAME})((?:\\s+${NAME}\\s*=\\s*(?:"[^"<&]*"|'[^'<&]*'))*)\\s*(\\/?)>`,
  'u',
);
const LOOSE = /^<([\p{L}_][^\s<>/="'&]*)((?:"[^"]*"|'[^']*'|[^<>"'])*?|[^<>]*?)(\/?)>/u;
const ATTRIBUTE = /([^\s=/"'<>&]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?/g;

/** Longer than any honest tag; what is longer is none. */
const MAX_LENGTH = 65_536;
const SHORT_LENGTH = 1_000;

/**
 * The start tag at a place, its attributes quoted and escaped; undefined when what stands there is none.
 * `short` looks less far for its end.
 */
export function readStartTag(
  text: string,
  at: number,
  faults: FaultList,
  short = false,
): StartTag | undefined {
  const piece = text.slice(at, at + (short ? SHORT_LENGTH : MAX_LENGTH));
  const good = WELL_FORMED.exec(piece);
  if (good !== null) return tagOf(good, withoutControls(good[2] ?? '', faults).text, at);
  const loose = LOOSE.exec(piece);
  return loose === null ? undefined : tagOf(loose, mendAttributes(loose[2] ?? '', faults), at);
}

function tagOf(match: RegExpExecArray, attributes: string, at: number): StartTag {
  return { name: match[1] ?? '', attributes, empty: match[3] === '/', end: at + match[0].length };
}

function mendAttributes(written: string, faults: FaultList): string {
  const mended = new Map<string, string>();
  for (const [, name = '', quoted = ''] of written.matchAll(ATTRIBUTE)) {
    const bare = /^["']/.test(quoted) ? quoted.slice(1, -1) : quoted;
    mended.set(name, mendText(bare, faults).text.replaceAll('"', '&quot;').replaceAll('<', '&lt;'));
  }
  return [...mended].map(([name, value]) => ` ${name}="${value}"`).join('');
}

/** The value of an attribute, still escaped; undefined when it is not there. */
export function attributeOf(attributes: string, name: string): string | undefined {
  const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'i').exec(attributes);
  return match?.[1] ?? match?.[2];
}

/** Attributes with the addresses among them made absolute; `base` is what `xml:base` comes to here. */
export function resolveAttributes(attributes: string, base: string): string {
  return attributes.replace(
    /(\s(xml:base|href|src)\s*=\s*)(?:"([^"]*)"|'([^']*)')/gi,
    (_whole, before: string, name: string, double: string | undefined, single: string | undefined) => {
      const written = unescapeAmpersands(double ?? single ?? '');
      const address = name.toLowerCase() === 'xml:base' ? base : resolveAddress(written, base);
      return `${before}"${escapeXml(address)}"`;
    },
  );
}
