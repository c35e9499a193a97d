import type { FaultList } from './dated.ts';

/** What XML forbids. */
const CONTROL = /[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu;
const BARE = /&(?!#\d{1,7};|#x[\da-f]{1,6};|\p{L}[\p{L}\p{N}]{0,30};)/giu;
const UNDECLARED = /&(?!amp;|lt;|gt;|quot;|apos;)(\p{L}[\p{L}\p{N}]{0,30});/u;

export interface MendedText {
  readonly text: string;
  /** How many characters had to be mended. */
  readonly mends: number;
}

/**
 * Text of a feed as XML wants it: no control characters, and every & a reference. Names that HTML knows are left for
 * the parser, which reads them as HTML does; nothing is expanded here.
 */
export function mendText(text: string, faults: FaultList): MendedText {
  const controlled = withoutControls(text, faults);
  const clean = controlled.text;
  if (!clean.includes('&')) return controlled;
  const undeclared = UNDECLARED.exec(clean)?.[1];
  if (undeclared !== undefined) {
    faults.once(
      'undeclared-entity',
      `The entity &${undeclared}; is not declared in XML; it was read as HTML means it.`,
    );
  }
  if (clean.search(BARE) === -1) return controlled;
  faults.once('bare-ampersand', 'There is an & that should be written &amp;; it was read as a character.');
  const mended = clean.replace(BARE, '&amp;');
  return { text: mended, mends: controlled.mends + (mended.length - clean.length) / 'amp;'.length };
}

/** The same text without the characters that XML forbids. */
export function withoutControls(text: string, faults: FaultList): MendedText {
  if (text.search(CONTROL) === -1) return { text, mends: 0 };
  faults.once('control-characters', 'There are control characters, which XML forbids; they were left out.');
  const clean = text.replace(CONTROL, '');
  return { text: clean, mends: text.length - clean.length };
}

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

export function unescapeAmpersands(text: string): string {
  return text.replaceAll('&amp;', '&');
}
