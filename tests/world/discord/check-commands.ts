import { listOf } from './check-message.ts';
import { invalidForm } from './refused.ts';
import type { JsonObject } from './state.ts';

const NAME = /^[-_'\p{L}\p{N}]{1,32}$/u;

/** Commands that are to be published: refused where Discord refuses them. */
export function checkCommands(commands: readonly JsonObject[]): void {
  const faults = commands.flatMap((command) => [
    ...checkOne(command, 'command'),
    ...(sizeOf(command) > 8000 ? ['command: over 8000 characters'] : []),
  ]);
  if (new Set(commands.map(({ name }) => name)).size < commands.length) faults.push('names must be unique');
  if (faults.length > 0) throw invalidForm(faults);
}

function checkOne({ name, description, options }: JsonObject, where: string): readonly string[] {
  const faults: string[] = [];
  const here = `${where} ${String(name)}`;
  if (typeof name !== 'string' || !NAME.test(name) || name !== name.toLowerCase())
    faults.push(`${here}: name`);
  if (typeof description !== 'string' || description.length < 1 || description.length > 100)
    faults.push(`${here}: description must be between 1 and 100 in length`);
  const list = listOf(options);
  if (list.length > 25) faults.push(`${here}: more than 25 options`);
  if (new Set(list.map((option) => option['name'])).size < list.length) faults.push(`${here}: option names`);
  const required = list.map((option) => option['required'] === true);
  if (required.lastIndexOf(true) > required.indexOf(false) && required.includes(false))
    faults.push(`${here}: required options must be placed before non-required options`);
  for (const option of list) {
    const { min_value, autocomplete, choices, type } = option;
    if (min_value !== undefined && type !== 4 && type !== 10) faults.push(`${here}: min_value on ${type}`);
    if (autocomplete === true && listOf(choices).length > 0) faults.push(`${here}: autocomplete and choices`);
    faults.push(...checkOne(option, here));
  }
  return faults;
}

function sizeOf({ name, description, options }: JsonObject): number {
  const own = String(name).length + String(description).length;
  return listOf(options).reduce((sum, option) => sum + sizeOf(option), own);
}
