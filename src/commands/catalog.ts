import type { CommandSpec } from '../domain/command-spec.ts';
import { makeHelp } from './catalog/help.ts';
import { now } from './catalog/now.ts';
import { preview } from './catalog/preview.ts';
import { schedule } from './catalog/schedule.ts';
import { sources } from './catalog/sources.ts';
import { subscribe } from './catalog/subscribe.ts';
import { summarize } from './catalog/summarize.ts';
import { unsubscribe } from './catalog/unsubscribe.ts';
import type { Command } from './command.ts';

const withoutHelp: readonly Command[] = [now, preview, subscribe, unsubscribe, sources, schedule, summarize];

/** Every command, in the order in which help names them. */
export const commands: readonly Command[] = [
  ...withoutHelp,
  makeHelp(withoutHelp.map((command) => command.spec)),
];

/** What the adapters publish. */
export const specs: readonly CommandSpec[] = commands.map((command) => command.spec);
