import { say } from './say.ts';

/** Names in a row: `A`, `A and B`, `A, B and C`; of four or more the first two and a count: `A, B and 2 more`. */
export function listNames(locale: string, names: readonly string[]): string {
  if (names.length <= 3) return listAll(locale, names);
  const first = say(locale, 'list.comma', { first: names[0] ?? '', second: names[1] ?? '' });
  return say(locale, 'list.more', { first, count: names.length - 2 });
}

/** Names in a row, all of them: `A, B, C and D`. */
export function listAll(locale: string, names: readonly string[]): string {
  if (names.length < 2) return names.join('');
  const last = names[names.length - 1] ?? '';
  const first = names
    .slice(0, -1)
    .reduce((row, name) => say(locale, 'list.comma', { first: row, second: name }));
  return say(locale, 'list.two', { first, second: last });
}
