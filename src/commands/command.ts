import { z } from 'zod';
import type { CommandSpec } from '../domain/command-spec.ts';
import type { Message } from '../domain/message.ts';
import type { Place } from '../domain/place.ts';
import type { Choice, Person, Visibility } from '../domain/request.ts';
import { say } from '../wording/say.ts';
import type { Desk } from './desk.ts';
import type { Option } from './option.ts';

/** Who asks, where, and what the handler may use. */
export interface Context {
  readonly place: Place;
  readonly person: Person;
  readonly desk: Desk;
  /** Why the bot could not post here, in sentences that say what to grant; undefined when it can. */
  whyNotPost(): Promise<string | undefined>;
  readonly now: Temporal.Instant;
  readonly locale: string;
  /** The person's zone, or the default one. */
  readonly zone: string;
}

/** A command as the rest of the program sees it: its options are raw texts until `run` has checked them. */
export interface Command {
  readonly spec: CommandSpec;
  /** Whether it fetches or computes so much that a person may only ask so often. */
  readonly costly: boolean;
  /** One message, or several that are answered one after the other. */
  run(options: Readonly<Record<string, string>>, context: Context): Promise<readonly Message[]>;
  /** Choices for an option that completes, best first. */
  complete(option: string, typed: string, context: Context): Promise<readonly Choice[]>;
}

/** What is wrong with what a person asked, in one or more sentences for them. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

type Values<Options> = {
  readonly [Name in keyof Options]: Options[Name] extends Option<infer Value> ? Value : never;
};

interface Definition<Options extends Readonly<Record<string, Option<unknown>>>> {
  readonly name: string;
  readonly description: string;
  readonly visibility: Visibility;
  readonly example: string;
  readonly costly?: boolean;
  readonly options: Options;
  handle(options: Values<Options>, context: Context): Promise<readonly Message[]>;
  complete?(option: keyof Options & string, typed: string, context: Context): Promise<readonly Choice[]>;
}

/** Makes a command from its one definition: the spec that is published and the check of what comes in. */
export function defineCommand<Options extends Readonly<Record<string, Option<unknown>>>>(
  definition: Definition<Options>,
): Command {
  const { name, description, visibility, example, options } = definition;
  const schema = z.object(
    Object.fromEntries(Object.entries(options).map(([key, option]) => [key, option.schema])),
  );
  const spec: CommandSpec = {
    name,
    description,
    visibility,
    example,
    options: Object.entries(options).map(([key, option]) => ({ name: key, ...option.spec })),
  };
  return {
    spec,
    costly: definition.costly ?? false,
    async run(raw, context) {
      const read = schema.safeParse(raw);
      if (!read.success) throw new Refusal(describeIssue(read.error.issues[0], spec, context.locale));
      return definition.handle(read.data as Values<Options>, context);
    },
    async complete(option, typed, context) {
      return (await definition.complete?.(option, typed, context)) ?? [];
    },
  };
}

function describeIssue(issue: z.core.$ZodIssue | undefined, spec: CommandSpec, locale: string): string {
  const option = String(issue?.path[0] ?? '');
  const what =
    issue === undefined || issue.code === 'invalid_type'
      ? say(locale, 'answer.option-missing', { option })
      : `“${option}” ${issue.message}.`;
  return `${what}\n${say(locale, 'answer.help-example', { example: `/digest ${spec.example}` })}`;
}
