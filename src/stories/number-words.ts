const SMALL =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  );
const TENS = 'thirty forty fifty sixty seventy eighty ninety'.split(' ');
const VALUES: ReadonlyMap<string, string> = new Map([
  ...SMALL.map((word, value) => [word, String(value)] as const),
  ...TENS.map((word, index) => [word, String((index + 3) * 10)] as const),
]);
// As pronouns and in set phrases they are not numbers.
const VAGUE = new Set(['zero', 'one']);

/** The number that a lower-case word writes, in digits: `1,200` and `1.200` are 1200, `seven` is 7. */
export function numberOf(word: string): string | undefined {
  const first = word.charCodeAt(0);
  if (first >= 0x30 && first <= 0x39) return word.replace(/[.,](?=\d{3}(?!\d))/g, '').replace(/,/g, '.');
  return VAGUE.has(word) ? undefined : VALUES.get(word);
}
