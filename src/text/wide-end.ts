const DOT = 0x2e;
/** How far the other bracket of a pair is looked for, in UTF-16 units. */
const PAIR_REACH = 200;
/** Opening and closing brackets by turns. */
const PAIRS = '「」『』（）《》〈〉【】';

/**
 * Whether the signs `[at, end)` end the sentence that began at `start`, in a script without spaces: every stop
 * does, but not inside a pair of brackets, and not before the particle that a Japanese quotation goes on with.
 */
export function endsWide(text: string, start: number, at: number, end: number): boolean {
  if (text.charCodeAt(at) === DOT && !isUnspaced(text.charCodeAt(at - 1))) return false;
  if (isWideDigit(text.charCodeAt(at - 1)) && isWideDigit(text.charCodeAt(end))) return false;
  return !continuesQuotation(text, end) && !isInsidePair(text, start, end);
}

/** Whether the next bracket closes a pair that this sentence has opened: 「はい。そうです。」 */
function isInsidePair(text: string, start: number, end: number): boolean {
  const closing = bracketIn(text, end, Math.min(text.length, end + PAIR_REACH), 1);
  if (closing % 2 === 0) return false;
  const opening = bracketIn(text, end - 1, Math.max(start - 1, end - PAIR_REACH), -1);
  return opening >= 0 && opening % 2 === 0;
}

/** Which bracket of `PAIRS` comes first between two places of a line, in the direction of `step`; -1 for none. */
function bracketIn(text: string, from: number, to: number, step: number): number {
  for (let at = from; at !== to; at += step) {
    const unit = text.charCodeAt(at);
    if (unit === 0x0a) return -1;
    if (unit < 0x3008 || (unit > 0x3011 && unit < 0xff08) || unit > 0xff09) continue;
    const found = PAIRS.indexOf(text.charAt(at));
    if (found >= 0) return found;
  }
  return -1;
}

/** "３．２９" */
function isWideDigit(unit: number): boolean {
  return unit >= 0xff10 && unit <= 0xff19;
}

/** Japanese goes on after 」 with a particle: 「はい。」と言った. */
function continuesQuotation(text: string, end: number): boolean {
  const closed = text.charCodeAt(end - 1);
  if (closed !== 0x300d && closed !== 0x300f && closed !== 0x300b && closed !== 0xff09) return false;
  const next = text.charCodeAt(end);
  return (next >= 0x3041 && next <= 0x3096) || next === 0x3001 || next === 0xff0c;
}

/** Whether the unit is of a script without spaces between words: Chinese, Japanese, Thai, Lao. */
export function isUnspaced(unit: number): boolean {
  return (
    (unit >= 0x3040 && unit <= 0x30ff) ||
    (unit >= 0x3400 && unit <= 0x9fff) ||
    (unit >= 0xe00 && unit <= 0xeff)
  );
}
