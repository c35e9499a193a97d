const CONTROLS = /[\p{Cc}\p{White_Space}\u2028\u2029]+/gu;
const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;
const BIDI_CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/**
 * Words of a source as they can stand in one line: the words are untouched, white space and control characters
 * become one space, half characters U+FFFD, and what could turn the direction of our own words is enclosed.
 */
export function quoted(text: string): string {
  return isolate(text.toWellFormed().replace(CONTROLS, ' ').trim());
}

/**
 * Encloses a text that has letters written from right to left, or direction marks, in U+2068 … U+2069 (UAX #9, 2.4),
 * its own isolates balanced first, so that neither leaks into what stands beside it.
 */
function isolate(text: string): string {
  if (!RIGHT_TO_LEFT.test(text) && !BIDI_CONTROLS.test(text)) return text;
  let depth = 0;
  let balanced = '';
  for (const character of text) {
    if (character >= '\u2066' && character <= '\u2068') depth += 1;
    if (character === '\u2069') {
      if (depth === 0) continue;
      depth -= 1;
    }
    balanced += character;
  }
  return `\u2068${balanced}${'\u2069'.repeat(depth)}\u2069`;
}
