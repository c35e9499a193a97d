const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Whether one of the words stands in one of the texts, as a whole word, in any case. */
export function holdsMuted(muted: readonly string[], texts: readonly string[]): boolean {
  const words = muted.map((word) => word.trim()).filter((word) => word !== '');
  if (words.length === 0) return false;
  const pattern = new RegExp(words.map(patternOf).join('|'), 'iu');
  return texts.some((text) => pattern.test(text));
}

/** Where words are not written apart, the word counts wherever it stands. */
function patternOf(word: string): string {
  const literal = RegExp.escape(word);
  return UNSPACED.test(word) ? literal : `(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`;
}
