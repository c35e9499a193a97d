import { parseHTML } from 'linkedom';

const NAMED_LIMIT = 5_000;
const cache = new Map<string, string>();
let holder: { innerHTML: string; textContent: string | null } | undefined;

/** Character references of HTML as characters: numeric ones (HTML 5, 13.2.5.80) and named ones; others stay as written. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z][a-z\d]{1,31}));?/gi,
    (whole, decimal, hex, name) => {
      if (name !== undefined) return whole.endsWith(';') ? named(whole) : (BARE[name] ?? whole);
      return numeric(decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal));
    },
  );
}

/** Those that are understood even without the semicolon, as old pages write them. */
const BARE: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00a0' };

function named(reference: string): string {
  const known = cache.get(reference);
  if (known !== undefined) return known;
  holder ??= parseHTML('<p></p>').document.createElement('p') as unknown as {
    innerHTML: string;
    textContent: string | null;
  };
  holder.innerHTML = reference;
  const decoded = holder.textContent ?? reference;
  if (cache.size < NAMED_LIMIT) cache.set(reference, decoded);
  return decoded;
}

/** Pages that meant windows-1252 wrote its bytes as numbers; HTML reads them so. */
const C1 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

function numeric(point: number): string {
  if (point >= 0x80 && point <= 0x9f) return C1[point - 0x80] ?? '\ufffd';
  const valid = point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff);
  return valid ? String.fromCodePoint(point) : '\ufffd';
}
