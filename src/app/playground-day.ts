import { readFolder } from '../adapters/folder/read-folder.ts';
import type { Source } from '../domain/source.ts';
import { toSeedArticle } from '../feeds/seed-file.ts';

/** The hour at which the playground opens. */
const MORNING = '07:00';

/** 07:00 on the second day of the seeds (the day after, when there is only one); undefined when there are none. */
export async function playgroundMorning(seeds: Source, zone: string): Promise<Temporal.Instant | undefined> {
  const read = await readFolder().read(seeds, {});
  if (read.kind !== 'fresh') return undefined;
  const days = new Set<string>();
  for (const { address, bytes } of read.bodies) {
    try {
      const { article } = toSeedArticle(
        { name: address, bytes },
        seeds,
        Temporal.Instant.fromEpochMilliseconds(0),
      );
      if (article.published !== undefined) days.add(dayOf(article.published, zone));
    } catch {
      // An unreadable file is named when the folder is collected.
    }
  }
  const [first, second] = [...days].sort();
  if (first === undefined) return undefined;
  const day = second ?? Temporal.PlainDate.from(first).add({ days: 1 }).toString();
  return Temporal.PlainDateTime.from(`${day}T${MORNING}`).toZonedDateTime(zone).toInstant();
}

function dayOf(instant: Temporal.Instant, zone: string): string {
  return instant.toZonedDateTimeISO(zone).toPlainDate().toString();
}
