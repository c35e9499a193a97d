import type { CommandSpec } from '../domain/command-spec.ts';

/** A line taken apart, or the word that is no command. */
export type ParsedWords =
  | { readonly kind: 'command'; readonly command: string; readonly options: Readonly<Record<string, string>> }
  | { readonly kind: 'no-command'; readonly word: string };

/**
 * Takes a typed line apart (design.md, the commands' grammar): the command, then `name:value` pairs in any order. A
 * value runs to the next known name or is quoted; the first option may stand without its name. An option's name
 * with a space behind it counts as well where a value begins (`sources add https://…`).
 */
export function parseWords(line: string, specs: readonly CommandSpec[]): ParsedWords {
  const words = line
    .trim()
    .replace(/^\/?digest(?=\s|$)/i, '')
    .trim();
  const [name = ''] = words.split(/\s+/, 1);
  const spec = specs.find((candidate) => candidate.name === name.toLowerCase());
  if (spec === undefined) return { kind: 'no-command', word: name };
  return {
    kind: 'command',
    command: spec.name,
    options: parseOptions(words.slice(name.length).trim(), spec),
  };
}

function parseOptions(text: string, spec: CommandSpec): Record<string, string> {
  const options: Record<string, string> = {};
  const marks = findNames(text, spec);
  const lead = clean(text.slice(0, marks[0]?.start ?? text.length));
  const first = spec.options[0]?.name;
  if (lead !== '' && first !== undefined) options[first] = lead;
  marks.forEach((mark, at) => {
    const value = clean(text.slice(mark.end, marks[at + 1]?.start ?? text.length));
    if (value !== '') options[mark.name] = value;
  });
  return options;
}

interface Mark {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Where options are named, outside quotation marks. */
function findNames(text: string, spec: CommandSpec): Mark[] {
  const names = spec.options.map((option) => option.name).join('|');
  if (names === '') return [];
  const pattern = new RegExp(`"[^"]*"|“[^”]*”|(?:^|(?<=\\s))(?:(${names}):|^(${names})(?=\\s))`, 'gi');
  const marks: Mark[] = [];
  for (const match of text.matchAll(pattern)) {
    const name = match[1] ?? match[2];
    if (name !== undefined)
      marks.push({ name: name.toLowerCase(), start: match.index, end: match.index + match[0].length });
  }
  return marks;
}

/** A value without the quotation marks around it, and without Slack's brackets around an address. */
function clean(value: string): string {
  const text = value.trim();
  const quoted = /^(?:"([^"]*)"|“([^”]*)”)$/.exec(text);
  const inner = quoted?.[1] ?? quoted?.[2] ?? text;
  return inner.replace(/<(https?:[^>|\s]+)(?:\|[^>]*)?>/g, '$1').trim();
}
