import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { CommandSpec, OptionSpec } from '../../domain/command-spec.ts';
import type { DiscordCall } from './discord-call.ts';
import { discordFault } from './fault.ts';
import { COMMAND } from './receive.ts';

const CHAT_INPUT = 1;
const SUBCOMMAND = 1;
const STRING = 3;
const INTEGER = 4;
const GUILD_INSTALL = 0;
const IN_GUILD = 0;
const IN_BOT_DM = 1;

const optionSchema = z.object({
  type: z.number(),
  name: z.string(),
  description: z.string(),
  required: z.boolean().nullish(),
  autocomplete: z.boolean().nullish(),
  min_value: z.number().nullish(),
  max_value: z.number().nullish(),
});
const commandsSchema = z.array(
  z.object({
    type: z.number().default(CHAT_INPUT),
    name: z.string(),
    description: z.string(),
    contexts: z.array(z.number()).nullish(),
    options: z.array(optionSchema.extend({ options: z.array(optionSchema).nullish() })).nullish(),
  }),
);

/**
 * The one command of the bot, with a subcommand per spec (docs.discord.com/developers/interactions/
 * application-commands). A guild's own commands have no contexts.
 */
export function toCommand(specs: readonly CommandSpec[], inGuild: boolean) {
  return {
    type: CHAT_INPUT,
    name: COMMAND,
    description: 'News digests: subscribe, read, ask why',
    options: specs.map((spec) => ({
      type: SUBCOMMAND,
      name: spec.name,
      description: spec.description,
      // Discord wants the required ones first.
      options: [...spec.options].sort((a, b) => Number(b.required) - Number(a.required)).map(toOption),
    })),
    ...(inGuild ? {} : { integration_types: [GUILD_INSTALL], contexts: [IN_GUILD, IN_BOT_DM] }),
  };
}

function toOption({ name, description, type, required, completes, min, max }: OptionSpec) {
  return {
    type: type === 'integer' ? INTEGER : STRING,
    name,
    description,
    required,
    ...(completes ? { autocomplete: true } : {}),
    ...(min === undefined ? {} : { min_value: min }),
    ...(max === undefined ? {} : { max_value: max }),
  };
}

/** Publishes the command when what stands there differs; returns whether it did. Throws a fault. */
export async function publishCommands(
  call: DiscordCall,
  { appId, guildId, specs }: { appId: string; guildId: string | undefined; specs: readonly CommandSpec[] },
): Promise<boolean> {
  const path =
    guildId === undefined
      ? (`/applications/${appId}/commands` as const)
      : (`/applications/${appId}/guilds/${guildId}/commands` as const);
  const wanted = [toCommand(specs, guildId !== undefined)];
  const published = commandsSchema.safeParse(await call('GET', path).catch(nothing));
  if (published.success && isDeepStrictEqual(gist(published.data), gist(commandsSchema.parse(wanted))))
    return false;
  await call('PUT', path, { body: wanted });
  return true;
}

/** What may not be read is published all the same. Any other fault is thrown on. */
function nothing(error: unknown): undefined {
  const fault = discordFault(error);
  if (fault.kind !== 'refused' || fault.status === 401) throw error;
}

/** What counts of commands, with what Discord fills in by itself. */
function gist(commands: z.output<typeof commandsSchema>): unknown {
  return commands.map(({ type, name, description, contexts, options }) => ({
    type,
    name,
    description,
    contexts: [...(contexts ?? [])].sort(),
    options: (options ?? []).map((subcommand) => ({
      ...optionGist(subcommand),
      options: (subcommand.options ?? []).map(optionGist),
    })),
  }));
}

function optionGist(option: z.output<typeof optionSchema>) {
  const { type, name, description, required, autocomplete, min_value, max_value } = option;
  return {
    type,
    name,
    description,
    required: required ?? false,
    autocomplete: autocomplete ?? false,
    min: min_value ?? undefined,
    max: max_value ?? undefined,
  };
}
