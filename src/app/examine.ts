import { existsSync } from 'node:fs';
import { stat, statfs } from 'node:fs/promises';
import { createClock } from '../adapters/clock/create-clock.ts';
import type { Config } from '../config/read-config.ts';
import type { SourceState } from '../domain/source.ts';
import type { Store } from '../ports/store.ts';
import { findZone } from '../schedules/zone.ts';
import { examineTokens } from './examine-tokens.ts';
import type { Finding } from './finding.ts';
import { errorWords, openLog, openStore, storeFile } from './open-world.ts';

const LITTLE_DISK = 200 * 1_048_576;
/** Nobody runs this program before it was written. */
const EARLIEST_YEAR = 2026;

/** Looks at everything that the bot needs; what cannot be looked at is a finding, never an error. */
export async function examine(config: Config): Promise<readonly Finding[]> {
  const now = createClock({
    log: openLog(config),
    ...(config.clockFile === undefined ? {} : { file: config.clockFile }),
  }).now();
  const findings: Finding[] = [
    { name: 'configuration', state: 'well', message: `Read from ${config.folders.config}.` },
    await examineFolder(config),
    await examineDisk(config),
    examineClock(now, config),
    examineZones(config),
    ...(await examineTokens(config)),
  ];
  const all = [...findings, ...(await examineStore(config, now))];
  // A platform or a database may send back what it was sent.
  return all.map((finding) => ({ ...finding, message: errorWords(finding.message, config) }));
}

async function examineFolder(config: Config): Promise<Finding> {
  const name = 'data folder';
  const { data } = config.folders;
  const facts = await stat(data).catch(() => undefined);
  if (facts === undefined)
    return { name, state: 'look', message: `${data} is not there yet.`, remedy: 'The first start makes it.' };
  if (!facts.isDirectory()) {
    return {
      name,
      state: 'broken',
      message: `${data} is no folder.`,
      remedy: 'Remove it, or set NEWS_DIGEST_DATA to another place.',
    };
  }
  const others = facts.mode & 0o077;
  if (others === 0) return { name, state: 'well', message: `${data} is readable by you alone.` };
  return {
    name,
    state: 'look',
    message: `${data} can be read by other users of this machine.`,
    remedy: `chmod 700 ${data}`,
  };
}

async function examineDisk(config: Config): Promise<Finding> {
  const name = 'disk';
  const folder = existsSync(config.folders.data) ? config.folders.data : config.folders.caller;
  try {
    const { bavail, bsize } = await statfs(folder);
    const free = bavail * bsize;
    const message = `${Math.floor(free / 1_048_576).toLocaleString('en')} MiB are free.`;
    if (free >= LITTLE_DISK) return { name, state: 'well', message };
    return { name, state: 'broken', message, remedy: 'Make room: the store needs at least 200 MiB.' };
  } catch (error) {
    return { name, state: 'look', message: `The free space cannot be told: ${errorWords(error)}` };
  }
}

function examineClock(now: Temporal.Instant, config: Config): Finding {
  const name = 'clock';
  const moved = config.clockFile === undefined ? '' : ` (moved by ${config.clockFile})`;
  const message = `It is ${now.toString({ smallestUnit: 'second' })}${moved}.`;
  if (now.toZonedDateTimeISO('UTC').year >= EARLIEST_YEAR || config.clockFile !== undefined)
    return { name, state: 'well', message };
  return { name, state: 'broken', message, remedy: "Set this machine's clock: digests come by it." };
}

function examineZones(config: Config): Finding {
  const name = 'zones';
  const { zone } = config.file.defaults;
  if (findZone(zone).kind === 'zone')
    return { name, state: 'well', message: `Times are in ${zone} unless said.` };
  return {
    name,
    state: 'broken',
    message: `${zone} is not known here.`,
    remedy: 'Set defaults.zone in news-digest.yaml.',
  };
}

async function examineStore(config: Config, now: Temporal.Instant): Promise<Finding[]> {
  const name = 'store';
  if (config.settings.DATABASE_URL === undefined && !existsSync(storeFile(config))) {
    return [
      {
        name,
        state: 'look',
        message: `There is no store yet at ${storeFile(config)}.`,
        remedy: 'The first start makes it.',
      },
    ];
  }
  let store: Store;
  try {
    store = await openStore(config);
  } catch (error) {
    return [
      {
        name,
        state: 'broken',
        message: errorWords(error, config),
        remedy: 'Check DATABASE_URL, or the rights of the data folder.',
      },
    ];
  }
  try {
    await store.probe();
    const { articles, stories, subscriptions } = await store.figures();
    const message = `Holds ${articles} articles in ${stories} stories, and ${subscriptions} subscriptions.`;
    return [
      { name, state: 'well', message },
      ...(await examineSources(store)),
      ...(await examineDeliveries(store, now)),
    ];
  } catch (error) {
    return [
      {
        name,
        state: 'broken',
        message: errorWords(error, config),
        remedy: 'Restore a backup, or start with an empty data folder.',
      },
    ];
  } finally {
    await store.close();
  }
}

async function examineSources(store: Store): Promise<Finding[]> {
  const name = 'sources';
  const states = await store.allSources();
  const ailing = states.filter((state) => state.failures > 0 || state.stopped);
  if (states.length === 0) {
    return [
      {
        name,
        state: 'look',
        message: 'There are no sources.',
        remedy: 'Add one: /digest sources add ADDRESS, or in news-digest.yaml.',
      },
    ];
  }
  if (ailing.length === 0)
    return [
      {
        name,
        state: 'well',
        message: states.length === 1 ? 'The only one is well.' : `All ${states.length} are well.`,
      },
    ];
  return ailing.map((state) => ({
    name,
    state: 'look',
    message: describeAilment(state),
    remedy: 'Check its address: news-digest check ADDRESS.',
  }));
}

function describeAilment({ source, failures, stopped, lastFault }: SourceState): string {
  const tries = stopped ? 'it is not tried again' : `${failures} tries failed`;
  return `${source.title}: ${lastFault?.message ?? 'not read'} (${tries})`;
}

async function examineDeliveries(store: Store, now: Temporal.Instant): Promise<Finding[]> {
  const name = 'deliveries';
  const troubled = await store.troubledParts(now.subtract({ hours: 24 }), 20);
  if (troubled.length === 0) return [{ name, state: 'well', message: 'Nothing is held up.' }];
  return troubled.map(({ state, place, delivery }) => {
    const where = `${place.platform} ${place.kind === 'channel' ? `#${place.name ?? place.id}` : (place.name ?? place.id)}`;
    const reason = 'reason' in state ? `: ${state.reason}` : ' for over a day';
    return {
      name,
      state: 'look',
      message: `${state.state}${reason} (${where}, delivery ${delivery})`,
      remedy: remedyFor(state.state),
    };
  });
}

function remedyFor(state: string): string {
  if (state === 'held')
    return 'Look in the channel whether it stands there. Its stories ride in the next digest either way.';
  if (state === 'failed') return 'Grant what is missing, then subscribe again there.';
  return 'It is tried again by itself; see the log for the last reason.';
}
