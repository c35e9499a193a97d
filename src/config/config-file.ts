import { z } from 'zod';
import { parseSchedule } from '../schedules/parse.ts';
import { findZone } from '../schedules/zone.ts';

const days = (fallback: number) => z.number().int().min(1).max(3650).default(fallback);

const zone = z.string().superRefine((name, context) => {
  const answer = findZone(name);
  if (answer.kind === 'zone') return;
  const hint =
    answer.suggestion === undefined ? 'Europe/Berlin is one' : `did you mean ${answer.suggestion}?`;
  context.addIssue({ code: 'custom', message: `"${name}" is no time zone: ${hint}` });
});

const schedule = z.string().superRefine((words, context) => {
  const parsed = parseSchedule(words, 'UTC', Temporal.PlainDate.from('2026-01-01'));
  if (parsed.kind === 'schedule') return;
  context.addIssue({
    code: 'custom',
    message: `did not understand "${parsed.part}"; an example: weekdays 08:30`,
  });
});

const fullText = z.enum(['never', 'when-short', 'always'], {
  error: 'is one of never, when-short, always',
});

const sourceEntry = z
  .strictObject({
    feed: z.url({ protocol: /^https?$/, error: 'is no http(s) address' }).optional(),
    page: z.url({ protocol: /^https?$/, error: 'is no http(s) address' }).optional(),
    folder: z.string().min(1).optional(),
    fullText: fullText.optional(),
    title: z.string().min(1).optional(),
    language: z
      .string()
      .regex(/^[a-z]{2,3}$/, 'is no language code such as en')
      .optional(),
  })
  .refine(
    ({ feed, page, folder }) => [feed, page, folder].filter((each) => each !== undefined).length === 1,
    {
      error: 'names either a feed, a page or a folder',
    },
  );

/** An address or a folder may stand alone, without its name. */
const source = z.preprocess((entry) => {
  if (typeof entry !== 'string') return entry;
  return /^[a-z]+:\/\//i.test(entry) ? { feed: entry } : { folder: entry };
}, sourceEntry);

/** The shape of `config/news-digest.yaml`; the file explains each entry in a comment. */
export const configFileSchema = z.strictObject({
  sources: z
    .array(source)
    .nullish()
    .transform((list) => list ?? []),
  defaults: z
    .strictObject({
      zone: zone.default('Europe/Berlin'),
      schedule: schedule.default('weekdays 08:30'),
      stories: z.number().int().min(1).max(20).default(6),
      locale: z.string().default('en'),
      fullText: fullText.default('when-short'),
    })
    .prefault({}),
  limits: z
    .strictObject({
      fetchSeconds: z.number().min(1).max(120).default(20),
      fetchMebibytes: z.number().min(1).max(64).default(16),
      sourcesAtOnce: z.number().int().min(1).max(64).default(8),
      postsAtOnce: z.number().int().min(1).max(64).default(8),
      requestsPerMinute: z.number().int().min(1).max(600).default(20),
    })
    .prefault({}),
  retention: z
    .strictObject({ articleDays: days(30), deliveryDays: days(30), requestDays: days(2) })
    .prefault({}),
  contact: z.string().default(''),
});

export type ConfigFile = z.output<typeof configFileSchema>;
