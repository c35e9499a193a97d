import { specs } from '../src/commands/catalog.ts';
import type { CommandSpec } from '../src/domain/command-spec.ts';

/** `docs/commands.md`, from the catalog; a test holds the file to it. */
export function commandsPage(): string {
  return `${[
    '# Commands',
    '',
    'Made from the catalog by `npm run build:docs`; do not edit.',
    '',
    'On Slack write `/digest COMMAND`, on Discord choose `/digest COMMAND`, in a direct message to the bot write the',
    'command alone. Options are `name:value` in any order; a value runs to the next known name or is quoted; the first',
    'option may stand without its name.',
    '',
    '| command | does | who sees the answer |',
    '| --- | --- | --- |',
    ...specs.map((spec) => `| [${signature(spec)}](#${spec.name}) | ${spec.description} | ${seenBy(spec)} |`),
    '',
    ...specs.flatMap(section),
  ].join('\n')}`;
}

function signature(spec: CommandSpec): string {
  const options = spec.options.map(({ name, required }) => (required ? name : `[${name}]`));
  return ['`', [spec.name, ...options].join(' '), '`'].join('');
}

function seenBy(spec: CommandSpec): string {
  return spec.visibility === 'private' ? 'only the person' : 'everybody in the place';
}

function section(spec: CommandSpec): string[] {
  const rows = spec.options.map(
    (option) =>
      `| \`${option.name}\` | ${option.required ? 'yes' : 'no'} | ${option.description}${rangeOf(option)} |`,
  );
  return [
    `## ${spec.name}`,
    '',
    `${spec.description}. For example: \`/digest ${spec.example}\``,
    '',
    ...(rows.length === 0 ? [] : ['| option | needed | meaning |', '| --- | --- | --- |', ...rows, '']),
  ];
}

function rangeOf({ completes }: CommandSpec['options'][number]): string {
  return completes ? ' (offers choices while you type)' : '';
}
