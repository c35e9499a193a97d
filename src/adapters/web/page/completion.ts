import type { WireCommand, WireOption } from './wire.ts';

export interface Suggestion {
  readonly label: string;
  readonly hint: string;
  /** The whole text of the box once it is taken. */
  readonly text: string;
}

/** What can come next in the command box. */
export interface Next {
  readonly suggestions: readonly Suggestion[];
  /** Whether Enter takes the first one: only while the command's name is not complete. */
  readonly eager: boolean;
  /** The option whose values the server knows, and the text that a value is put after. */
  readonly ask?: {
    readonly command: string;
    readonly option: string;
    readonly typed: string;
    readonly before: string;
  };
}

const nothing: Next = { suggestions: [], eager: false };

/** Reads what was typed so far; commands, then options, then their values. */
export function nextIn(text: string, commands: readonly WireCommand[]): Next {
  if (!text.startsWith('/')) return nothing;
  const [, name = '', space = '', rest = ''] =
    /^\/(?:digest(?:\s+|$))?(\S*)(\s*)([\s\S]*)$/.exec(text.replace(/^\/di?g?e?s?$/, '/')) ?? [];
  if (space === '') return { suggestions: commandsFor(name, commands), eager: true };
  const command = commands.find((each) => each.name === name);
  return command === undefined ? nothing : inOptions(command, text.slice(0, text.length - rest.length), rest);
}

function commandsFor(typed: string, commands: readonly WireCommand[]): readonly Suggestion[] {
  return commands
    .filter((command) => command.name.startsWith(typed) && command.name !== typed)
    .map(({ name, description, options }) => ({
      label: `/digest ${name}`,
      hint: description,
      text: `/digest ${name}${options.length > 0 ? ' ' : ''}`,
    }));
}

function inOptions(command: WireCommand, head: string, rest: string): Next {
  const named = [...rest.matchAll(/(?<!\S)(\w+):/g)].filter((match) => optionNamed(command, match[1]));
  const last = named.at(-1);
  const used = new Set(named.map((match) => match[1]));
  const valueAt = last === undefined ? 0 : last.index + last[0].length;
  const value = rest.slice(valueAt);
  const option = last === undefined ? command.options[0] : optionNamed(command, last[1]);
  const word = /\S*$/.exec(rest)?.[0] ?? '';
  const free = command.options.filter((each) => !used.has(each.name));
  const base = head + rest.slice(0, rest.length - word.length);
  const offered = word.includes(':') ? [] : namesFor(word, free, base);
  const before = head + rest.slice(0, valueAt);
  const ask = option?.completes === true && !value.includes('"');
  return {
    suggestions: offered,
    eager: false,
    ...(ask ? { ask: { command: command.name, option: option.name, typed: value.trim(), before } } : {}),
  };
}

function optionNamed(command: WireCommand, name: string | undefined): WireOption | undefined {
  return command.options.find((option) => option.name === name);
}

function namesFor(word: string, options: readonly WireOption[], base: string): readonly Suggestion[] {
  return options
    .filter((option) => option.name.startsWith(word))
    .map((option) => ({
      label: `${option.name}:`,
      hint: option.required ? `${option.description} (needed)` : option.description,
      text: `${base}${option.name}:`,
    }));
}
