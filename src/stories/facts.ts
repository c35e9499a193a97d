/** What a sentence can say that is a fact rather than a wording. */
export type FactKind = 'name' | 'number' | 'quotation' | 'date';

export interface Fact {
  readonly kind: FactKind;
  /** Equal for two writings of one fact: lower case, digits without separators. */
  readonly key: string;
  /** Where it stands in the text it was read from, in UTF-16 units. */
  readonly start: number;
}

const NUMBER_WORDS = new Map(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'
    .split(' ')
    .map((word, value) => [word, String(value)]),
);
for (const [at, word] of ['thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'].entries())
  NUMBER_WORDS.set(word, String((at + 3) * 10));

const MONTHS =
  /^(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)$/;
const DAYS = /^(?:mon|tues|wednes|thurs|fri|satur|sun)day$/;

const TOKEN = /\p{N}+(?:[.,:]\p{N}+)*|\p{L}[\p{L}\p{M}'’-]*/gu;
const QUOTED = /["“„«]([^"“”„«»]{12,400})["”“»]/gu;
const SENTENCE_END = /[.!?…:;"“”„«»\n(–—]\s*$/u;

/** The facts of a text, in the order in which they stand. */
export function factsOf(text: string): readonly Fact[] {
  const facts: Fact[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const fact = readToken(text, match[0], match.index);
    if (fact !== undefined) facts.push(fact);
  }
  for (const match of text.matchAll(QUOTED))
    facts.push({ kind: 'quotation', key: plain(match[1] ?? ''), start: match.index });
  return facts;
}

function readToken(text: string, token: string, start: number): Fact | undefined {
  const lower = token.toLowerCase();
  if (/^\p{N}/u.test(token)) return { kind: 'number', key: numberKey(token), start };
  const value = NUMBER_WORDS.get(lower);
  // "one" is a pronoun more often than a number.
  if (value !== undefined && value !== '1') return { kind: 'number', key: value, start };
  if (!/^\p{Lu}/u.test(token)) return undefined;
  if (DAYS.test(lower) || MONTHS.test(lower)) return { kind: 'date', key: lower, start };
  // A capital at the start of a sentence says nothing.
  if (start === 0 || SENTENCE_END.test(text.slice(Math.max(0, start - 3), start))) return undefined;
  return token.length > 1 ? { kind: 'name', key: nameKey(lower), start } : undefined;
}

/** "1,200" and "1200" are one number; "3.50" keeps its point. */
function numberKey(token: string): string {
  return token.replace(/[.,](?=\p{N}{3}(?!\p{N}))/gu, '').replace(/,/g, '.');
}

/** "Moscow's" and "Moscow" are one name. */
function nameKey(lower: string): string {
  return lower.replace(/['’]s?$/u, '');
}

function plain(text: string): string {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
}
