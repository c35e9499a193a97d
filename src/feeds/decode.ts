import type { FeedFault } from './parsed-feed.ts';

export interface Decoded {
  readonly text: string;
  /** The name of the encoding that was used, as the Encoding standard spells it. */
  readonly encoding: string;
  readonly faults: readonly FeedFault[];
}

interface Claims {
  readonly header?: string;
  readonly document?: string;
}

/**
 * Bytes to text. A byte order mark decides; then bytes that are valid UTF-8 beyond ASCII are UTF-8, whatever was
 * said; then the header and the document's own declaration are tried in turn. What disagrees is a fault.
 */
export function decode(bytes: Uint8Array, contentType: string): Decoded {
  const marked = byMark(bytes) ?? byPattern(bytes);
  if (marked !== undefined) return decodeMarked(bytes, marked, contentType);
  const claims = claimsOf(bytes, contentType);
  const encoding = choose(bytes, claims);
  if (encoding === 'utf-8' && !fits(bytes, 'utf-8')) return decodeMixed(bytes, claims);
  return { text: decodeAs(bytes, encoding), encoding, faults: faultsOf(claims, encoding, bytes) };
}

/** UTF-8 into which something else was pasted: bytes that are none are read as what they most often are. */
function decodeMixed(bytes: Uint8Array, claims: Claims): Decoded {
  const fault = {
    code: 'charset-mixed',
    message: 'Most of the text is utf-8, but some bytes are not; they were read as windows-1252.',
  };
  const text = new TextDecoder().decode(asUtf8(bytes));
  return { text, encoding: 'utf-8', faults: [...faultsOf(claims, 'utf-8', bytes), fault] };
}

function asUtf8(bytes: Uint8Array): Uint8Array {
  const latin = new TextDecoder('windows-1252');
  const letters = Array.from({ length: 256 }, (_, byte) =>
    new TextEncoder().encode(latin.decode(Uint8Array.of(byte))),
  );
  const mended = new Uint8Array(bytes.length + 2 * utf8Damage(bytes).invalid);
  let to = 0;
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    const letter = length === 0 ? letters[bytes[at] ?? 0] : undefined;
    if (letter !== undefined) mended.set(letter, to);
    else for (let next = 0; next < length; next++) mended[to + next] = bytes[at + next] ?? 0;
    to += letter?.length ?? length;
    at += Math.max(1, length);
  }
  return mended.subarray(0, to);
}

function decodeMarked(
  bytes: Uint8Array,
  marked: { encoding: string; skip: number },
  contentType: string,
): Decoded {
  const text = decodeAs(bytes.subarray(marked.skip), marked.encoding);
  const declared = declaredIn(text.slice(0, 1024));
  const header = known(/charset\s*=\s*["']?([^\s"';,]+)/i.exec(contentType)?.[1]);
  const claims = { ...(header && { header }), ...(declared && { document: declared }) };
  return { text, encoding: marked.encoding, faults: faultsOf(claims, marked.encoding, bytes) };
}

/** Longest first: the mark of UTF-16 LE is the start of that of UTF-32 LE. */
const MARKS: readonly { readonly encoding: string; readonly mark: readonly number[] }[] = [
  { encoding: 'utf-32be', mark: [0x00, 0x00, 0xfe, 0xff] },
  { encoding: 'utf-32le', mark: [0xff, 0xfe, 0x00, 0x00] },
  { encoding: 'utf-8', mark: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16be', mark: [0xfe, 0xff] },
  { encoding: 'utf-16le', mark: [0xff, 0xfe] },
];

/** How `<` and the next character look without a mark (XML 1.0, appendix F). */
const PATTERNS: readonly { readonly encoding: string; readonly pattern: readonly (number | undefined)[] }[] =
  [
    { encoding: 'utf-32be', pattern: [0, 0, 0, undefined] },
    { encoding: 'utf-32le', pattern: [undefined, 0, 0, 0] },
    { encoding: 'utf-16be', pattern: [0, undefined, 0, undefined] },
    { encoding: 'utf-16le', pattern: [undefined, 0, undefined, 0] },
  ];

function byMark(bytes: Uint8Array): { encoding: string; skip: number } | undefined {
  const found = MARKS.find(({ mark }) => mark.every((byte, at) => bytes[at] === byte));
  return found && { encoding: found.encoding, skip: found.mark.length };
}

function byPattern(bytes: Uint8Array): { encoding: string; skip: number } | undefined {
  if (bytes.length < 4) return undefined;
  const found = PATTERNS.find(({ pattern }) =>
    pattern.every((byte, at) => (byte === undefined ? bytes[at] !== 0 : bytes[at] === byte)),
  );
  return found && { encoding: found.encoding, skip: 0 };
}

function claimsOf(bytes: Uint8Array, contentType: string): Claims {
  const header = /charset\s*=\s*["']?([^\s"';,]+)/i.exec(contentType)?.[1];
  const document = declaredIn(new TextDecoder('latin1').decode(bytes.subarray(0, 2048)));
  return { ...(header && { header }), ...(document && { document }) };
}

function declaredIn(head: string): string | undefined {
  const declaration = /<\?xml[^>]*?\bencoding\s*=\s*["']\s*([^"'\s]+)/i.exec(head)?.[1];
  return declaration ?? /<meta[^>]+charset\s*=\s*["']?\s*([^\s"'/>;]+)/i.exec(head)?.[1];
}

function choose(bytes: Uint8Array, claims: Claims): string {
  const header = known(claims.header);
  const document = known(claims.document);
  if (isEscaping(header)) return header;
  if (isEscaping(document)) return document;
  const damage = utf8Damage(bytes);
  if (damage.invalid === 0) return 'utf-8';
  // A server that says Latin-1 says so of everything it serves; the document knows better.
  const ordered = header === 'windows-1252' ? [document, header] : [header, document];
  const fitting = ordered.find((name) => name !== undefined && name !== 'utf-8' && fits(bytes, name));
  if (fitting !== undefined) return fitting;
  return damage.invalid < damage.valid ? 'utf-8' : 'windows-1252';
}

/** Encodings whose bytes are all ASCII, so that they look like UTF-8. */
function isEscaping(name: string | undefined): name is string {
  return name === 'iso-2022-jp';
}

/** The standard's name of an encoding that this runtime can decode; common misspellings are understood. */
function known(label: string | undefined): string | undefined {
  if (label === undefined) return undefined;
  const plain = label.toLowerCase();
  const spellings = [
    plain,
    plain.replaceAll('_', '-'),
    plain.replace(/^(?:win|windows|cp)-?(?=125)/, 'windows-'),
  ];
  for (const spelling of spellings) {
    try {
      const name = new TextDecoder(spelling).encoding;
      // Bytes that were UTF-16 would have been seen by now.
      return name.startsWith('utf-16') ? undefined : name;
    } catch {
      // Not a label of the Encoding standard; try the next spelling.
    }
  }
  return undefined;
}

function fits(bytes: Uint8Array, name: string): boolean {
  try {
    new TextDecoder(name, { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** How many multi-byte sequences are whole, and how many bytes belong to none. */
function utf8Damage(bytes: Uint8Array): { valid: number; invalid: number } {
  if (fits(bytes, 'utf-8')) return { valid: 0, invalid: 0 };
  let valid = 0;
  let invalid = 0;
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    if (length === 0) invalid++;
    else if (length > 1) valid++;
    at += Math.max(1, length);
  }
  return { valid, invalid };
}

function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const length = first >= 0xf0 && first < 0xf5 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
  for (let next = 1; next < length; next++) if (((bytes[at + next] ?? 0) & 0xc0) !== 0x80) return 0;
  return first >= 0xf5 ? 0 : length;
}

function decodeAs(bytes: Uint8Array, encoding: string): string {
  if (encoding.startsWith('utf-32')) return decodeUtf32(bytes, encoding === 'utf-32le');
  return new TextDecoder(encoding).decode(bytes);
}

function decodeUtf32(bytes: Uint8Array, littleEndian: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const characters: string[] = [];
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const point = view.getUint32(at, littleEndian);
    characters.push(point > 0x10ffff ? '\ufffd' : String.fromCodePoint(point));
  }
  return characters.join('');
}

function faultsOf(claims: Claims, used: string, bytes: Uint8Array): readonly FeedFault[] {
  const faults: FeedFault[] = [];
  for (const [who, label] of [
    ['server', claims.header],
    ['document', claims.document],
  ] as const) {
    if (label === undefined || agrees(label, used) || isAscii(bytes)) continue;
    faults.push({
      code: 'charset-mismatch',
      message: `The ${who} says that the text is ${label}, but it is ${used}; it was read as ${used}.`,
    });
  }
  if (claims.header === undefined && claims.document === undefined && used === 'windows-1252') {
    faults.push({
      code: 'charset-missing',
      message: `Nothing says how the text is encoded; it was read as ${used}.`,
    });
  }
  return faults;
}

function agrees(label: string, used: string): boolean {
  return (
    known(label) === used ||
    label.toLowerCase().replaceAll('_', '-') === used ||
    (/^utf-?(?:16|32)$/i.test(label) && used.startsWith('utf-'))
  );
}

function isAscii(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte < 0x80);
}
