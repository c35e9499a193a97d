import type { FaultList } from './dated.ts';

/** What XML forbids. */
const CONTROL = /[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu;
const REFERENCE = /&(?:#\d{1,7};|#x[\da-f]{1,6};|(\p{L}[\p{L}\p{N}]{0,30});)?/giu;
const DECLARED = new Set(['amp', 'lt', 'gt', 'quot', 'apos']);

/**
 * Text of a feed as XML wants it: no control characters, and every & a reference. Names that HTML knows are left for
 * the parser, which reads them as HTML does; nothing is expanded here.
 */
export function mendText(text: string, faults: FaultList): string {
  const clean = withoutControls(text, faults);
  if (!clean.includes('&')) return clean;
  return clean.replace(REFERENCE, (whole: string, name: string | undefined) => {
    if (whole === '&') {
      faults.once(
        'bare-ampersand',
        'There is an & that should be written &amp;; it was read as a character.',
      );
      return '&amp;';
    }
    if (name !== undefined && !DECLARED.has(name)) {
      faults.once(
        'undeclared-entity',
        `The entity &${name}; is not declared in XML; it was read as HTML means it.`,
      );
    }
    return whole;
  });
}

/** The same text without the characters that XML forbids. */
export function withoutControls(text: string, faults: FaultList): string {
  if (text.search(CONTROL) === -1) return text;
  faults.once('control-characters', 'There are control characters, which XML forbids; they were left out.');
  return text.replace(CONTROL, '');
}

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

export function unescapeAmpersands(text: string): string {
  return text.replaceAll('&amp;', '&');
}
