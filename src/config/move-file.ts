import { parse, stringify } from 'yaml';
import { z } from 'zod';
import type { Source } from '../domain/source.ts';
import type { Subscription } from '../domain/subscription.ts';

/** Everything that people have set up, to be moved to another store. */
export interface Moved {
  readonly sources: readonly {
    readonly source: Source;
    /** Undefined stands for every workspace. */
    readonly workspaces: readonly (string | undefined)[];
  }[];
  readonly subscriptions: readonly Subscription[];
}

const VERSION = 1;
const text = z.string().min(1);
const time = z.string().regex(/^\d\d:\d\d$/);
const weekday = z.union([1, 2, 3, 4, 5, 6, 7].map((day) => z.literal(day)));
const times = z.array(time).min(1);
const instant = z.string().transform((written, context) => {
  try {
    return Temporal.Instant.from(written);
  } catch {
    context.addIssue({ code: 'custom', message: `"${written}" is no instant such as 2026-11-24T07:00:00Z` });
    return z.NEVER;
  }
});

const source = z.strictObject({
  id: text,
  kind: z.enum(['feed', 'page', 'folder']),
  address: text,
  title: text,
  language: z.string().optional(),
  tags: z.array(z.string()).optional(),
  workspaces: z.array(z.string()).min(1),
});

const rule = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('days'),
    days: z.array(weekday).min(1),
    times,
    everyWeeks: z.number().int().min(1).optional(),
    anchor: z.iso.date().optional(),
  }),
  z.strictObject({
    kind: z.literal('month'),
    nth: z.union([1, 2, 3, 4, 5, -1].map((nth) => z.literal(nth))),
    day: weekday,
    times,
  }),
  z.strictObject({ kind: z.literal('cron'), expression: text }),
]);

const subscription = z.strictObject({
  id: text,
  place: z.strictObject({
    platform: z.enum(['slack', 'discord']),
    workspace: text,
    kind: z.enum(['channel', 'person']),
    id: text,
    name: z.string().optional(),
  }),
  name: text,
  selection: z.looseObject({
    sources: z.union([z.literal('all'), z.array(text)]),
    count: z.number().int().min(1).max(20),
    style: z.enum(['headlines', 'short', 'full']),
    muted: z.array(z.string()),
    whenEmpty: z.enum(['say', 'silent']),
  }),
  schedule: z.strictObject({
    rule,
    zone: text,
    quiet: z.strictObject({ from: time, to: time }).optional(),
    pausedUntil: instant.optional(),
  }),
  createdBy: z.string(),
  createdAt: instant,
  handledUntil: instant,
  suspended: z.string().optional(),
  emptyInARow: z.number().int().min(0),
  locale: text,
});

const file = z.strictObject({
  version: z.literal(VERSION, { error: 'is of a version that is not understood here' }),
  sources: z.array(source),
  subscriptions: z.array(subscription),
});

/** In the file this stands for every workspace. */
const EVERYBODY = '*';

/** As YAML. Instants become texts; what is worked out anew (the next slot) is left out. */
export function writeMoveFile({ sources, subscriptions }: Moved): string {
  const written = {
    version: VERSION,
    sources: sources.map((each) => ({
      ...each.source,
      workspaces: each.workspaces.map((workspace) => workspace ?? EVERYBODY),
    })),
    subscriptions: subscriptions.map(({ nextSlot: _, ...rest }) => rest),
  };
  // JSON first: it writes instants as texts.
  return stringify(JSON.parse(JSON.stringify(written)));
}

/** What `writeMoveFile` wrote. Throws one sentence that names the entry which is wrong. */
export function readMoveFile(yaml: string): Moved {
  const read = file.safeParse(parseYaml(yaml));
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new Error(`${issue?.path.join('.') || 'The file'} ${issue?.message.toLowerCase() ?? 'is wrong'}.`);
  }
  return {
    sources: read.data.sources.map(({ workspaces, ...rest }) => ({
      source: rest as unknown as Source,
      workspaces: workspaces.map((workspace) => (workspace === EVERYBODY ? undefined : workspace)),
    })),
    // The schema has checked what the nouns ask for; their ids are texts with a mark that only the compiler sees.
    subscriptions: read.data.subscriptions as unknown as Subscription[],
  };
}

function parseYaml(yaml: string): unknown {
  try {
    return parse(yaml);
  } catch (error) {
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw new Error(`The file cannot be read as YAML: ${reason}`);
  }
}
