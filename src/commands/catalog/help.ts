import type { CommandSpec } from '../../domain/command-spec.ts';
import type { Inline, Message } from '../../domain/message.ts';
import { say } from '../../wording/say.ts';
import { answer } from '../answer.ts';
import { type Command, defineCommand, Refusal } from '../command.ts';
import { optionalText } from '../option.ts';

/** `help` describes the other commands, so it is made from their specs. */
export function makeHelp(others: readonly CommandSpec[]): Command {
  const help = defineCommand({
    name: 'help',
    description: 'What I do and what you can ask',
    visibility: 'private',
    example: 'help subscribe',
    options: { command: optionalText({ description: 'A command to explain', completes: true }) },
    handle: ({ command }, { locale }) =>
      Promise.resolve([command === undefined ? overview(locale) : explain(command, locale)]),
    complete: (_, typed) =>
      Promise.resolve(
        others
          .filter((spec) => spec.name.startsWith(typed.toLowerCase()))
          .map((spec) => ({ label: `${spec.name}: ${spec.description}`, value: spec.name })),
      ),
  });

  function overview(locale: string): Message {
    const lines = others.map((spec): readonly Inline[] => [
      { kind: 'code', text: `/digest ${spec.example}` },
      { kind: 'text', text: ` ${spec.description}` },
    ]);
    const what = [say(locale, 'answer.help-what'), say(locale, 'answer.help-how')];
    return answer(locale, say(locale, 'answer.help-first'), [...what, ...lines]);
  }

  function explain(name: string, locale: string): Message {
    const wanted = name.replace(/^\/?(?:digest\s+)?/i, '').toLowerCase();
    const spec = [...others, help.spec].find((candidate) => candidate.name === wanted);
    if (spec === undefined) {
      const names = others.map((other) => other.name).join(', ');
      throw new Refusal(
        `${say(locale, 'answer.help-unknown', { name })}\n${say(locale, 'answer.source-names', { names })}`,
      );
    }
    const options = spec.options.map((option): readonly Inline[] => [
      { kind: 'code', text: `${option.name}${option.required ? '' : ' (optional)'}` },
      { kind: 'text', text: ` ${option.description}` },
    ]);
    const example: readonly Inline[] = [
      { kind: 'text', text: say(locale, 'answer.help-example', { example: '' }) },
      { kind: 'code', text: `/digest ${spec.example}` },
    ];
    return answer(locale, `${spec.name}: ${spec.description}`, [...options, example]);
  }

  return help;
}
